import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import type { PostgresConnection } from "../../functions/source/connections.ts";
import { fetchPostgres } from "../../functions/source/fetch-postgres.ts";
import { BroadsheetError } from "../../functions/core/errors.ts";
import { datasetLimits } from "../../functions/core/report/dataset/dataset-limits.ts";
import { type ReadRows, readRows } from "../../functions/core/report/read-rows.ts";
import type { StagedRows } from "../../functions/core/report/dataset/source/staged-rows.ts";
import { type SourceDefinition, usualLimits } from "../../functions/core/service/source/source.ts";
import { openDatabase } from "../../functions/core/report/dataset/database/open-database.ts";
import { type PostgresServer, startPostgres } from "./postgres-server.ts";

let server: PostgresServer;
let connection: PostgresConnection;
const secret = join(tmpdir(), `broadsheet-postgres-secret-${process.pid}`);

beforeAll(async () => {
  server = await startPostgres();
  writeFileSync(secret, "tele'fon\n");
  await server.sql(`
    CREATE ROLE reader LOGIN PASSWORD 'tele''fon';
    CREATE TYPE mood AS ENUM ('good', 'bad');
    CREATE DOMAIN amount AS numeric(12, 2);
    CREATE TABLE public.orders (id bigint, day date, total amount, note text);
    GRANT SELECT ON public.orders TO reader;
    INSERT INTO orders SELECT n, DATE '2026-01-01' + n::int % 28, n * 1.5, CASE WHEN n % 3 = 0 THEN NULL WHEN n % 3 = 1 THEN '' ELSE 'a "b", c' || chr(10) || n END FROM generate_series(1, 12000) n;
    CREATE SEQUENCE numbers;
    GRANT USAGE ON SEQUENCE numbers TO reader;
    CREATE TABLE public.secrets (word text);
  `);
  connection = {
    engine: "postgres",
    host: "127.0.0.1",
    port: server.port,
    database: "postgres",
    user: "reader",
    password: { file: secret },
    plain: true,
  };
}, 60_000);

afterAll(async () => {
  await server?.close();
  rmSync(secret, { force: true });
});

interface Seen extends ReadRows {
  readonly values: readonly Readonly<Record<string, unknown>>[];
  readonly types: Readonly<Record<string, string>>;
  readonly staged: StagedRows;
}

async function fetched(query: string, change: Partial<SourceDefinition> = {}, first?: number): Promise<Seen> {
  const scratch = await openScratchFolder();
  try {
    const definition: SourceDefinition = {
      engine: "postgres",
      connection: "shop",
      query,
      limits: usualLimits,
      ...change,
    };
    const found = await fetchPostgres(definition, connection, { folder: scratch.folder, first });
    if (!("rows" in found)) throw new TypeError("no rows");
    const read = await readRows(found.rows, scratch, datasetLimits);
    const file = await scratch.write("seen.parquet", read.table);
    const database = await openDatabase(scratch);
    const described = await database.rows("DESCRIBE SELECT * FROM read_parquet($file)", { file });
    const names = described.map(({ column_name }) => `"${String(column_name).replaceAll('"', '""')}"`);
    const values = await database.rows(
      `SELECT ${names.map((name) => `CAST(${name} AS VARCHAR) AS ${name}`).join(", ")} FROM read_parquet($file)`,
      { file },
    );
    database.close();
    const types = Object.fromEntries(described.map((row) => [String(row["column_name"]), String(row["column_type"])]));
    return { ...read, values, types, staged: found.rows };
  } finally {
    await scratch.dispose();
  }
}

const problemOf = async (query: string, change: Partial<SourceDefinition> = {}): Promise<BroadsheetError> =>
  await fetched(query, change).then(
    () => {
      throw new Error("it was not refused");
    },
    (error: unknown) => {
      if (error instanceof BroadsheetError) return error;
      throw error;
    },
  );

