import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { compareRendition } from "../../../../../functions/core/report/rendition/compare/compare-rendition.ts";
import { officeChart } from "../../../../../functions/core/report/rendition/ooxml/office-chart.ts";
import { valueFormat } from "../../../../../functions/core/report/rendition/ooxml/value-format.ts";
import { english } from "../../../../../functions/core/report/locale/languages/en.ts";
import { german } from "../../../../../functions/core/report/locale/languages/de.ts";
import { docxBlocks } from "../../../../../functions/proof/docx/docx-blocks.ts";
import { showNumber } from "../../../../../functions/proof/xlsx/show-number.ts";
import { shippedTemplates } from "../../../../../functions/seed/template-folders.ts";
import { testChart } from "../../chart/chart-fixtures.ts";
import { type OfficeFile, renderOfficeFile } from "../render-office-file.ts";

/** The least part of the charts that the shipped templates print, which office programs draw themselves. */
const wanted = 0.7;
const templates: readonly (readonly [name: string, parameters: Readonly<Record<string, string>>])[] = [
  ["high-tech-industries", { language: "en" }],
  ["monthly-business-review", {}],
  ["country-profile", {}],
  ["dataset-profile", {}],
];

describe("the charts of the shipped templates", () => {
  const made = new Map<string, OfficeFile>();
  beforeAll(async () => {
    for (const [name, parameters] of templates)
      made.set(name, await renderOfficeFile("docx", join(shippedTemplates, name), parameters));
  });

  test("are mostly drawn by office programs, from the numbers of their data", () => {
    let [native, all] = [0, 0];
    for (const { laidOut, stated } of made.values())
      for (const { id } of laidOut.figures) {
        all++;
        const chart = stated.native?.get(id);
        if (chart === undefined) continue;
        native++;
        const drawn = new Set(laidOut.charts.get(id)!.data!.rows.flat().map(String));
        const values = chart.marks.series.flatMap(({ points }) => points.map(({ value }) => value));
        expect(values.filter((value) => value !== null && !drawn.has(String(value)))).toEqual([]);
      }
    expect([native, all]).toEqual([11, 14]);
    expect(native / all).toBeGreaterThanOrEqual(wanted);
  });

  test("with another number in the workbook beside a chart are found", () => {
    const { file, stated, laidOut } = made.get("monthly-business-review")!;
    const files = unzipSync(file);
    const path = Object.keys(files).find((each) => each.startsWith("word/embeddings/"))!;
    const workbook = unzipSync(files[path]!);
    const sheet = strFromU8(workbook["xl/worksheets/sheet1.xml"]!);
    const [cell, number] = /<v>(\d+)\.\d+<\/v>/.exec(sheet)!;
    const other = zipSync({
      ...workbook,
      "xl/worksheets/sheet1.xml": strToU8(sheet.replace(cell, cell.replace(number!, `${number}1`))),
    });
    const marks = laidOut.locale.number;
    expect(compareRendition(stated, docxBlocks(file, marks))).toEqual([]);
    expect(compareRendition(stated, docxBlocks(zipSync({ ...files, [path]: other }), marks))).not.toEqual([]);
  });
});

test("no chart whose data are not attached is drawn by office programs, and none of a dark theme", async () => {
  const spec = {
    data: { name: "data" },
    mark: "bar",
    encoding: { x: { field: "name" }, y: { field: "value", type: "quantitative" } },
  };
  const { chart } = await testChart(spec, [
    { name: "a", value: 1 },
    { name: "b", value: 4 },
    { name: "c", value: 3 },
  ]);
  expect(officeChart(chart, english, { paper: "#ffffff" })).toMatchObject({ values: { min: 0 } });
  expect(officeChart(chart, english, { paper: "#101418" })).toEqual({ unproven: "the theme is dark" });
  const { data: _, marks: __, ...kept } = chart;
  expect(officeChart({ ...kept }, english, { paper: "#ffffff" })).toHaveProperty("unproven");
});

/** A chart of lines over days, one for each part. */
async function linesOf(
  rows: readonly Record<string, string | number | null>[],
): Promise<ReturnType<typeof officeChart>> {
  const spec = {
    data: { name: "data" },
    mark: "line",
    encoding: {
      x: { field: "day", type: "temporal", axis: { format: "%Y", tickCount: "year" } },
      y: { field: "value", type: "quantitative" },
      detail: { field: "part" },
    },
  };
  return officeChart((await testChart(spec, rows)).chart, english, { paper: "#ffffff" });
}

const years = (
  part: string,
  values: Readonly<Record<number, number | null>>,
): Record<string, string | number | null>[] =>
  Object.entries(values).map(([year, value]) => ({ part, day: `${year}-01-01`, value }));

test("no lines that lack places of others are drawn by office programs where others have gaps", async () => {
  const whole = years("a", { 2020: 3, 2021: 4, 2022: 2, 2023: 5 });
  const torn = years("b", { 2020: 1, 2021: null, 2022: 6, 2023: 2 });
  const lacking = years("c", { 2020: 2, 2022: 1, 2023: 4 });
  expect(await linesOf([...whole, ...torn])).toHaveProperty("marks");
  expect(await linesOf([...whole, ...lacking])).toHaveProperty("marks");
  expect(await linesOf([...torn, ...lacking])).toEqual({
    unproven: "it has gaps, and lines over places at which they have no points",
  });
});

test("no chart of days before March 1900 is drawn by office programs", async () => {
  expect(await linesOf(years("a", { 1901: 3, 1902: 4, 1903: 2 }))).toHaveProperty("marks");
  expect(await linesOf(years("a", { 1899: 3, 1900: 4, 1901: 2, 1902: 4 }))).toEqual({
    unproven: "spreadsheets count days before March 1900 otherwise",
  });
});

test("a label is a value's format only where the format prints it", () => {
  const cases: readonly (readonly [number | string, string, string | undefined])[] = [
    [25.4, "25.4%", "25.4%"],
    [0.254, "25.4%", "25.4%"],
    [0.871201767, "0.87", "0.87"],
    [-0.583851216, "−0.58", "−0.58"],
    [1234.5, "1,235", undefined],
    [1234.4, "1,234", "1,234"],
    [5_200_000, "5.2 million", undefined],
    [6.83, "6.83*", undefined],
    [6.9, "6.8", undefined],
    [4e-7, "0.0%", undefined],
    ["123456789012.5", "€123,456,789,012.5", "€123,456,789,012.5"],
  ];
  for (const [value, printed, wantedText] of cases) {
    const format = valueFormat(value, printed, english);
    const shown = format === undefined ? undefined : showNumber(String(value), format, english.number);
    expect({ value, printed, shown }).toEqual({ value, printed, shown: wantedText });
  }
  expect(valueFormat(1234.5, "1.234,5 €", german)).toBeDefined();
});
