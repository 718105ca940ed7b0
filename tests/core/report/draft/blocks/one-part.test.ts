import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, rowsOf, templateOf } from "../draft-of-text.ts";

const years = [2019, 2020, 2021, 2022, 2023, 2024];
const shapes = {
  en: { head: "year,region,sex,life_expectancy", parts: ["Female", "Male"] },
  de: { head: "Jahr,Bezirk,Geschlecht,Lebenserwartung", parts: ["Frauen", "Männer"] },
  zh: { head: "年份,院校名称,科类,最低分", parts: ["历史类", "物理类"] },
} as const;
const names = ["Ahorn", "Birke", "Eiche", "Fichte", "Kiefer"];

const valueOf = (year: number, place: number, part: number): number =>
  70 + place * 3 + part * 9 + ((year * 7 + place * 5 + part * 3) % 4);

describe.each(["en", "de", "zh"] as const)("two columns that name a value together (%s)", (language) => {
  const { head, parts } = shapes[language];
  const rows = years.flatMap((year) =>
    names.flatMap((name, place) => parts.map((part, at) => `${year},${name},${part},${valueOf(year, place, at)}`)),
  );

  test("every value shown stands in the table, and the title says of which part", async () => {
    const table = await openText(head, rows);
    const { world, template } = await templateOf(table, { language });
    const { tables, document } = await layOutReport(
      await acceptReport({ template: template.name }, world),
      world,
      () => {},
    );
    const shown = tables.get("ranking")!.rows.map(({ value }) => Number(value));
    expect(shown.toSorted((a, b) => a - b)).toEqual(
      names.map((_, place) => valueOf(2024, place, 0)).toSorted((a, b) => a - b),
    );
    expect(shownLines(document).map(({ text }) => text)[0]).toContain(parts[0]);
  });

  test("another part is a choice", async () => {
    const found = await rowsOf(await openText(head, rows), { part: parts[1] }, { language });
    expect(found("standing")[0]).toMatchObject({
      first_value: Math.max(...names.map((_, place) => valueOf(2024, place, 1))),
    });
    expect(found("part_choices").map(({ key }) => key)).toEqual([...parts]);
  });
});

test("the whole of a column is shown first if the table has one; what adds up needs no part", async () => {
  const rows = years.flatMap((year) =>
    names.flatMap((name, place) =>
      ["Female", "Male", "Total"].map(
        (sex, at) => `${year},${name},${sex},${valueOf(year, place, at)},${100 + place + at}`,
      ),
    ),
  );
  const found = await rowsOf(await openText("year,region,sex,life_expectancy,births", rows));
  expect(found("standing")[0]).toMatchObject({
    first_value: Math.max(...names.map((_, place) => valueOf(2024, place, 2))),
  });
  const births = rows.filter((row) => !row.includes("Total")).map((row) => row.replace(/,\d+(,\d+)$/, "$1"));
  const sums = await rowsOf(await openText("year,region,sex,births", births));
  expect(sums("headline")[0]).toMatchObject({ value: names.reduce((sum, _, place) => sum + 201 + 2 * place, 0) });
});
