import { element, join, type Markup, nothing, text } from "../markup.ts";
import type { ChartCell, ChartTable } from "./chart-data.ts";
import { writePackage } from "./write-package.ts";

const spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

/** The sheet that holds a chart's numbers, in formulas. */
export const chartSheet = "Sheet1";

/**
 * A workbook with the numbers of a chart and nothing else, which text documents and slides hold beside it, so that its
 * data can be edited. The same table gives the same bytes.
 */
export function writeChartWorkbook({ names, columns }: ChartTable): Uint8Array {
  const count = columns.reduce((most, { length }) => Math.max(most, length), 0);
  const rows = [names, ...Array.from({ length: count }, (_, row) => columns.map((column) => column[row] ?? null))];
  const workbook = element(
    "workbook",
    { xmlns: spreadsheet, "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships" },
    element("sheets", {}, element("sheet", { name: chartSheet, sheetId: 1, "r:id": "rId1" })),
  );
  const sheet = element(
    "worksheet",
    { xmlns: spreadsheet },
    element("sheetData", {}, join(rows.map((cells, row) => writeRow(cells, row + 1)))),
  );
  return writePackage(
    [
      {
        path: "xl/workbook.xml",
        type: `${types}sheet.main+xml`,
        body: workbook,
        relationships: [{ id: "rId1", type: "worksheet", target: "/xl/worksheets/sheet1.xml" }],
      },
      { path: "xl/worksheets/sheet1.xml", type: `${types}worksheet+xml`, body: sheet },
    ],
    [{ id: "rId1", type: "officeDocument", target: "/xl/workbook.xml" }],
  );
}

function writeRow(cells: readonly ChartCell[], row: number): Markup {
  return element(
    "row",
    { r: row },
    join(cells.map((cell, column) => writeCell(cell, `${columnLetters(column)}${row}`))),
  );
}

function writeCell(cell: ChartCell, r: string): Markup {
  if (cell === null || cell === "") return nothing;
  // A number whose digits no double has is a text among the data, and a number here.
  if (typeof cell === "number" || /^-?\d+(?:\.\d+)?$/.test(cell))
    return element("c", { r }, element("v", {}, text(String(cell))));
  return element("c", { r, t: "inlineStr" }, element("is", {}, element("t", { "xml:space": "preserve" }, text(cell))));
}

/** The letters of a column, from 0: A to Z, then AA. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}
