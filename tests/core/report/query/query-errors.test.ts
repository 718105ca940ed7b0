import { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { expect, test, vi } from "vitest";
import {
  clockWords,
  forbiddenFunctions,
  harmlessFunctions,
  namesAggregates,
} from "../../../../functions/core/report/query/tree/forbidden-functions.ts";
import { loadingError, queryError } from "../../../../functions/core/report/query/query-error.ts";
import type { QueryOptions } from "../../../../functions/core/report/query/query-options.ts";
import { catchProblems } from "../dataset/catch-problems.ts";
import { datasetOf, run } from "./query-bench.ts";

const sales = await datasetOf("sales", "year,region,value\n2021,North,1.5\n2022,South,2\n");
const limited = (sql: string, options: Partial<QueryOptions>) =>
  catchProblems("limit-exceeded", () => run({ q: sql }, [sales], {}, options));
const problemsOf = (sql: string) =>
  catchProblems("query-failed", () => run({ q: sql }, [sales], { year: 2021, weights: { rd: 1 } }));

test.each([
  ["", undefined],
  ["-- nothing", undefined],
  ["SELECT 1;\nSELECT 2", 2],
  ["-- a comment\nSET threads = 4", 2],
  ["CREATE TABLE x (a INT)", 1],
  ["COPY sales TO '/tmp/x.csv'", 1],
  ["INSERT INTO sales VALUES (1, 'x', 2)", 1],
  ["ATTACH '/tmp/x.db'", 1],
  ["INSTALL httpfs", 1],
  ["PRAGMA version", 1],
  ["SELECT 1; COPY sales TO '/tmp/x.csv'", 1],
  ["PIVOT sales ON year USING sum(value)", 1],
])("%j is not a single SELECT", async (sql, line) => {
  expect(await problemsOf(sql)).toMatchObject([
    {
      code: "not-a-select",
      where: { file: "queries/q.sql", name: "q", ...(line === undefined ? {} : { line }) },
      allowed: "exactly one SELECT statement",
    },
  ]);
});

test.each([
  ["SELECT * FROM read_csv('/etc/passwd')", "forbidden-function"],
  ["SELECT * FROM read_text('/etc/passwd')", "forbidden-function"],
  ["SELECT * FROM glob('/*')", "forbidden-function"],
  ["SELECT * FROM query('SELECT now()')", "forbidden-function"],
  ["SELECT * FROM json_execute_serialized_sql('{}')", "forbidden-function"],
  ["SELECT * FROM duckdb_settings()", "forbidden-function"],
  ["SELECT (SELECT count(*) FROM read_csv('/etc/passwd')) AS n FROM sales", "forbidden-function"],
  ["SELECT * FROM '/etc/passwd'", "no-files"],
  ["SELECT * FROM 'https://example.org/a.parquet'", "no-files"],
  ["SELECT * FROM information_schema.tables", "unknown-table"],
  ["SELECT * FROM pg_catalog.pg_class", "unknown-table"],
  ["SELECT * FROM duckdb_tables", "unknown-table"],
])("%s is refused: %s", async (sql, code) => {
  const [problem] = await problemsOf(sql);
  expect(problem).toMatchObject({ code, where: { file: "queries/q.sql", line: 1 } });
});

test.each([
  ["SELECT\n  now()", 2],
  ["SELECT region,\n current_date FROM sales", 2],
  ["SELECT CURRENT_TIMESTAMP", 1],
  ["SELECT today()", 1],
  ["SELECT age(DATE '2020-01-01')", 1],
  ["SELECT region FROM sales ORDER BY random()", 1],
  ["SELECT * FROM sales WHERE random() < 0.5", 1],
  ["SELECT * FROM (SELECT uuid() AS u)", 1],
  ["WITH x AS (SELECT gen_random_uuid() AS u) SELECT * FROM x", 1],
  ["SELECT list_transform([1], x -> x + random())", 1],
  ["SELECT * FROM sales USING SAMPLE 1 ROWS", undefined],
])("%j depends on clock or chance", async (sql, line) => {
  expect(await problemsOf(sql)).toMatchObject([
    { code: "volatile", where: { file: "queries/q.sql", ...(line === undefined ? {} : { line }) } },
  ]);
});

test("a text or a name that only looks like such a function is not one", async () => {
  const { tables } = await run(
    {
      q: "SELECT 'now()' AS t, age(DATE '2021-01-01', DATE '2020-01-01')::VARCHAR AS a, region AS today -- random()\nFROM sales LIMIT 1",
    },
    [sales],
  );
  expect(tables.get("q")?.rows).toEqual([{ t: "now()", a: "1 year", today: "North" }]);
});

test.each([
  ["SELECT ago(INTERVAL 1 DAY)", "ago"],
  ["SELECT pg_postmaster_start_time()", "pg_postmaster_start_time"],
  ["SELECT pg_sleep(1)", "pg_sleep"],
  ["SELECT main.pg_sleep(1)", "pg_sleep"],
  ["SELECT PG_SLEEP(1)", "pg_sleep"],
  ["SELECT current_catalog", "current_catalog"],
  ["SELECT list_aggregate([1, 2, 3], 'reservoir_quantile', 0.5)", "reservoir_quantile"],
  ["SELECT array_aggr([1, 2]::INT[2], 'Reservoir_Quantile', 0.5)", "reservoir_quantile"],
  ["SELECT list_aggregate([value], region) FROM sales", "list_aggregate"],
])("%s is refused as one that sleeps, reads the session, or depends on clock or chance", async (sql, seen) => {
  expect(await problemsOf(sql)).toMatchObject([{ code: "volatile", seen, where: { file: "queries/q.sql", line: 1 } }]);
});

test("an aggregate that is named by a text is taken", async () => {
  const { tables } = await run(
    { q: "SELECT list_aggregate([1, 2, 3], 'sum')::INTEGER AS s, list_sum([1, 2])::INTEGER AS t" },
    [sales],
  );
  expect(tables.get("q")?.rows).toEqual([{ s: 6, t: 3 }]);
});

test("every macro of DuckDB that leads to such a function, or reads its catalog, is known, at whatever distance", async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(
    "SELECT function_name, macro_definition FROM duckdb_functions() WHERE function_type = 'macro' AND macro_definition IS NOT NULL ORDER BY 1",
  );
  const macros = reader
    .getRows()
    .map(([name, definition]) => [String(name), String(definition).replaceAll(/'(?:[^']|'')*'/g, "''")] as const);
  expect(macros.length).toBeGreaterThan(80);
  const bad = new Set(
    [...forbiddenFunctions, ...clockWords].filter((name) => !macros.some(([macro]) => macro === name)),
  );
  const leads = (definition: string): boolean =>
    /\bFROM\s+(?:duckdb|pragma|pg)_\w+\(/i.test(definition) ||
    [...definition.matchAll(/[a-z_]\w*/gi)].some(([word]) => bad.has(word.toLowerCase()));
  for (let size = -1; size !== bad.size;) {
    size = bad.size;
    for (const [name, definition] of macros) if (leads(definition)) bad.add(name);
  }
  expect([...bad].filter((name) => !forbiddenFunctions.has(name) && !clockWords.has(name))).toEqual([]);
});

test("every function that takes an aggregate by name is looked into", async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(
    "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'scalar' AND (function_name LIKE '%aggr%' OR function_name IN (SELECT function_name FROM duckdb_functions() WHERE description LIKE '%aggregate function%'))",
  );
  expect(
    reader
      .getRows()
      .map(([name]) => String(name))
      .filter((name) => !namesAggregates.has(name)),
  ).toEqual([]);
});

test("every function that DuckDB calls volatile is known", async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(
    "SELECT DISTINCT function_name FROM duckdb_functions() WHERE stability IN ('VOLATILE', 'CONSISTENT_WITHIN_QUERY') ORDER BY 1",
  );
  const names = reader.getRows().map(([name]) => String(name));
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !forbiddenFunctions.has(name) && !harmlessFunctions.has(name))).toEqual([]);
});

