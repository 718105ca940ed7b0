import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import {
  commonKind,
  type Kind,
  kindOfCall,
  kindOfType,
} from "../../../../../functions/core/report/query/page/value-kinds.ts";

const types = "TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT"
  .split(" ")
  .concat("DECIMAL(4,1) DECIMAL(9,2) DECIMAL(18,3) DECIMAL(38,10) DECIMAL(38,0) DOUBLE FLOAT".split(" "));

test("what counts as exact is added up without floating numbers, whatever it is computed from", async () => {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  /** DuckDB's type of an expression over columns a and b; undefined if it refuses it. */
  const typeOf = async (a: string, b: string, expression: string): Promise<string | undefined> => {
    try {
      const reader = await connection.runAndReadAll(
        `SELECT any_value(typeof(v)) FROM (SELECT ${expression} AS v FROM (SELECT 2::${a} AS a, 1::${b} AS b) GROUP BY ALL)`,
      );
      return String(reader.getRows()[0]![0]);
    } catch {
      return undefined;
    }
  };
  const faults: string[] = [];
  const judge = async (a: string, b: string, expression: string, kind: Kind | undefined): Promise<void> => {
    if (kind !== "exact") return;
    const type = await typeOf(a, b, expression);
    // One connection, one statement at a time.
    const sum = type && (await typeOf(type, "INTEGER", "sum(a)"));
    for (const found of [type, sum])
      if (found !== undefined && kindOfType(found) === "floating")
        faults.push(`${expression} of ${a} and ${b}: ${found}`);
  };
  let judged = 0;
  for (const a of types)
    for (const b of types) {
      const kinds = [kindOfType(a), kindOfType(b)];
      for (const operator of ["+", "-", "*", "%", "//"])
        await judge(a, b, `a ${operator} b`, kindOfCall(operator, kinds));
      for (const name of ["greatest", "least", "ifnull", "nullif", "mod"])
        await judge(a, b, `${name}(a, b)`, kindOfCall(name, kinds));
      for (const name of a === b ? ["abs", "round", "floor", "ceil", "trunc", "sign"] : [])
        await judge(a, b, `${name}(a)`, kindOfCall(name, kinds.slice(0, 1)));
      await judge(a, b, "CASE WHEN a > 1 THEN a ELSE b END", commonKind(kinds));
      await judge(a, b, "coalesce(a, b)", commonKind(kinds));
      judged += 1;
    }
  expect(judged).toBe(types.length ** 2);
  expect(faults).toEqual([]);
});
