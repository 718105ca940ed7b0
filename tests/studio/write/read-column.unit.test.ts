import { expect, test } from "vitest";
import { readColumn } from "../../../studio/src/write/page-edit/read-column.ts";

test.each([
  ["on_year | percent: 1", "on_year", " | percent: 1"],
  ["on_year|percent: 1 | x", "on_year", "|percent: 1 | x"],
  ["on year", "on year", ""],
  ["", "", ""],
])("a column of key figures is read apart from how it is written: %s", (value, column, rest) =>
  expect(readColumn(value)).toEqual({ column, rest }),
);
