import { expect, test } from "vitest";
import { Decimal } from "../../../../../functions/core/decimal.ts";
import type { ChartMarks } from "../../../../../functions/core/report/chart/chart-marks.ts";
import { chartCells } from "../../../../../functions/core/report/rendition/xlsx/chart-cells.ts";
import type { CellValue, Sheet } from "../../../../../functions/core/report/rendition/xlsx/workbook-sheet.ts";

type Given = string | number | { readonly text: string };

function valueOf(given: Given): CellValue {
  if (typeof given === "object") return given;
  if (typeof given === "number") return { number: Decimal.parse(String(given))! };
  return given === "" ? { empty: true } : { text: given };
}

/** The cells from which a chart of bars takes its names, and those of each series, in a sheet of data. */
function cellsOf(
  data: readonly (readonly Given[])[],
  series: readonly (readonly (number | string | null)[])[],
): (string | undefined)[] {
  const look = { style: "Data cell" } as const;
  const rows = data.map((row) => ({ cells: row.map((value, column) => ({ column, value: valueOf(value), look })) }));
  const marks: ChartMarks = {
    kind: "bar",
    across: false,
    stacked: false,
    places: { kind: "names", names: ["p", "q"], shown: true },
    series: series.map((values, index) => ({
      name: `series ${index}`,
      color: "#336699",
      opacity: 1,
      width: 0,
      dashed: false,
      points: values.map((value, place) => ({ place, value })),
    })),
    legend: false,
    share: 0.8,
  };
  const cells = chartCells({ name: "Data", rows } as unknown as Sheet, { marks });
  return [0, ...series.map((_, index) => index + 1)].map((column) => cells.column(column, 2));
}

const [names, first, second] = ["'Data'!$A$1:$A$2", "'Data'!$B$1:$B$2", "'Data'!$C$1:$C$2"];

test("a chart takes its numbers from the cells that have them", () => {
  const data = [
    ["p", 3, 5],
    ["q", 4, ""],
  ];
  const found = cellsOf(data, [
    [3, 4],
    [5, null],
  ]);
  expect(found).toEqual([names, first, second]);
});

test("numbers that the cells hold as texts are the chart's own", () => {
  const data = [
    ["p", { text: "1234567890123456" }, 1],
    ["q", { text: "4e-7" }, 2],
  ];
  const found = cellsOf(data, [
    ["1234567890123456", 4e-7],
    [1, 2],
  ]);
  expect(found).toEqual([names, undefined, second]);
});

test("series of equal numbers refer to no cells, since these could be the other's", () => {
  const wide = [
    ["p", 3, 3],
    ["q", 4, 4],
  ];
  const long = [
    ["p", 3],
    ["q", 4],
    ["p", 3],
    ["q", 4],
  ];
  const equal = [
    [3, 4],
    [3, 4],
  ];
  for (const data of [wide, long]) expect(cellsOf(data, equal)).toEqual([names, undefined, undefined]);
});

test("two series do not refer to the same cells", () => {
  const data = [
    ["p", 3],
    ["q", 4],
  ];
  const found = cellsOf(data, [
    [3, 4],
    [3, 4],
  ]);
  expect(found).toEqual([names, first, undefined]);
});
