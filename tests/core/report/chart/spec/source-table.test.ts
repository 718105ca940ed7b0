import { expect, test } from "vitest";
import { compileChart } from "../../../../../functions/core/report/chart/compile-chart.ts";
import type { Warning } from "../../../../../functions/core/errors.ts";
import { pageTexts } from "../../pdf/canvas-page.ts";
import { chartPage, tablesOf, testSettings } from "../chart-fixtures.ts";

const tables = tablesOf({
  sales: [
    { region: "Nord", month: "Jan", amount: 1 },
    { region: "Nord", month: "Feb", amount: 2 },
    { region: "Süd", month: "Mar", amount: 3 },
  ],
});
const spec = {
  data: { name: "data" },
  params: [
    { name: "region", value: "none" },
    { name: "target", value: 0 },
  ],
  title: { text: { expr: "region + ' wants ' + target" } },
  mark: "bar",
  encoding: { x: { field: "month", type: "nominal" }, y: { field: "amount", type: "quantitative" } },
};
const compile = (value: string, warnings: Warning[] = []) =>
  compileChart(
    {
      name: "c",
      dialect: "vega-lite",
      spec,
      data: { data: "sales" },
      picked: { source: "data", conditions: [{ column: "region", value }] },
      params: { region: value, target: 30 },
    },
    tables,
    testSettings({ attach: true, parameters: { target: 7 }, warn: (warning) => warnings.push(warning) }),
  );

test("a chart draws and attaches the rows that are picked, and takes its own params before the report's", async () => {
  const [nord, south] = [await compile("Nord"), await compile("Süd")];
  expect(nord.csv).toBe("month,amount\r\nJan,1\r\nFeb,2\r\n");
  expect(south.csv).toBe("month,amount\r\nMar,3\r\n");
  expect(await pageTexts((await chartPage(nord)).pdf)).toEqual(expect.arrayContaining(["Jan", "Feb", "Nord wants 30"]));
  const texts = await pageTexts((await chartPage(south)).pdf);
  expect(texts).toContain("Süd wants 30");
  expect(texts).not.toContain("Jan");
});

test("a chart of no rows says which were looked for", async () => {
  const warnings: Warning[] = [];
  await compile("West", warnings);
  expect(warnings[0]).toMatchObject({
    code: "empty-query",
    message: 'Chart "c": query "sales" gave no rows where region = "West"',
  });
});