test.each([
  [
    "SELECT *\nFROM sale",
    {
      code: "unknown-table",
      where: { line: 2, column: 6 },
      seen: "sale",
      allowed: ["sales", "sales_columns", "sales_cells", "sales_statistics", "sales_sample", "q"],
      hint: 'did you mean "sales"?',
    },
  ],
  [
    "SELECT 1,\n  $yaer AS y",
    {
      code: "unknown-parameter",
      where: { line: 2 },
      seen: "$yaer",
      allowed: ["$year", "$weights_rd"],
      hint: 'did you mean "year"?',
    },
  ],
  ["SELECT ?", { code: "unknown-parameter", message: "Parameters are written by name ($year), not as ? or $1" }],
  [
    "SELECT\n 中文, value +\nFROM sales",
    { code: "syntax-error", message: 'syntax error at or near "FROM"', where: { line: 3, column: 1 } },
  ],
  [
    "SELECT '中文',\n  valeu FROM sales",
    {
      code: "query-failed",
      message: 'Referenced column "valeu" not found in FROM clause!',
      where: { line: 2, column: 3 },
      hint: expect.stringContaining('"value"'),
    },
  ],
  [
    "SELECT region::INT AS n\nFROM sales",
    { code: "query-failed", message: expect.stringContaining("'North'"), where: { line: 1 } },
  ],
  ["SELECT [1, 2] AS l", { code: "not-a-scalar", message: expect.stringContaining('"l"') }],
  ["SELECT [1.5::DECIMAL(3, 2)] AS l", { code: "not-a-scalar", seen: "DECIMAL(3,2)[]" }],
  ["SELECT [TIMESTAMP '2024-01-01'] AS l", { code: "not-a-scalar", seen: "TIMESTAMP[]" }],
  ["SELECT 1 AS a, 2 AS a", { code: "duplicate-column", hint: "Name one of them with AS" }],
])("%j", async (sql, expected) => {
  const [problem] = await problemsOf(sql);
  expect(problem).toMatchObject(expected);
  expect(problem?.message).not.toMatch(/Error:|LINE \d|\/tmp/);
});