/** Expression in PostgreSQL, the column's type, and its value as DuckDB writes it. */
const mapped: readonly (readonly [string, string, string | null])[] = [
  ["true", "BOOLEAN", "true"],
  ["NULL::bool", "BOOLEAN", null],
  ["(-32768)::int2", "SMALLINT", "-32768"],
  ["2147483647", "INTEGER", "2147483647"],
  ["9223372036854775807", "BIGINT", "9223372036854775807"],
  ["(-9223372036854775807 - 1)", "BIGINT", "-9223372036854775808"],
  ["0.10::numeric(18,2)", "DECIMAL(18,2)", "0.10"],
  ["12345678901234567890.123456789", "DECIMAL(38,9)", "12345678901234567890.123456789"],
  ["1.500::numeric", "DECIMAL(18,1)", "1.5"],
  ["-0.05", "DECIMAL(18,2)", "-0.05"],
  ["1e20::numeric", "DECIMAL(38,0)", "100000000000000000000"],
  ["99999999999999999999999999999999999999::numeric", "DECIMAL(38,0)", "99999999999999999999999999999999999999"],
  ["'NaN'::numeric", "DECIMAL(18,0)", null],
  ["0.1::float4", "DOUBLE", "0.1"],
  ["0.1::float8 + 0.2::float8", "DOUBLE", "0.30000000000000004"],
  ["'-Infinity'::float8", "DOUBLE", null],
  ["DATE '2024-02-29'", "DATE", "2024-02-29"],
  ["DATE 'infinity'", "DATE", null],
  ["DATE '0001-01-01'", "DATE", "0001-01-01"],
  ["TIMESTAMP '2026-03-29 02:30:00.123456'", "TIMESTAMP", "2026-03-29 02:30:00.123456"],
  ["TIMESTAMPTZ '2026-03-29 02:30:00+05:30'", "TIMESTAMP", "2026-03-28 21:00:00"],
  ["TIMESTAMPTZ '1883-11-18 12:00:00-04:56:02'", "TIMESTAMP", "1883-11-18 16:56:02"],
  ["TIME '24:00:00'", "VARCHAR", "24:00:00"],
  ["'a\"b,c\\d'::text", "VARCHAR", 'a"b,c\\d'],
  ["E'x\\ny\\r\\nz\\t'", "VARCHAR", "x\ny\r\nz\t"],
  ["''", "VARCHAR", ""],
  ["'NaN'", "VARCHAR", "NaN"],
  ["NULL", "VARCHAR", null],
  ["' 007 '", "VARCHAR", " 007 "],
  ["'ab'::char(4)", "VARCHAR", "ab  "],
  ['\'{"b":1,  "a":[2]}\'::json', "VARCHAR", '{"b":1,  "a":[2]}'],
  ['\'{"b":1,  "a":[2]}\'::jsonb', "VARCHAR", '{"a": [2], "b": 1}'],
  ["'good'::mood", "VARCHAR", "good"],
  ["1.25::amount", "DECIMAL(12,2)", "1.25"],
  ["'6ccd780c-baba-1026-9564-5b8c656024db'::uuid", "VARCHAR", "6ccd780c-baba-1026-9564-5b8c656024db"],
  ["INTERVAL '1 day 2 hours'", "VARCHAR", "P1DT2H"],
  ["'漢字🀄 ñ'", "VARCHAR", "漢字🀄 ñ"],
];

test("every value of every type arrives exactly, and a missing one is missing", async () => {
  const list = mapped.map(([expression], index) => `${expression} AS "c${index}"`).join(", ");
  const { values, types } = await fetched(`SELECT ${list};`);
  const seen = mapped.map(([expression], index) => [expression, types[`c${index}`], values[0]![`c${index}`]]);
  expect(seen).toEqual(mapped.map((one) => [...one]));
});

test("one column of missing values and empty texts keeps every row", async () => {
  const { values } = await fetched("SELECT * FROM (VALUES (NULL::text), (''), (NULL), ('x')) AS v(single)");
  expect(values).toEqual([{ single: "" }, { single: "x" }, { single: null }, { single: null }]);
});

test("the order in which rows come makes no difference, and neither does that of the query", async () => {
  const asc = await fetched("SELECT * FROM orders ORDER BY id");
  const desc = await fetched("SELECT * FROM orders ORDER BY md5(id::text)");
  expect(desc.rowsHash).toBe(asc.rowsHash);
  expect(asc.rows).toBe(12_000);
  const byDay = await fetched("SELECT * FROM orders", { order: ["day"] });
  expect(byDay.rowsHash).not.toBe(asc.rowsHash);
  expect(byDay.values.map(({ day }) => String(day))).toEqual(byDay.values.map(({ day }) => String(day)).toSorted());
});

test("no rows keep their columns", async () => {
  const { rows, types } = await fetched("SELECT id, total, note FROM orders WHERE false");
  expect([rows, types]).toEqual([0, { id: "BIGINT", total: "DECIMAL(12,2)", note: "VARCHAR" }]);
});

test("the first rows come alone", async () => {
  expect((await fetched("SELECT * FROM orders", {}, 50)).rows).toBe(50);
});

test("names that need quotes, and columns that are called like ours", async () => {
  const { types } = await fetched(`SELECT 1 AS "a ""b""", 2 AS "begin", 3 AS "c0", 4 AS "Größe; DROP"`);
  expect(Object.keys(types)).toEqual(['a "b"', "begin", "c0", "Größe; DROP"]);
});

