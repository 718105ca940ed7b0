import { describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../functions/core/report/document/shown-lines.ts";
import { type Draft, type DraftLanguage, draftLanguages } from "../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../functions/core/report/generate-report.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";
import { draftOf, openText } from "./draft-of-text.ts";
import { numbersFrom } from "./roles-of-text.ts";

/** The text of a drafted report with rows that come later. */
async function textWith({ files }: Draft, head: string, rows: readonly string[]): Promise<string> {
  const world = createWorld(new MemoryObjectStore());
  const bytes = [...files].map(([path, text]) => [path, Buffer.from(text)] as const);
  const sample = ["data/records.csv", Buffer.from([head, ...rows, ""].join("\n"))] as const;
  const template = await seedTemplate(world.store, "draft", new Map<string, Uint8Array>([...bytes, sample]));
  const { document } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  return shownLines(document)
    .map(({ text }) => text)
    .join("\n");
}

const months = Array.from(
  { length: 30 },
  (_, at) => `${2021 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, "0")}`,
);

/** Tables over time; the time stands first, and what is measured last. */
const shapes: readonly {
  readonly name: string;
  readonly head: string;
  readonly row: (next: () => number) => string[];
}[] = [
  {
    name: "a course",
    head: "month,stops,sales",
    row: (next) => months.map((month) => `${month}-01,${Math.floor(9 + 9 * next())},${Math.floor(100 + 90 * next())}`),
  },
  {
    name: "a course of prices",
    head: "month,price",
    row: (next) => months.map((month) => `${month}-01,${(100 + 90 * next()).toFixed(2)}`),
  },
  {
    name: "members over time",
    head: "month,region,sales",
    row: (next) =>
      months.flatMap((month) =>
        ["North", "South", "East"].map((name) => `${month}-01,${name},${Math.floor(900 * next())}`),
      ),
  },
  {
    name: "members whose values do not add up",
    head: "year,region,rate",
    row: (next) =>
      months
        .slice(0, 14)
        .flatMap((_, at) =>
          ["North", "South", "East"].map((name) => `${2001 + at},${name},${(9 * next()).toFixed(2)}`),
        ),
  },
  {
    name: "dated records",
    head: "date,product,amount",
    row: (next) =>
      months.flatMap((month) =>
        [3, 9, 17, 25].map(
          (day) =>
            `${month}-${String(day).padStart(2, "0")},${["A", "B"][day % 2]!}-${day},${Math.floor(900 * next())}`,
        ),
      ),
  },
];

const without = (rows: readonly string[], cell: number): readonly string[] =>
  rows.map((row) => {
    const cells = row.split(",");
    return cells.with(cell, "").join(",");
  });

describe("a draft renders for data that lack a value or a date in each row, and says so", () => {
  const cases = shapes.flatMap((shape) => draftLanguages.map((language) => [shape.name, language, shape] as const));
  test.each(cases)("%s, %s", { timeout: 60_000 }, async (_, language: DraftLanguage, { head, row }) => {
    const rows = row(numbersFrom(head.length));
    const draft = await draftOf(await openText(head, rows), { language });
    const said = {
      en: /The table has no value of “[^”]+” with a date\./,
      de: /Die Tabelle hat keinen Wert von „[^“]+“ mit einem Datum\./,
      zh: /表中没有带日期的“[^”]+”数值。/,
    }[language];
    for (const later of [without(rows, 0), []]) expect(await textWith(draft, head, later)).toMatch(said);
    const unmeasured = await textWith(draft, head, without(rows, head.split(",").length - 1));
    expect(unmeasured).not.toContain("NaN");
    expect(unmeasured).not.toMatch(/[:：] {1,2}(in|im) /);
  });
});
