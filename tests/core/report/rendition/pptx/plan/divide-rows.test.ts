import { expect, test } from "vitest";
import { divideRows, stretchRows } from "../../../../../../functions/core/report/rendition/pptx/plan/divide-rows.ts";
import type { SlideCell, SlideRow } from "../../../../../../functions/core/report/rendition/pptx/plan/planned-slide.ts";

function cell(column: number, rowSpan = 1, height?: number): SlideCell {
  const plain = { runs: [], colSpan: 1, align: "l", level: 0, bold: false, muted: false } as const;
  return { ...plain, column, rowSpan, ...(height !== undefined && { height }) };
}

/** Rows of 10 points, the first one with a cell that reaches over all of them. */
function joined(count: number, height: number): SlideRow[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: "body",
    cells: index === 0 ? [cell(0, count, height), cell(1)] : [cell(1)],
    height: 10,
  }));
}

const plain: SlideRow = { kind: "body", cells: [cell(0), cell(1)], height: 10 };
const group: SlideRow = { ...plain, kind: "group" };

function heights(parts: readonly SlideRow[][] | undefined): number[] | undefined {
  return parts?.map((rows) => rows.reduce((sum, { height }) => sum + height, 0));
}

test("a cell over several rows makes them as high as its words need", () => {
  expect(stretchRows(joined(3, 60)).map(({ height }) => height)).toEqual([20, 20, 20]);
  expect(stretchRows(joined(3, 30)).map(({ height }) => height)).toEqual([10, 10, 10]);
});

test("a cell that is cut has room for its words on every slide", () => {
  // It would begin on the last row of a slide, and stay with one line of it there.
  const parts = divideRows([], [...Array.from({ length: 9 }, () => plain), ...joined(10, 100)], 100);
  expect(parts?.map(({ length }) => length)).toEqual([9, 10]);
  expect(heights(parts)).toEqual([90, 100]);
  const cut = divideRows([], joined(15, 60), 100);
  expect(cut?.map(({ length }) => length)).toEqual([10, 5]);
  expect(heights(cut)).toEqual([100, 60]);
  expect(cut?.[1]?.[0]?.cells[0]).toMatchObject({ carried: true, rowSpan: 5 });
});

test("what no slide can hold is not divided", () => {
  expect(divideRows([], joined(15, 101), 100)).toBeUndefined();
  expect(divideRows([plain], joined(15, 91), 100)).toBeUndefined();
  expect(divideRows([plain], [{ ...plain, height: 91 }], 100)).toBeUndefined();
});

test("no slide is higher than the room, however cells reach over rows", () => {
  let seed = 7;
  const random = (most: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  for (let round = 0; round < 300; round++) {
    const rows = Array.from({ length: 40 }, (): SlideRow => ({ ...plain, cells: [], height: 8 + random(20) }));
    for (const column of [0, 1, 2])
      for (let at = 0; at < rows.length;) {
        const span = Math.min(1 + random(12), rows.length - at);
        const each = cell(column, span, span > 1 ? 5 + random(90) : undefined);
        rows[at] = { ...rows[at]!, cells: [...rows[at]!.cells, each] };
        at += span;
      }
    const parts = divideRows([], rows, 100)!;
    expect(Math.max(...heights(parts)!)).toBeLessThan(100.001);
    expect(parts.flat()).toHaveLength(40);
  }
});

test("a group's name goes with its first row", () => {
  const parts = divideRows([], [plain, group, plain, plain], 20);
  expect(parts?.map(({ length }) => length)).toEqual([1, 2, 1]);
  expect(divideRows([], [], 20)).toEqual([[]]);
});
