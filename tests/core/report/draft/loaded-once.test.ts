import { expect, test } from "vitest";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { draftReport } from "../../../../functions/core/report/draft/draft-report.ts";
import { draftTableOf } from "../../../../functions/core/report/draft/door/draft-template.ts";
import { type KeptSessions, keepSessions } from "../../../../functions/core/report/query/session/keep-sessions.ts";
import { openText } from "./draft-of-text.ts";
import { officeTables } from "./office-shapes.ts";

test.each(["invoices", "jobs", "stock"])(
  "a draft of “%s” loads its table once for nearly all questions",
  async (name) => {
    const { head, rows } = officeTables(3).find((table) => table.name === name)!;
    const { dataset, title } = await openText(head, rows);
    const kept = keepSessions();
    const found: boolean[] = [];
    const sessions: KeptSessions = {
      ...kept,
      async take(key) {
        const session = await kept.take(key);
        found.push(session !== undefined);
        return session;
      },
    };
    try {
      const table = draftTableOf(dataset, title, sessions, openScratchFolder);
      await draftReport(table, { language: "en" }, { dataset: "records", file: "data/records.csv" });
    } finally {
      await kept.close();
    }
    expect(found.length).toBeGreaterThan(5);
    // Floats between values, as those of quantiles, are loaded otherwise.
    expect(found.filter((isFound) => !isFound).length).toBeLessThanOrEqual(4);
  },
);
