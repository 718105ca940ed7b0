import { readFile } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import type { Dataset } from "../../../../../functions/core/report/dataset/dataset.ts";
import { openDataset } from "../../../../../functions/core/report/dataset/open-dataset.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import { runOne } from "../../query/query-bench.ts";
import { catchProblems } from "../catch-problems.ts";
import { int96File } from "./int96-file.ts";

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());

async function stored(body: Uint8Array): Promise<Dataset> {
  const store = new MemoryObjectStore();
  await storeDataset(store, "d", { body, format: "parquet" }, scratch);
  return await openDataset(store, "d", { name: "d" });
}

async function written(sql: string): Promise<Dataset> {
  const file = `${scratch.folder}/written.parquet`;
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`COPY (${sql}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return await stored(await readFile(file));
}

test.each([
  ["1234567890123.45::DECIMAL(15, 2)", "number", "1234567890123.45"],
  ["12345678901234567890.12::DECIMAL(38, 2)", "number", "12345678901234567890.12"],
  ["18446744073709551615::UBIGINT", "integer", "18446744073709551615"],
  ["9223372036854775807::BIGINT", "integer", "9223372036854775807"],
  ["4294967295::UINTEGER", "integer", "4294967295"],
  ["0.1::FLOAT", "number", "0.1"],
  ["0.1::DOUBLE", "number", "0.1"],
  ["TIME '10:30:00'", "text", "10:30:00"],
  ["INTERVAL '1 month 2 days'", "text", "1 month 2 days"],
  ["UUID '00000000-0000-0000-0000-00000000000a'", "text", "00000000-0000-0000-0000-00000000000a"],
  ["{a: 1.50::DECIMAL(9, 2), b: [1, NULL]}", "text", '{"a":1.5,"b":[1,null]}'],
  ["MAP {'a': 1}", "text", '{"a":1}'],
  ["'b'::ENUM('a', 'b')", "text", "b"],
  ["TIMESTAMPTZ '2024-01-31 10:00:00+08'", "timestamp", "2024-01-31T02:00:00Z"],
])("a value of each type of Parquet reaches a query as it is: %s", async (sql, type, expected) => {
  const dataset = await written(`SELECT ${sql} AS x`);
  expect(dataset.profile.columns[0]?.type).toBe(type);
  expect((await runOne("SELECT x FROM d", [dataset])).rows.map(({ x }) => String(x))).toEqual([expected]);
});

test("sums of them are exact", async () => {
  const dataset = await written(
    "SELECT unnest([18446744073709551615, 1])::UBIGINT AS u, unnest([0.1, 0.2])::DECIMAL(9, 2) AS d, unnest([0.1, 0.2])::FLOAT AS f",
  );
  expect(
    (await runOne("SELECT sum(u) AS u, sum(d) AS d, sum(f) AS f FROM d", [dataset])).rows.map((row) =>
      Object.values(row).map(String),
    ),
  ).toEqual([["18446744073709551616", "0.3", "0.3"]]);
});

test("nanoseconds are cut, and it is said", async () => {
  const dataset = await written("SELECT TIMESTAMP_NS '2020-01-02 03:04:05.123456789' AS x");
  expect((await runOne("SELECT x FROM d", [dataset])).rows).toEqual([{ x: "2020-01-02T03:04:05.123456Z" }]);
  expect(dataset.profile.warnings).toMatchObject([
    { code: "dataset-warning", message: '"x" holds nanoseconds; they are truncated to microseconds' },
  ]);
});

test("instants of INT96 are right", async () => {
  const dataset = await stored(
    int96File([
      [2_440_588, 0n],
      [2_460_311, 36_000_000_000_000n],
      [5_373_484, 0n],
      [1_721_426, 0n],
      [2_550_588, 0n],
    ]),
  );
  expect((await runOne("SELECT t FROM d", [dataset])).rows.map(({ t }) => t)).toEqual([
    "1970-01-01T00:00:00Z",
    "2024-01-01T10:00:00Z",
    "9999-12-31T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "2271-03-04T00:00:00Z",
  ]);
});

test.each([[1_721_425], [5_373_485], [109_192_580], [4_294_967_295], [0]])(
  "or refused with their row: day %d",
  async (day) => {
    expect(
      await catchProblems("invalid-dataset", () =>
        stored(
          int96File([
            [2_440_588, 0n],
            [day, 0n],
          ]),
        ),
      ),
    ).toMatchObject([{ code: "date-out-of-range", where: { name: "t", row: 2 } }]);
  },
);