test("the line is right in a query that others read", async () => {
  expect(
    await catchProblems("query-failed", () => run({ a: "SELECT *,\n nope FROM sales", b: "SELECT * FROM a" }, [sales])),
  ).toMatchObject([{ where: { file: "queries/a.sql", line: 2, column: 2 } }]);
});

test("line and column are right behind parameters of any value", async () => {
  const parameters = { year: 2021, label: "one\ntwo\nthree" };
  expect(
    await catchProblems("query-failed", () =>
      run(
        { a: "SELECT $label AS l, $year + 1 AS y,\n $year AS z, nope FROM sales", b: "SELECT * FROM a" },
        [sales],
        parameters,
      ),
    ),
  ).toMatchObject([{ message: expect.stringContaining('"nope"'), where: { line: 2, column: 14 } }]);
  expect(
    await catchProblems("query-failed", () =>
      run({ a: "SELECT $label AS l,\n $label::INT AS n FROM sales" }, [sales], parameters),
    ),
  ).toMatchObject([{ message: expect.stringContaining("one"), where: { line: 2 } }]);
});

test.each([
  [
    "ORDER BY",
    [
      "SELECT region FROM sales ORDER BY $p",
      "SELECT region FROM sales ORDER BY year, ($p) DESC NULLS LAST",
      "SELECT * FROM (SELECT region FROM sales ORDER BY $p)",
      "SELECT region, value FROM sales UNION ALL SELECT 'x', 1 ORDER BY $p",
    ],
  ],
  [
    "GROUP BY",
    [
      "SELECT count(*) AS n FROM sales GROUP BY $p",
      "SELECT region, count(*) AS n FROM sales GROUP BY ROLLUP(region, ($p))",
      "WITH c AS (SELECT count(*) AS n FROM sales GROUP BY $p) SELECT n FROM c",
      "SELECT count(*) AS n FROM sales UNION ALL (SELECT year FROM sales GROUP BY year, $p)",
    ],
  ],
  [
    "DISTINCT ON",
    [
      "SELECT DISTINCT ON ($p) region FROM sales",
      "SELECT DISTINCT ON (year, ($p)) region FROM sales",
      "SELECT (SELECT DISTINCT ON ($p) 1 FROM sales) AS n",
    ],
  ],
])("a parameter cannot be a whole term of %s, whatever its value", async (clause, list) => {
  const queries = Object.fromEntries(list.map((sql, index) => [`q${index}`, sql]));
  for (const p of [1, 99, 1.5, true, "region", "2024-01-01", null, [1, 2]]) {
    for (const [name, sql] of Object.entries(queries)) {
      // One at a time: a run reports only one query.
      const problems = await catchProblems("query-failed", () => run({ [name]: sql }, [sales], { p }));
      expect(problems, `${sql} ${String(p)}`).toMatchObject([
        { message: `Parameter not supported in ${clause} clause`, where: { file: `queries/${name}.sql` } },
      ]);
    }
  }
});

