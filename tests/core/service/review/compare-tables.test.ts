import { expect, test } from "vitest";
import { Decimal } from "../../../../functions/core/decimal.ts";
import type { Row, Table } from "../../../../functions/core/report/query/table.ts";
import { compareTables } from "../../../../functions/core/service/review/compare-tables.ts";

function tables(rows: readonly Row[], names = ["city", "sales"]): ReadonlyMap<string, Table> {
  const columns = names.map((name) => ({ name, type: "number" as const }));
  return new Map([
    [
      "share",
      {
        name: "share",
        columns,
        rows,
        hash: JSON.stringify([columns, rows], (_, value: unknown) =>
          value instanceof Decimal ? value.toString() : value,
        ),
      },
    ],
  ]);
}

test("a cell is named by query, row, key and column, and keeps all its digits", () => {
  const [before, after] = ["12345678901234567890.5", "12345678901234567890.6"].map((digits) =>
    tables([
      { city: "Rome", sales: 1 },
      { city: "Oslo", sales: Decimal.parse(digits)! },
    ]),
  );
  expect(compareTables(before!, after!)).toEqual([
    {
      kind: "data",
      place: "query share, row 2 (Oslo), sales",
      before: "12345678901234567890.5",
      after: "12345678901234567890.6",
    },
  ]);
});

test("rows that come and go, and other columns, are named", () => {
  expect(
    compareTables(
      tables([{ city: "Rome", sales: 1 }]),
      tables([
        { city: "Rome", sales: 1 },
        { city: "Oslo", sales: null },
      ]),
    ),
  ).toEqual([{ kind: "data", place: "query share, row 2", after: "Oslo | (missing)" }]);
  expect(compareTables(tables([{ city: "Rome", sales: 1 }]), tables([]))).toEqual([
    { kind: "data", place: "query share, row 1", before: "Rome | 1" },
  ]);
  expect(compareTables(tables([{ city: "Rome" }], ["city"]), tables([{ city: "Rome", sales: 1 }]))).toEqual([
    { kind: "data", place: "query share, columns", before: "city number", after: "city number, sales number" },
    { kind: "data", place: "query share, row 1 (Rome), sales", before: "(missing)", after: "1" },
  ]);
  expect(compareTables(tables([]), new Map())).toEqual([
    { kind: "data", place: "query share", before: "0 rows of city, sales" },
  ]);
});

test("twenty differences of a query are listed, and the rest counted", () => {
  const [before, after] = [0, 1].map((plus) =>
    tables(Array.from({ length: 30 }, (_, index) => ({ city: `c${index}`, sales: index + plus }))),
  );
  const found = compareTables(before!, after!);
  expect([found.length, found.at(-1)]).toEqual([
    21,
    { kind: "data", place: "query share", after: "and 10 more differences" },
  ]);
});
