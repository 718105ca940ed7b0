import { tmpdir } from "node:os";
import { join } from "node:path";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { Dataset } from "../../../../../functions/core/report/dataset/dataset.ts";
import { datasetOf } from "../../query/query-bench.ts";

const folder = await mkdtemp(join(tmpdir(), "broadsheet-inline-"));
const connection: DuckDBConnection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
await connection.run("SET TimeZone = 'UTC'");
afterAll(() => rm(folder, { recursive: true }));

async function read(sql: string, values?: Record<string, string>): Promise<unknown> {
  const reader = await connection.runAndReadAll(sql, values);
  return [reader.columnNames(), reader.columnTypes().map(String), reader.getRowsJson()];
}

/** Reads names, types and rows, both from the file and from the text of the SELECT. */
async function bothWays({ select, inline, read: bytes }: Dataset): Promise<[file: unknown, text: unknown]> {
  const file = join(folder, "data.csv");
  await writeFile(file, await bytes());
  return [await read(select, { file }), await read((await inline())!)];
}

test("every type, missing values, spaces and quotes come out as from the file", async () => {
  const dataset = await datasetOf(
    "d",
    '﻿"the ""year""",text,number,yes,day,at\r\n2021,"a ""b"", c",1.5,true,2021-01-31,2021-01-31T10:00:00+08:00\r\n\r\n,  x ,,,,\r\n 2022 ,"line\nbreak", -1e3 ,false, 2021-02-01 ,2021-02-01 00:00:00\r\n2023,\'; DROP TABLE d; --,　7,,,\r\n',
  );
  expect(dataset.profile.columns.map(({ type }) => type)).toEqual([
    "integer",
    "text",
    "number",
    "boolean",
    "date",
    "timestamp",
  ]);
  const [file, text] = await bothWays(dataset);
  expect(text).toEqual(file);
  expect((text as unknown[][])[2]).toHaveLength(4);
});

test("whatever is taken as CSV reads the same both ways", async () => {
  const text = fc.string({
    unit: fc.constantFrom("a", '"', "'", ",", "\\", "\n", "\r", "\t", " ", "　", "é", "中", "😀", "0", "1", ".", "-"),
    maxLength: 6,
  });
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.integer().map((value) => ` ${value}`),
    fc.constant(""),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, number, fc.boolean()), { minLength: 1, maxLength: 12 }),
      fc.constantFrom(",", ";", "\t"),
      fc.constantFrom("\n", "\r\n"),
      async (rows, delimiter, end) => {
        const csv = [["a", "b", "c"], ...rows.map(([a, b, c]) => [a, b, String(c)])]
          .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter))
          .join(end);
        const [fromFile, fromText] = await bothWays(await datasetOf("d", csv));
        expect(fromText).toEqual(fromFile);
      },
    ),
    { seed: 7, numRuns: process.env["SOAK"] === undefined ? 25 : 250 },
  );
});

test("data that must be read from a file have no such SELECT", async () => {
  expect(await (await datasetOf("d", '[{"a": 1}]', "json")).inline()).toBeUndefined();
  expect(await (await datasetOf("d", "a,b\n")).inline()).toBeUndefined();
  expect(await (await datasetOf("d", "a\nx\u001Fy\n")).inline()).toBeUndefined();
  expect(await (await datasetOf("d", `a\n${"1234567\n".repeat(16_384)}`)).inline()).toBeUndefined();
  expect(await (await datasetOf("d", `a\n${"1234567\n".repeat(16_383)}`)).inline()).toBeDefined();
});