test("a parameter within a term orders, groups and makes distinct", async () => {
  const { tables } = await run(
    {
      o: "SELECT DISTINCT region FROM sales ORDER BY region = $p DESC",
      g: "SELECT count(*) AS n FROM sales GROUP BY year + $n ORDER BY year + $n",
      c: "SELECT count(*) AS n FROM sales GROUP BY CAST($n AS INT)",
      d: "SELECT DISTINCT ON (coalesce($p, region)) 1 AS one FROM sales",
      l: "SELECT string_agg(region, ',' ORDER BY $n) AS l FROM sales",
    },
    [sales],
    { p: "South", n: 9 },
  );
  expect([...tables.values()].map(({ rows }) => rows)).toEqual([
    [{ region: "South" }, { region: "North" }],
    [{ n: 1 }, { n: 1 }],
    [{ n: 2 }],
    [{ one: 1 }],
    [{ l: "North,South" }],
  ]);
});

test("all faulty queries are reported at once", async () => {
  const problems = await catchProblems("query-failed", () =>
    run({ a: "SELECT now()", b: "SELEC 1", c: "SELECT * FROM nothing", d: "SELECT 1 AS x" }, [sales]),
  );
  expect(problems.map(({ where }) => where?.name)).toEqual(["a", "b", "c"]);
});

test("limits of time, rows and memory", async () => {
  expect(
    await limited("SELECT count(*) AS n FROM range(10000000000) a, range(1000) b", { deadlineMs: 100 }),
  ).toMatchObject([{ code: "query-too-slow", where: { file: "queries/q.sql" } }]);
  expect(await limited("SELECT * FROM range(1000000000)", { rows: 10 })).toMatchObject([
    { code: "too-many-rows", allowed: 10 },
  ]);
  expect(await limited("SELECT list(range) AS l FROM range(100000000)", { memoryMegabytes: 64 })).toMatchObject([
    { code: "query-too-large" },
  ]);
});

test("a query short of memory is tried once beside others and, over files, once more alone", async () => {
  const run = vi.spyOn(DuckDBConnection.prototype, "run");
  try {
    await limited("SELECT list(range) AS l FROM range(100000000)", { memoryMegabytes: 64 });
    expect(run.mock.calls.filter(([text]) => text.startsWith("SELECT list(range)"))).toHaveLength(3);
  } finally {
    run.mockRestore();
  }
});

test("a quota of temporary space that is used up is the query's fault, and not a full disk", () => {
  const used = new Error(
    "Out of Memory Error: failed to offload data block of size 256.0 KiB (1.8 GiB/1.8 GiB used).\nThis limit was set by the 'max_temp_directory_size' setting.\nBy default, this setting utilizes the available disk space on the drive where the 'temp_directory' is located.",
  );
  expect(queryError(used, { file: "queries/q.sql", text: "SELECT 1" }, "q")).toMatchObject({
    kind: "limit-exceeded",
    problems: [{ code: "query-too-large", message: expect.stringContaining("temporary space") }],
  });
  expect(loadingError(used, "sales")).toMatchObject({
    kind: "limit-exceeded",
    problems: [{ code: "dataset-too-large" }],
  });
});

test("a disk that fills up is the fault of neither query nor dataset, and may have space again", () => {
  const full = new Error('IO Error: Could not write file "/tmp/x/duckdb_temp": No space left on device');
  for (const error of [queryError(full, { file: "queries/q.sql", text: "SELECT 1" }, "q"), loadingError(full, "sales")])
    expect(error).toMatchObject({ kind: "unavailable", transient: true, problems: [{ code: "scratch-full" }] });
});
