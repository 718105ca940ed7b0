import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { isBreakdown, isDatabaseError } from "../../../../functions/core/report/lineage/stage-database.ts";

test.each([
  ["Conversion Error", "SELECT 'x'::INT"],
  ["Out of Range Error", "SELECT 9223372036854775807::BIGINT + 1"],
  ["Not implemented Error", "COMMENT ON DATABASE x IS 'a'"],
  ["Out of Memory Error", "SELECT list(range) FROM range(100000000)"],
])("DuckDB's %s is known as its own", async (kind, sql) => {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1", memory_limit: "20MB" });
  const connection = await instance.connect();
  const error: unknown = await connection.run(sql).catch((reason: unknown) => reason);
  connection.closeSync();
  instance.closeSync();
  expect(String(error)).toContain(`${kind}: `);
  expect([isDatabaseError(error), isBreakdown(error)]).toEqual([true, false]);
});

test.each(["INTERNAL Error: x", "FATAL Error: x"])("%s is a breakdown", (message) => {
  expect(isBreakdown(new Error(message))).toBe(true);
});

test.each([new TypeError("Type Error: x"), new Error("no such file"), "Binder Error: x"])("%s is none", (error) => {
  expect(isDatabaseError(error)).toBe(false);
});
