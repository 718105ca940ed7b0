import { array, assert, integer, property, record } from "fast-check";
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

  it("covers every place of any table once, whatever its rows lack or span", () => {
    const spans = record({ colSpan: integer({ min: 1, max: 4 }), rowSpan: integer({ min: 1, max: 4 }) });
    assert(
      property(
        array(array(spans, { maxLength: 6 }), { minLength: 1, maxLength: 6 }),
        integer({ min: 1, max: 6 }),
        (rows, columns) => {
          const covered = rows.map(() => Array.from<number>({ length: columns }).fill(0));
          tableGrid(
            rows.map((cells) => row(...cells.map(({ colSpan, rowSpan }) => cell(colSpan, rowSpan)))),
            columns,
          ).forEach((cells, index) => {
            for (const { column, colSpan, rowSpan } of cells)
              for (let at = index; at < index + rowSpan; at++)
                for (let k = column; k < column + colSpan; k++) covered[at]![k]!++;
          });
          expect(covered.flat().every((times) => times === 1)).toBe(true);
        },
      ),
      { numRuns: process.env["SOAK"] === undefined ? 200 : 5000, seed: 5 },
    );
  });
});
