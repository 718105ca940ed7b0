import { expect, test } from "vitest";
import { crossReferenceRows } from "../../../../../functions/core/report/pdf/file/cross-reference-rows.ts";

test("a row of a cross-reference stream is its difference from the row above", () => {
  const rows = crossReferenceRows([
    { offset: 0 },
    { offset: 0x010203 },
    { offset: 0, stream: 7, index: 258 },
    { offset: 0x010204 },
  ]);
  const above = [0, 0, 0, 0, 0, 0];
  const read: number[][] = [];
  for (let at = 0; at < rows.length; at += 7) {
    expect(rows[at]).toBe(2);
    above.forEach((value, column) => (above[column] = (value + rows[at + 1 + column]!) % 256));
    read.push([...above]);
  }
  expect(read).toEqual([
    [0, 0, 0, 0, 0xff, 0xff],
    [1, 1, 2, 3, 0, 0],
    [2, 0, 0, 7, 1, 2],
    [1, 1, 2, 4, 0, 0],
  ]);
});
