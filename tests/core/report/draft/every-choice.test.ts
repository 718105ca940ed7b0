import { expect, test } from "vitest";
import { faultsOfDraft } from "./every-choice.ts";
import { officeTables } from "./office-shapes.ts";

const isSoak = process.env["SOAK"] !== undefined;
/** A few of the tables of one seed; `SOAK=1` takes all of several. */
const sampled = ["cycles", "gaps"];
const tables = (isSoak ? [1, 2, 3] : [1]).flatMap((seed) =>
  officeTables(seed).flatMap((table) => (isSoak || sampled.includes(table.name) ? [{ seed, ...table }] : [])),
);

test.each(tables)(
  "$name ($seed): every choice renders, and next month's rows do",
  { timeout: 600_000 },
  async ({ head, rows }) => {
    const language = (["en", "de", "zh"] as const)[rows.length % 3]!;
    expect(await faultsOfDraft({ head, rows, language, allPeriods: isSoak })).toEqual([]);
  },
);
