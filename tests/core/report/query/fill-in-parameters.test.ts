import { DuckDBInstance } from "@duckdb/node-api";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bindParameters } from "../../../../functions/core/report/query/bind-parameters.ts";
import { fillInParameters } from "../../../../functions/core/report/query/fill-in-parameters.ts";
import type { ParameterValue } from "../../../../functions/core/report/query/flatten-parameters.ts";

// One thread, as a session has.
const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();

/** Returns types and values of `SELECT ...`, once with the parameter bound and once with its literal. */
async function bothWays(
  before: string,
  value: ParameterValue,
  after: string,
  name = "p",
): Promise<[bound: unknown, filled: unknown]> {
  const parameters = new Map([[name, value]]);
  const statement = await connection.prepare(`${before}$${name}${after}`);
  await bindParameters(statement, parameters);
  const bound = await statement.runAndReadAll();
  const filled = await connection.runAndReadAll(
    fillInParameters({ texts: [before, after], names: [name] }, parameters)!,
  );
  return [bound, filled].map((reader) => [reader.columnTypes().map(String), reader.getRowsJson()]) as [
    unknown,
    unknown,
  ];
}

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("'; DROP TABLE t; --", "\\", "''", "1", "2024-01-31", "\n"),
);

test("a literal has the value and the type of the parameter bound", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        scalar,
        fc.array(scalar, { maxLength: 4 }),
        fc.array(fc.maxSafeInteger(), { maxLength: 4 }),
        fc.array(fc.string(), { maxLength: 4 }),
      ),
      async (value) => {
        fc.pre(!JSON.stringify(value).includes("\\u0000"));
        const [bound, filled] = await bothWays("SELECT ", value, " AS x");
        expect(filled).toEqual(bound);
      },
    ),
    { seed: 9, numRuns: 400 },
  );
});

test.each<[string, ParameterValue, string]>([
  ["SELECT 1 = ", "1", " AS x"],
  ["SELECT DATE '2024-01-31' < ", "2024-02-01", " AS x"],
  ["SELECT CASE WHEN true THEN ", "7", " ELSE 3 END AS x"],
  ["SELECT [1, 2][", 2, "] AS x"],
  ["SELECT typeof(", 5, " + 1::TINYINT) AS x"],
  ["SELECT sum(n) FILTER (n < ", 1.5, ") OVER () AS x FROM range(3) AS r(n)"],
  ["SELECT coalesce(", null, ", 3) AS x"],
  ["SELECT n FROM range(3) AS r(n) LIMIT ", 2, ""],
  ["SELECT list_contains(", ["a", "b"], ", 'b') AS x"],
  ["SELECT ", -5, " % 3 AS x"],
  ["SELECT 1 -", -5, " AS x"],
])("%s%j%s gives the same both ways", async (before, value, after) => {
  const [bound, filled] = await bothWays(before, value, after);
  expect(filled).toEqual(bound);
});

test("the report's date is a date", async () => {
  const [bound, filled] = await bothWays("SELECT ", "2024-06-30", " + 1 AS x", "report_date");
  expect(filled).toEqual(bound);
});

test("a text with a NUL has no literal", () => {
  expect(fillInParameters({ texts: ["SELECT ", ""], names: ["p"] }, new Map([["p", "a\0b"]]))).toBeUndefined();
});
