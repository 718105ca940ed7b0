import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { draftOf, openText, type Row, templateOf } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { outcomeTables, planTables, type SubjectTable, withoutOutcome } from "./subject-shapes.ts";

const isSoak = process.env["SOAK"] !== undefined;
const seeds = isSoak ? [1, 2, 3, 4] : [1];

interface Page {
  readonly title: string;
  readonly text: string;
  readonly rows: (query: string) => readonly Row[];
}

/** What a draft of the first nine tenths of a table says. */
async function pageOf({ head, rows, language }: SubjectTable): Promise<Page> {
  const table = await openText(head, rows.slice(0, Math.ceil(rows.length * 0.9)));
  const { world, template } = await templateOf(table, { language });
  const accepted = await acceptReport({ template: template.name }, world);
  const { document, tables } = await layOutReport(accepted, world, () => {});
  const lines = shownLines(document);
  return {
    title: lines.find(({ place }) => place.startsWith("heading"))!.text,
    text: lines.map(({ text }) => text).join("\n"),
    rows: (query) => tables.get(query)!.rows,
  };
}

describe.each(seeds.flatMap((seed) => outcomeTables(seed)))("outcome “$name” ($language)", (made) => {
  test(
    "leads the report with its count and rate, and by the column that explains it",
    { timeout: 60_000 },
    async () => {
      const { title, text, rows } = await pageOf(made);
      expect(rows("outcome")[0]).toMatchObject({ n: made.n, answered: made.answered });
      expect(title).toContain(String(made.n));
      expect(title).toMatch(/\d\s?%/);
      const [first] = rows("outcome_groups");
      expect(first).toMatchObject({ first: made.highest, apart: true });
      expect(text).toContain(made.highest);
    },
  );
});

test.each(withoutOutcome)("“$name” is no outcome", { timeout: 60_000 }, async ({ head, rows, language }) => {
  const { files } = await draftOf(await openText(head, rows), { language });
  expect([...files.keys()]).not.toContain("queries/outcome.sql");
});

describe.each(seeds.flatMap((seed) => planTables(seed)))("plan “$name” ($language)", (made) => {
  test("leads the report with the difference, and who is over and under", { timeout: 60_000 }, async () => {
    const { title, text, rows } = await pageOf(made);
    const [plan] = rows("plan");
    expect(plan).toMatchObject({ over: made.says.over, under: made.says.under });
    const { actual, planned } = made.says;
    if (made.kind === "target") {
      expect(plan).toMatchObject({ actual, planned, difference: actual - planned });
      expect(title).toContain(String(Math.abs(actual - planned)));
    }
    if (made.kind === "threshold") expect(title).toContain(String(made.says.under));
    if (made.kind === "capacity") expect(title).toContain(`${Math.round((100 * actual) / planned)}%`);
    for (const row of rows("plan_table").slice(0, 3)) expect(text).toContain(String(row["member"]));
  });
});

/** One table of each kind and language in turn; all with `SOAK=1`. */
const rendered = [...outcomeTables(5), ...planTables(5)].filter((_, at) => isSoak || at % 5 === 2);

test.each(rendered)("“$name”: every choice renders, and the next rows do", { timeout: 600_000 }, async (made) => {
  expect(await faultsOfDraft({ ...made, allPeriods: false })).toEqual([]);
});
