import { expect, test } from "vitest";
import { columnFormat } from "../../../../../functions/core/report/compose/table/column-format.ts";
import { formatsOf } from "../../../../../functions/core/report/compose/formats/formats.ts";
import { Decimal } from "../../../../../functions/core/decimal.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import type { TableColumn, Value } from "../../../../../functions/core/report/query/table.ts";

function printed(values: readonly Value[], column: Partial<TableColumn> = {}): string[] {
  const described = { name: "x", type: "number", ...column } as const;
  const { print } = columnFormat(
    formatsOf(localeFor("en")),
    { name: "q", hash: "", columns: [described], rows: values.map((value) => ({ [described.name]: value })) },
    { field: described.name },
  );
  return values.map(print);
}

test("decimals are printed with all that there are, the same in each row", () => {
  expect(printed([1234567890123.45, 1, null])).toEqual(["1,234,567,890,123.45", "1.00", "–"]);
  expect(printed([0.125, 1.5])).toEqual(["0.125", "1.500"]);
  expect(printed([Decimal.parse("9007199254740993")!, 1], { type: "integer" })).toEqual(["9,007,199,254,740,993", "1"]);
  expect(printed([Decimal.parse("12345678901234567890.1234")!, 1])).toEqual([
    "12,345,678,901,234,567,890.1234",
    "1.0000",
  ]);
});

test("floating numbers have two decimals, or as many as show three digits of the largest", () => {
  const floating = true;
  expect(printed([33.3333333333333, 66.6666666666667], { floating })).toEqual(["33.33", "66.67"]);
  expect(printed([0.000123456, 0.00001], { floating })).toEqual(["0.000123", "0.000010"]);
  expect(printed([1.5, 2], { floating })).toEqual(["1.5", "2.0"]);
  expect(printed([0, 0], { floating })).toEqual(["0", "0"]);
});

test.each([
  "year",
  "Year",
  "Jahr",
  "année",
  "Año",
  "年份",
  "fiscal_year",
  "birthYear",
  "Geschäftsjahr",
  "year of sale",
  "year_built",
  "2. Jahr",
])("years in %j have no separators, whatever stands beside them", (name) => {
  expect(printed([1999, 2021], { name, type: "integer" })).toEqual(["1999", "2021"]);
});

test("a column that is a year by its name alone is one, another only where all values may be", () => {
  expect(printed([-10000, 2021], { name: "year", type: "integer" })).toEqual(["−10000", "2021"]);
  expect(printed([12000, 2021], { name: "sales_per_year", type: "integer" })).toEqual(["12,000", "2,021"]);
  expect(printed([12000, 2021], { name: "yearning", type: "integer" })).toEqual(["12,000", "2,021"]);
});
