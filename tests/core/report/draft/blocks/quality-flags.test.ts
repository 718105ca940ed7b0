import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { draftOf, openText, templateOf } from "../draft-of-text.ts";

const rowsOf = (marks: readonly string[]): readonly string[] =>
  Array.from({ length: 40 }, (_, at) => {
    const day = new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10);
    return `${day},${(1 + (at % 9) / 10).toFixed(2)},${marks[at] ?? marks.at(-1)!}`;
  });

test.each([
  [
    "en",
    "date,stage_m,quality",
    ["S", "M", "M", "G"],
    "“quality” marks how good the values are, by rows: G (37), M (2), S (1)",
  ],
  ["de", "Datum,Pegel,Stand der Werte", ["vorläufig", "vorläufig", "geprüft"], "geprüft (38), vorläufig (2)"],
  ["zh", "日期,水位,备注", ["估计", "正常"], "正常（39）、估计（1）"],
] as const)("in %s, marks of how good values are stand in the report", async (language, head, marks, said) => {
  const { world, template } = await templateOf(await openText(head, rowsOf(marks)), { language });
  const { document } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  const text = shownLines(document)
    .map((line) => line.text)
    .join("\n");
  expect(text).toContain(said);
});

test("a column of kinds is no mark", async () => {
  const { files } = await draftOf(await openText("date,stage_m,weather", rowsOf(["dry", "rain"])));
  expect(files.has("queries/flags.sql")).toBe(false);
});
