import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, expect, test } from "vitest";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import type { Dataset } from "../../../../../functions/core/report/dataset/dataset.ts";
import { loadGroups } from "../../../../../functions/core/report/query/session/load-groups.ts";
import { seeded } from "../../dataset/seeded.ts";
import { parquetOf, storeBothSizes } from "../../dataset/parquet/sparse-bench.ts";

const rows = 700_000;
const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());
const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
const rowsOf = async (sql: string): Promise<unknown> => (await connection.runAndReadAll(sql)).getRowsJson();
let files = 0;

/** Loads what readers need into the table `d`, each a range of values of `v`. */
async function load(dataset: Dataset, ranges: readonly (readonly [from: number, to: number])[]): Promise<boolean> {
  const readers = ranges.map(([from, to]) => [
    { column: "v", operator: ">=", operands: [`${from}`] } as const,
    { column: "v", operator: "<", operands: [`${to}`] } as const,
  ]);
  const part = { select: dataset.select, columns: ["v"], readers };
  return await loadGroups(connection, dataset, part, scratch, `${(files += 1)}`);
}

const sums = (table: string, [from, to]: readonly [number, number]): string =>
  `SELECT count(*), sum(0.1::DOUBLE), sum(CASE WHEN v > 0 THEN 0.7::DOUBLE END), avg(v * 0.3::DOUBLE) FROM ${table} WHERE v >= ${from} AND v < ${to}`;

/** The value with which each row group begins. */
async function startsOf(dataset: Dataset): Promise<readonly number[]> {
  let at = 0;
  const places = (await dataset.sparse!.layout())!.rows.map((count) => (at += count) - count);
  const found = await rowsOf(`SELECT v FROM whole WHERE rowid IN (${places.join(", ")}) ORDER BY v`);
  return (found as [number][]).map(([v]) => v);
}

test.each([2_048, 20_480, 100_000, 122_880, 180_000])(
  "from row groups of %d rows every sum is that of the whole table, to the last digit",
  async (size) => {
    // Of filtered rows, row groups begin anywhere.
    const select = `SELECT range::INT AS v FROM range(${rows}) WHERE hash(range) % 7 <> 0`;
    const body = await parquetOf(select, `, ROW_GROUP_SIZE ${size}`);
    const { sparse } = await storeBothSizes(body);
    const random = seeded(size);
    await connection.run(`CREATE OR REPLACE TABLE whole AS ${select}`);
    const starts = await startsOf(sparse);
    let some = 0;
    for (let turn = 0; turn < 12; turn += 1) {
      const place = (): number =>
        turn % 2 === 0 ? Math.floor(random() * rows) : starts[Math.floor(random() * starts.length)]!;
      const ranges = Array.from({ length: 1 + (turn % 3) }, () => [place(), place()].toSorted((a, b) => a - b)) as [
        number,
        number,
      ][];
      if (!(await load(sparse, ranges))) continue;
      some += 1;
      for (const range of ranges) expect(await rowsOf(sums("d", range))).toEqual(await rowsOf(sums("whole", range)));
      const all = ranges.map(([from, to]) => `v >= ${from} AND v < ${to}`).join(" OR ");
      const constants = `SELECT count(*), sum(0.1::DOUBLE), avg(1.1::DOUBLE) FROM`;
      expect(await rowsOf(`${constants} d WHERE ${all}`)).toEqual(await rowsOf(`${constants} whole WHERE ${all}`));
    }
    expect(some).toBeGreaterThan(3);
  },
);

test("rows on both sides of a gap stay in vectors of their own", async () => {
  const select = `SELECT range::INT AS v FROM range(400000) WHERE hash(range) % 7 <> 0`;
  const { sparse } = await storeBothSizes(await parquetOf(select, ", ROW_GROUP_SIZE 10240"));
  await connection.run(`CREATE OR REPLACE TABLE whole AS ${select}`);
  const starts = await startsOf(sparse);
  for (let group = 0; group + 3 < starts.length; group += 1) {
    const [a, b, c, d] = starts.slice(group, group + 4) as [number, number, number, number];
    expect(
      await load(sparse, [
        [a, b],
        [c, d],
      ]),
    ).toBe(true);
    const sum = `SELECT sum(0.1::DOUBLE), sum(0.7::DOUBLE) FROM`;
    const where = `WHERE v >= ${a} AND v < ${b} OR v >= ${c} AND v < ${d}`;
    expect(await rowsOf(`${sum} d ${where}`)).toEqual(await rowsOf(`${sum} whole ${where}`));
  }
});

test("of many row groups apart, at most sixteen runs are fetched, with the rows between the closest", async () => {
  const select = `SELECT range::INT AS v, range::INT // 2048 % 2 AS odd FROM range(200000)`;
  const { sparse } = await storeBothSizes(await parquetOf(select, ", ROW_GROUP_SIZE 2048"));
  let runs = 0;
  const fetch: NonNullable<Dataset["sparse"]>["fetch"] = async (space, file, columns, groups) => {
    if (groups !== undefined) runs += 1;
    return await sparse.sparse!.fetch(space, file, columns, groups);
  };
  const dataset: Dataset = { ...sparse, sparse: { ...sparse.sparse!, fetch } };
  const readers = [[{ column: "odd", operator: "=", operands: ["1"] } as const]];
  const part = { select: dataset.select, columns: ["v", "odd"], readers };
  expect(await loadGroups(connection, dataset, part, scratch, "many")).toBe(true);
  expect(runs).toBe(16);
  const sum = "SELECT count(*), sum(v), sum(0.1::DOUBLE), sum(0.7::DOUBLE) FROM";
  expect(await rowsOf(`${sum} d WHERE odd = 1`)).toEqual(await rowsOf(`${sum} (${select}) WHERE odd = 1`));
});

test("if a part cannot be read by itself, no table is left, and the caller loads all", async () => {
  const body = await parquetOf(`SELECT range::INT AS v FROM range(200000)`, ", ROW_GROUP_SIZE 20480");
  const { sparse } = await storeBothSizes(body, "e");
  const fetch: NonNullable<Dataset["sparse"]>["fetch"] = async (space, file, columns, groups) =>
    groups?.from === 5 ? undefined : await sparse.sparse!.fetch(space, file, columns, groups);
  const dataset: Dataset = { ...sparse, sparse: { ...sparse.sparse!, fetch } };
  const ranges = [
    [0, 1_000],
    [102_400, 103_000],
  ] as const;
  expect(await load(dataset, ranges)).toBe(false);
  expect(await rowsOf("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'e'")).toEqual([["0"]]);
  expect(await load(dataset, [[0, 1_000]])).toBe(true);
});
