import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { keepSessions } from "../../../../../functions/core/report/query/session/keep-sessions.ts";
import type { LoadedSession } from "../../../../../functions/core/report/query/session/loaded-session.ts";
import { streamRows } from "../../../../../functions/core/report/query/stream-rows.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { datasetOf, run } from "../query-bench.ts";

/** So many rows that only a sample of their cells would be shown, so that it is loaded as far as it is read. */
const lines = Array.from(
  { length: 61_000 },
  (_, row) =>
    `${row},${row % 5},r${row % 7},${row % 11}.${row % 10},2024-01-${String(1 + (row % 28)).padStart(2, "0")},${row % 3},x${row % 13},${row % 2 === 0},${row % 17},"d ${row}"`,
);
const large = await datasetOf("d", `id,k,Region,amount,day,"a b",v,flag,wide,d_text\n${lines.join("\n")}\n`);
const small = await datasetOf("e", "k,name,wide\n0,zero,1\n1,one,2\n3,three,3\n");

/** Ways to read columns, named and unnamed. */
const statements = [
  "SELECT count(*) AS n FROM d",
  "SELECT count() AS n FROM d",
  "SELECT 1 AS one FROM d LIMIT 2",
  "SELECT REGION, sum(amount) AS a FROM d GROUP BY ALL ORDER BY 1",
  "SELECT region FROM d GROUP BY region HAVING max(id) > 60990 ORDER BY region",
  'SELECT "a b" AS x, max(D."ID") AS m FROM d GROUP BY 1 ORDER BY 1',
  "FROM d ORDER BY id LIMIT 3",
  "FROM d SELECT k ORDER BY id LIMIT 3",
  "TABLE d ORDER BY id LIMIT 2",
  "SELECT d.* FROM d ORDER BY id LIMIT 2",
  "SELECT t.* EXCLUDE (day) FROM d AS t WHERE k = 1 ORDER BY id LIMIT 2",
  "SELECT * REPLACE (k + 1 AS k) FROM d ORDER BY id LIMIT 2",
  "SELECT #2 AS second, #1 AS first FROM d ORDER BY id LIMIT 2",
  "SELECT max(COLUMNS('^(k|v)$')) FROM d",
  "SELECT to_json(d) AS j FROM d WHERE id < 3 ORDER BY id",
  "SELECT to_json(t) AS j FROM d AS t WHERE t.id < 3 ORDER BY id",
  "SELECT count(DISTINCT d) AS n FROM d",
  "SELECT a2, a4 FROM d AS t(a1, a2, a3, a4) WHERE a1 < 3 ORDER BY a1",
  "SELECT name, count(*) AS n FROM d JOIN e USING (k) GROUP BY name ORDER BY name",
  "SELECT count(*) AS n FROM d NATURAL JOIN e",
  "SELECT e.name, min(d.id) AS m FROM d JOIN e ON d.k = e.k GROUP BY e.name ORDER BY 1",
  "SELECT count(*) AS n FROM d SEMI JOIN e ON d.k = e.k",
  "SELECT count(*) AS n FROM d ANTI JOIN e USING (k)",
  "WITH q AS (SELECT region, wide FROM d) SELECT * FROM q ORDER BY ALL LIMIT 3",
  "WITH d AS (SELECT 1 AS one) SELECT * FROM d",
  "WITH e AS (SELECT * FROM d) SELECT max(v) AS v FROM e",
  "SELECT (SELECT max(COLUMNS(*)) FROM (SELECT id FROM d)) AS m FROM e LIMIT 1",
  "SELECT name FROM e WHERE EXISTS (FROM d WHERE d.k = e.k AND d.flag) ORDER BY name",
  "SELECT name FROM e WHERE k IN (SELECT k FROM d WHERE v = 'x1') ORDER BY name",
  "SELECT * FROM (FROM d PIVOT (count(*) FOR k IN (0, 1))) ORDER BY id LIMIT 3",
  "SELECT * FROM (SELECT k, region FROM d) PIVOT (count(*) FOR k IN (0, 1)) ORDER BY region",
  "SELECT count(*) AS n FROM d UNPIVOT (value FOR name IN (k, wide))",
  "SELECT column_name, count FROM (SUMMARIZE d) ORDER BY column_name",
  "SELECT column_name FROM (DESCRIBE d) ORDER BY column_name",
  "SELECT count(*) AS n, sum(k) AS k FROM d USING SAMPLE 10 PERCENT (bernoulli, 42)",
  "SELECT k FROM d TABLESAMPLE reservoir(5 ROWS) REPEATABLE (3)",
  "SELECT id, sum(wide) OVER w AS s FROM d WINDOW w AS (PARTITION BY k ORDER BY amount, id) ORDER BY id LIMIT 5",
  "SELECT DISTINCT ON (k) k, v FROM d ORDER BY k, id",
  "SELECT id FROM d QUALIFY row_number() OVER (PARTITION BY k ORDER BY amount DESC, id) = 1 ORDER BY id",
  "SELECT k AS x, x + 1 AS y FROM d ORDER BY id LIMIT 2",
  "SELECT sum(amount) FILTER (flag) AS s FROM d",
  "SELECT median(amount) AS m FROM d",
  "SELECT quantile_cont(m, 0.5) AS q FROM (SELECT max(amount) AS m FROM d GROUP BY k)",
  "SELECT list_transform([k], lambda x: x + wide) AS l FROM d ORDER BY id LIMIT 1".replace("AS l", "[1] AS l"),
  "SELECT a.id FROM d AS a, d AS b WHERE a.id = b.id AND b.k = 4 ORDER BY 1 LIMIT 2",
  "SELECT id FROM d UNION ALL BY NAME SELECT wide AS id FROM e ORDER BY id LIMIT 3",
  "SELECT rowid AS r FROM d ORDER BY rowid LIMIT 2",
  "SELECT name, rows FROM d_columns ORDER BY position",
  "SELECT name, low, high FROM d_statistics ORDER BY position",
  "SELECT d.k, c.name FROM d, d_columns AS c WHERE d.id = 3 ORDER BY c.position",
  "SELECT s.name, count(*) AS n FROM d, d_sample AS s WHERE d.id = s.row GROUP BY ALL ORDER BY ALL",
  "SELECT regoin FROM d",
  "SELECT d.regoin FROM d",
  "SELECT amuont AS a FROM d JOIN e USING (k)",
  "SELECT k FROM d JOIN e ON d.k = e.k",
  "SELECT id FROM d WHERE v = 3",
  "SELECT count(*) AS n FROM d JOIN e USING (region)",
];

