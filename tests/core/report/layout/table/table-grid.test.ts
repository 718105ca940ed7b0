import { describe, expect, it } from "vitest";
import type { TableCell } from "../../../../../functions/core/report/document/document.ts";
import { tableGrid } from "../../../../../functions/core/report/layout/table/table-grid.ts";

const cell = (colSpan = 1, rowSpan = 1): TableCell => ({ children: [], colSpan, rowSpan });
const row = (...cells: TableCell[]) => ({ kind: "body", cells }) as const;

describe("tableGrid", () => {
  it("flows cells around the spans of earlier rows", () => {
    const grid = tableGrid([row(cell(1, 3), cell(2)), row(cell(), cell()), row(cell(), cell())], 3);
    expect(grid.map((cells) => cells.map(({ column }) => column))).toEqual([
      [0, 1],
      [1, 2],
      [1, 2],
    ]);
  });

  it("cuts spans at the table's edges and drops cells beyond them", () => {
    const [only] = tableGrid([row(cell(9, 9), cell())], 3);
    expect(only).toMatchObject([{ column: 0, colSpan: 3, rowSpan: 1 }]);
  });
});
