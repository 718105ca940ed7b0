import { expect, test } from "vitest";
import type { Dataset } from "../../../../../functions/core/report/dataset/dataset.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { keepSessions } from "../../../../../functions/core/report/query/session/keep-sessions.ts";
import { runQueries } from "../../../../../functions/core/report/query/run-queries.ts";
import { parquetOf, storeBothSizes } from "../../dataset/parquet/sparse-bench.ts";
import { run, runOne } from "../query-bench.ts";

const rows = 150_000;
const file = await parquetOf(
  `SELECT range AS id, (2000 + range * 30 // ${rows})::INT AS year, DATE '2000-01-01' + (range * 9000 // ${rows})::INT AS day, 'g' || (range % 7) AS g, range / 7 AS v FROM range(${rows})`,
  ", ROW_GROUP_SIZE 10240",
);
const { sparse, whole, asked } = await storeBothSizes(file);

/** Whether a query reads some row groups only; fails if its result is not that of the whole. */
async function readsSome(sql: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<boolean> {
  asked.some = false;
  const found = await runOne(sql, [sparse], parameters, { rows: 200_000 });
  expect(found).toEqual(await runOne(sql, [whole], parameters, { rows: 200_000 }));
  return asked.some;
}

test.each([
  ["a comparison", "SELECT count(*) AS n, sum(v) AS s FROM d WHERE year = 2003"],
  ["a comparison the other way round", "SELECT count(*) AS n, sum(v) AS s FROM d WHERE 2003 >= YEAR"],
  ["two, of which one is unclear", "SELECT sum(v) AS s FROM d WHERE g LIKE '%3' AND year < 2003"],
  ["a range of days", "SELECT sum(v) AS s FROM d WHERE day BETWEEN DATE '2001-01-01' AND '2001-12-31'"],
  ["a list", "SELECT sum(v) AS s FROM d WHERE year IN (2003, 2028)"],
  ["rows as they lie", "SELECT id, v FROM d AS t WHERE t.year = 2003"],
  ["groups in order", "SELECT g, sum(v) AS s FROM d WHERE year = 2003 GROUP BY g ORDER BY s DESC, g"],
  ["groups by position", "SELECT g, sum(v) AS s FROM d WHERE year = 2003 GROUP BY 1 ORDER BY 1"],
  ["groups by a name", "SELECT upper(g) AS u, sum(v) AS s FROM d WHERE year = 2003 GROUP BY u ORDER BY u"],
  ["all groups", "SELECT g, sum(v) AS s FROM d WHERE year = 2003 GROUP BY ALL ORDER BY ALL"],
])("%s reads the row groups that may have rows", async (_, sql) => {
  expect(await readsSome(sql)).toBe(true);
});

test.each([
  ["no condition", "SELECT sum(v) AS s, max(year) AS y FROM d"],
  ["one of two conditions", "SELECT sum(v) AS s FROM d WHERE year = 2003 OR v < 4"],
  ["a condition on an expression", "SELECT sum(v) AS s FROM d WHERE year + 1 = 2003"],
  ["a join", "SELECT sum(d.v) AS s FROM d, d AS e WHERE d.year = 2003 AND d.id = e.id"],
  ["a subquery", "SELECT sum(v) AS s FROM d WHERE year = 2003 AND v < (SELECT max(v) FROM d)"],
  ["row numbers", "SELECT rowid AS r, v FROM d WHERE year = 2003"],
  ["a window", "SELECT row_number() OVER () AS r, v FROM d WHERE year = 2003"],
  ["groups in no order", "SELECT g, sum(v) AS s FROM d WHERE year = 2003 GROUP BY g"],
  ["groups that tie", "SELECT g, sum(v) AS s FROM d WHERE year = 2003 GROUP BY g ORDER BY count(*)"],
  ["rows that tie", "SELECT g, v FROM d WHERE year = 2003 ORDER BY g"],
  ["different rows", "SELECT DISTINCT g, v, id FROM d WHERE year = 2003"],
  ["values in an order", "SELECT string_agg(g, '' ORDER BY year) AS s, sum(v) AS t FROM d WHERE year = 2003"],
  ["a sample", "SELECT sum(v) AS s, max(year) AS y FROM d TABLESAMPLE reservoir(50) REPEATABLE (1) WHERE year = 2003"],
  [
    "a condition that may fail",
    "SELECT sum(v) AS s, max(id) AS i FROM d WHERE year IN (2003) AND 5 // CAST(g[2:] AS INT) > 1",
  ],
  ["a common table", "WITH w AS (SELECT v, g FROM d WHERE year = 2003) SELECT sum(v) AS s, max(g) AS g FROM w"],
])("%s reads all rows", async (_, sql) => {
  expect(await readsSome(sql)).toBe(false);
});

test("conditions may have parameters, and a value that no column can be compared with is told as ever", async () => {
  const sql = "SELECT sum(v) AS s, count(*) AS n FROM d WHERE year = $year AND day >= CAST($from AS DATE)";
  expect(await readsSome(sql, { year: 2003, from: "2000-01-01" })).toBe(true);
  // No row group may have such rows.
  expect(await readsSome(sql, { year: null, from: "2000-01-01" })).toBe(false);
  expect(await readsSome(sql, { year: 1999.5, from: "2000-01-01" })).toBe(false);
  const told = async (dataset: Dataset) => await runOne(sql, [dataset], { year: 2003, from: "soon" }).catch(String);
  expect(await told(sparse)).toBe(await told(whole));
});

test("a dataset has the rows of all queries that read it, and all rows if one needs them", async () => {
  const sums = "SELECT count(*) AS n, sum(v) AS s FROM d WHERE year =";
  const both = { a: `${sums} 2003`, b: `${sums} 2021` };
  asked.some = false;
  expect(await run(both, [sparse])).toEqual(await run(both, [whole]));
  expect(asked.some).toBe(true);
  const more = { ...both, c: "SELECT max(s) AS s FROM a", d2: "SELECT count(*) AS n FROM d" };
  asked.some = false;
  expect(await run(more, [sparse])).toEqual(await run(more, [whole]));
  expect(asked.some).toBe(false);
});

test("a session that is kept serves only reports that use the same rows", async () => {
  const sessions = keepSessions();
  const sql = "SELECT count(*) AS n, sum(v) AS s FROM d WHERE year = $year";
  const queries = { queries: new Map([["q", { file: "q.sql", text: sql }]]) };
  const read: number[] = [];
  for (const year of [2003, 2021, 2003, 2021]) {
    asked.bytes = 0;
    const options = { openScratch: openScratchFolder, rows: 10, deadlineMs: 60_000, warn: () => {}, sessions };
    const found = (await runQueries(queries, [sparse], { year }, options)).get("q");
    expect(found).toEqual(await runOne(sql, [whole], { year }));
    read.push(asked.bytes);
  }
  await sessions.close();
  expect(read.map((bytes) => bytes > 0)).toEqual([true, true, false, false]);
});
