import fc from "fast-check";
import { expect, test } from "vitest";
import { Decimal } from "../../../../../functions/core/decimal.ts";
import type { TableRowKind } from "../../../../../functions/core/report/document/document.ts";
import { findTotals, type SummedRow } from "../../../../../functions/core/report/rendition/xlsx/find-totals.ts";
import { addUp } from "../../../../../functions/proof/xlsx/add-up.ts";
import type { ReadCell } from "../../../../../functions/proof/xlsx/read-sheet-cells.ts";

const runs = process.env["SOAK"] === undefined ? 300 : 20_000;

function row(kind: TableRowKind, ...values: readonly (string | undefined)[]): SummedRow {
  const numbers = new Map(
    values.flatMap((value, column) =>
      value === undefined || value === "?" ? [] : [[column, Decimal.parse(value)!] as const],
    ),
  );
  return { kind, numbers, unread: new Set(values.flatMap((value, column) => (value === "?" ? [column] : []))) };
}

/** What the formulas say, as `row column formula`. */
function told(rows: readonly SummedRow[]): string[] {
  return [...findTotals(rows, 1)].flatMap(([index, found]) =>
    [...found].map(([column, formula]) => `${index} ${column} ${formula}`),
  );
}

test.each<[string, SummedRow[], string[]]>([
  ["a total", [row("body", "1.1"), row("body", "2.2"), row("total", "3.3")], ["2 0 SUM(A1:A2)"]],
  ["a total before its rows", [row("total", "3"), row("body", "1"), row("body", "2")], ["0 0 SUM(A2:A3)"]],
  ["a total that was rounded", [row("body", "1.1"), row("body", "2.2"), row("total", "3.4")], []],
  ["a mean", [row("body", "1"), row("body", "3"), row("total", "2")], []],
  ["a gap", [row("body", "1"), row("body", undefined), row("body", "2"), row("total", "3")], ["3 0 SUM(A1:A3)"]],
  ["a text with digits", [row("body", "1"), row("body", "?"), row("body", "2"), row("total", "3")], []],
  ["a single row", [row("body", "1"), row("total", "1")], []],
  [
    "groups",
    [
      row("group"),
      row("body", "1"),
      row("body", "2"),
      row("subtotal", "3"),
      row("group"),
      row("body", "4"),
      row("body", "5"),
      row("subtotal", "9"),
      row("total", "12"),
    ],
    ["3 0 SUBTOTAL(9,A2:A3)", "7 0 SUBTOTAL(9,A6:A7)", "8 0 SUBTOTAL(9,A1:A8)"],
  ],
  [
    "a subtotal that does not add up, so that a sum over it would count twice",
    [row("body", "1"), row("body", "2"), row("subtotal", "4"), row("body", "5"), row("total", "8")],
    [],
  ],
  [
    "nested groups",
    [
      row("body", "1"),
      row("body", "2"),
      row("subtotal", "3"),
      row("body", "3"),
      row("body", "4"),
      row("subtotal", "7"),
      row("subtotal", "10"),
    ],
    ["2 0 SUBTOTAL(9,A1:A2)", "5 0 SUBTOTAL(9,A4:A5)", "6 0 SUBTOTAL(9,A1:A6)"],
  ],
])("finds what adds up: %s", (_, rows, formulas) => {
  expect(told(rows)).toEqual(formulas);
});

test("a formula gives the number printed, whatever rows are around it", () => {
  const kind = fc.constantFrom<TableRowKind>("body", "body", "body", "group", "subtotal", "total", "muted");
  // Few values, so that many sums come out right by chance.
  const value = fc.constantFrom("0", "1", "2", "3", "0.5", "1.5", "-1", undefined, "?");
  fc.assert(
    fc.property(fc.array(fc.tuple(kind, value, value), { maxLength: 14 }), (made) => {
      const rows = made.map(([each, one, other]) => row(each, ...(each === "group" ? [] : [one, other])));
      const found = findTotals(rows, 1);
      const sheet = new Map(
        rows.map(({ numbers }, index): [number, ReadCell[]] => [
          index + 1,
          [...numbers].map(([column, number]) => ({
            place: `${"AB"[column]}${index + 1}`,
            style: "Cell",
            text: "",
            number: number.toString(),
            formula: found.get(index)?.get(column),
          })),
        ]),
      );
      for (const [index, formulas] of found)
        for (const [column, formula] of formulas)
          expect(addUp(formula, index + 1, sheet)).toBe(rows[index]!.numbers.get(column)!.toString());
    }),
    { numRuns: runs, seed: 11 },
  );
});

test("a long table of many groups is read in little time", () => {
  const rows = Array.from({ length: 20_000 }, (_, index) =>
    row(index % 5 === 4 ? "subtotal" : "body", String(index % 7)),
  );
  const begun = process.cpuUsage();
  findTotals(rows, 1);
  expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(5_000);
});