/** Query → the code of its refusal. */
const refused: readonly (readonly [string, string])[] = [
  ["SELECT ARRAY[1, 2] AS list", "unsupported-type"],
  ["SELECT '\\x00'::bytea AS b, 1::money AS m, point(1, 2) AS p, row(1, 2) AS r", "unsupported-type"],
  ["SELECT 1 AS a, 2 AS A", "duplicate-column"],
  ["SELECT FROM orders", "query-without-columns"],
  ["SELECT 1e60::numeric AS n", "numeric-too-wide"],
  ["SELECT DATE '0044-03-15 BC' AS ides", "date-out-of-range"],
  ["SELECT TIMESTAMP '12026-01-01' AS far", "date-out-of-range"],
  ["SELEC 1", "source-refused"],
  ["SELECT word FROM secrets", "source-refused"],
  ["SELECT 1; SELECT 2", "source-refused"],
  ["SELECT 1); DROP TABLE orders; --", "source-refused"],
  ["INSERT INTO orders VALUES (1) RETURNING *", "source-refused"],
  ["WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone", "source-refused"],
  ["COPY orders TO PROGRAM 'touch /tmp/broadsheet-was-here'", "source-refused"],
  ["DO $$ BEGIN END $$", "source-refused"],
  ["SELECT nextval('numbers')", "source-refused"],
  ["SELECT set_config('transaction_read_only', 'off', true)", "source-refused"],
  ["SELECT repeat('x', 3000000) AS long", "row-too-long"],
  ["SELECT $1::text AS given", "source-refused"],
];

test.for(refused)("%s is refused as %s", async ([query, code]) => {
  expect((await problemOf(query)).problems[0]).toMatchObject({ code });
});

test("a server that does not take the wish to notice our absence is read all the same", async () => {
  await server.sql("REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC");
  try {
    expect((await fetched("SELECT 7 AS n")).values).toEqual([{ n: "7" }]);
  } finally {
    await server.sql("GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO PUBLIC");
  }
});

test("a fault of the query has its line and column", async () => {
  const error = await problemOf("SELECT id,\n  missing\nFROM orders");
  expect(error.kind).toBe("query-failed");
  expect(error.problems[0]).toMatchObject({ where: { pointer: "/query", line: 2, column: 3 } });
});

/** Most memory that this process has had, MiB. */
const most = (): number => process.resourceUsage().maxRSS / 1024;

test("rows that are far larger than others, or than the limit, are never in memory together", async () => {
  const limits = { ...usualLimits, bytes: 20_000_000 };
  const before = most();
  // 1.2 GB from the first row on, and after rows by which thousands would be fetched at once.
  for (const query of [
    "SELECT repeat('x', 240000) AS long FROM generate_series(1, 5000)",
    "SELECT repeat('x', CASE WHEN n < 6000 THEN 1 ELSE 240000 END) AS long FROM generate_series(1, 11000) n",
  ])
    expect((await problemOf(query, { limits })).problems[0]).toMatchObject({ code: "too-many-bytes" });
  expect(most() - before).toBeLessThan(400);
});

test("limits hold", async () => {
  const few = await problemOf("SELECT * FROM orders", { limits: { ...usualLimits, rows: 11_999 } });
  expect(few.problems[0]).toMatchObject({ code: "too-many-rows", allowed: 11_999 });
  const small = await problemOf("SELECT * FROM orders", { limits: { ...usualLimits, bytes: 10_000 } });
  expect(small).toMatchObject({ kind: "too-large" });
  const slow = await problemOf("SELECT pg_sleep(30)::text AS s", { limits: { ...usualLimits, minutes: 0.005 } });
  expect(slow.problems[0]).toMatchObject({ code: "source-too-slow" });
  const busy = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active'";
  await expect.poll(async () => (await server.sql(busy)).rows[0], { timeout: 10_000 }).toEqual({ n: 0 });
});

test("what cannot be reached is said to be so, without its password or address", async () => {
  const good = connection;
  const cases: readonly (readonly [Partial<PostgresConnection>, RegExp])[] = [
    [{ port: 1 }, /refused/],
    [{ host: "no-such-host.invalid" }, /cannot be found/],
    [{ user: "nobody" }, /does not accept the role/],
    [{ plain: false }, /offers no encryption/],
    [{ password: { env: "BROADSHEET_NOT_THERE" } }, /BROADSHEET_NOT_THERE/],
  ];
  try {
    for (const [change, words] of cases) {
      connection = { ...good, ...change };
      const error = await problemOf("SELECT 1 AS n");
      expect([error.kind, error.message]).toEqual(["unavailable", expect.stringMatching(words)]);
      expect(JSON.stringify(error.problems)).not.toMatch(/tele|127\.0\.0\.1/);
    }
  } finally {
    connection = good;
  }
});

test("a server that dies half-way is no end of the rows", async () => {
  const dying = problemOf("SELECT n, pg_sleep(0.0005)::text AS s FROM generate_series(1, 100000) n");
  await new Promise((resolve) => setTimeout(resolve, 700));
  await server.kill();
  const error = await dying;
  expect([error.kind, error.problems[0]?.code]).toEqual(["unavailable", "source-unreachable"]);
  await server.start();
  expect((await fetched("SELECT 1 AS n")).rows).toBe(1);
}, 30_000);
