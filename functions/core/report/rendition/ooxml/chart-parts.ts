import { chartTable } from "./chart-data.ts";
import type { ChartLook } from "./chart-look.ts";
import { writeChart } from "./chart-part.ts";
import { chartSheet, columnLetters, writeChartWorkbook } from "./chart-workbook.ts";
import type { OfficeChart } from "./office-chart.ts";
import type { Part } from "./write-package.ts";

/** Namespace of charts. */
export const chartNames = "http://schemas.openxmlformats.org/drawingml/2006/chart";

/** Media type of a chart's part. */
export const chartType = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";

/**
 * A chart of a text document or of slides, and the workbook with its numbers, so that its data can be edited.
 *
 * @param folder of the file's parts: `word`
 * @param number of the chart in the file, from 1
 */
export function chartParts(chart: OfficeChart, look: ChartLook, folder: string, number: number): readonly [Part, Part] {
  const workbook: Part = {
    path: `${folder}/embeddings/chart${number}.xlsx`,
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    body: writeChartWorkbook(chartTable(chart, true)),
  };
  const body = writeChart(chart, look, {
    column: (column, count) => `${chartSheet}!$${columnLetters(column)}$2:$${columnLetters(column)}$${count + 1}`,
    name: (column) => `${chartSheet}!$${columnLetters(column)}$1`,
    workbook: "rId1",
  });
  return [
    {
      path: `${folder}/charts/chart${number}.xml`,
      type: chartType,
      body,
      relationships: [{ id: "rId1", type: "package", target: `/${workbook.path}` }],
    },
    workbook,
  ];
}