async function outcome(statement: string, others: Readonly<Record<string, string>> = {}): Promise<unknown> {
  try {
    const { tables, warnings } = await run({ q: statement, ...others }, [large, small]);
    return { columns: tables.get("q")!.columns, rows: tables.get("q")!.rows, warnings };
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    return { kind: error.kind, problems: error.problems };
  }
}

test.each(statements)("gives what it gives over all columns: %s", async (statement) => {
  // A table that is built from all columns makes all be loaded, whatever the queries' trees say.
  expect(await outcome(statement)).toEqual(
    await outcome(statement, { all: "SELECT max(high) AS high FROM d_statistics" }),
  );
});

test("only the columns that queries name are loaded, and a session serves those that need no others", async () => {
  const kept = keepSessions();
  const columns: string[][] = [];
  const sessions: typeof kept = {
    ...kept,
    async give(key: string, session: LoadedSession) {
      const described = await session.connections[0].runAndReadAll("SELECT column_name FROM (DESCRIBE d)");
      columns.push(described.getRows().map(([name]) => String(name)));
      await kept.give(key, session);
    },
  };
  for (const q of [
    "SELECT region, sum(amount) AS a FROM d GROUP BY region",
    "SELECT max(day) AS day FROM d WHERE region = 'r1'",
    "SELECT count(*) AS n FROM d",
    "SELECT * FROM d LIMIT 1",
  ])
    await run({ q }, [large], {}, { sessions });
  expect(columns).toEqual([
    ["Region", "amount"],
    ["Region", "day"],
    ["id"],
    large.profile.columns.map(({ name }) => name),
  ]);
  await kept.close();
});

test("rows that are streamed come from the columns that their query names", async () => {
  const options = { openScratch: openScratchFolder, deadlineMs: 60_000 };
  const rows = [];
  const query = { file: "rows.sql", text: "SELECT v, wide FROM d WHERE id IN (5, 6) ORDER BY id" };
  for await (const group of streamRows(query, [large], {}, options)) rows.push(...group.rows);
  expect(rows).toEqual([
    { v: "x5", wide: 5 },
    { v: "x6", wide: 6 },
  ]);
});
