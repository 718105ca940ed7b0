import { queryObjects } from "node:v8";
import { expect, test } from "vitest";
import { loadVega } from "../../../../functions/core/report/chart/load-vega.ts";
import { testChart } from "./chart-fixtures.ts";

const rows = [
  { year: "2018-01-01", share: 25.1 },
  { year: "2021-01-01", share: 30.1 },
];
const line = {
  data: { name: "data" },
  mark: "line",
  encoding: { x: { field: "year", type: "temporal" }, y: { field: "share", type: "quantitative" } },
};

// In a process of its own: V8 walks the whole heap to count the objects of a class.
test("a chart keeps only the drawable part of its dataflow", async () => {
  const { Dataflow } = (await loadVega()).vega as unknown as { readonly Dataflow: new () => object };
  await testChart(line, rows);
  // Vega holds on to the last one until the next.
  const before = queryObjects(Dataflow);
  const charts = [
    await testChart(line, rows),
    await testChart({ ...line, encoding: { ...line.encoding, row: { field: "year" } } }, rows),
  ];
  expect(queryObjects(Dataflow)).toBe(before);
  expect(charts).toHaveLength(2);
});
