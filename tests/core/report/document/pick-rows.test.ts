import { expect, test } from "vitest";
import { pickRows } from "../../../../functions/core/report/document/pick-rows.ts";

test("rows are indexed once for conditions on the same columns", () => {
  let read = 0;
  const rows = Array.from({ length: 1000 }, (_, index) => ({
    get group() {
      read += 1;
      return index % 200;
    },
    index,
  }));
  const groups = Array.from({ length: 200 }, (_, value) => pickRows(rows, [{ column: "group", value }]));
  expect(groups.map(({ length }) => length)).toEqual(Array.from({ length: 200 }, () => 5));
  expect(groups[7]?.map(({ index }) => index)).toEqual([7, 207, 407, 607, 807]);
  expect(read).toBe(1000);
});

test("no value is neither a text nor the word for it", () => {
  const rows = [
    { a: null, b: 1 },
    { a: "null", b: 1 },
    { a: "", b: 1 },
  ];
  expect(pickRows(rows, [{ column: "a", value: null }])).toEqual([rows[0]]);
  expect(
    pickRows(rows, [
      { column: "a", value: "null" },
      { column: "b", value: 1 },
    ]),
  ).toEqual([rows[1]]);
  expect(pickRows(rows, [{ column: "a", value: "" }])).toEqual([rows[2]]);
  expect(pickRows(rows, [])).toBe(rows);
});
