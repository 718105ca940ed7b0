import { beforeEach, expect, test } from "vitest";
import {
  openInstanceAhead,
  openSealedSession,
  type SealedSession,
} from "../../../../../functions/core/report/query/session/sealed-session.ts";

const rowsOf = async ({ connections: [connection] }: SealedSession, sql: string) =>
  (await connection.runAndReadAll(sql)).getRowsJson();

/** A counter within an instance: two sessions see the same value only if their instances differ. */
const oidOf = async (session: SealedSession) =>
  Number((await rowsOf(session, "SELECT database_oid FROM duckdb_databases() WHERE database_name = 'report'"))[0]![0]);

/** Makes sure that no instance is left from the previous test. */
beforeEach(async () => (await openSealedSession(512, 1)).close(false));

test.each([
  ["SELECT * FROM read_csv('/etc/passwd')", "disabled"],
  ["SELECT * FROM read_text('/etc/hostname')", "disabled"],
  ["COPY (SELECT 1) TO '/tmp/broadsheet-sealed.csv'", "disabled"],
  ["ATTACH '/tmp/broadsheet-sealed.db' AS other", "disabled"],
  ["LOAD httpfs", "disabled"],
  ["SET enable_external_access = true", "Cannot"],
  ["SET lock_configuration = false", "locked"],
  ["SET GLOBAL threads = 4", "locked"],
  ["SET memory_limit = '8GB'", "locked"],
  ["SET temp_directory = '/tmp'", "locked"],
])("%s is refused", async (sql, why) => {
  const session = await openSealedSession(512, 1);
  try {
    await expect(session.connections[0].run(sql)).rejects.toThrow(why);
  } finally {
    session.close(true);
  }
});

test("the lanes share the report's tables; times are in UTC", async () => {
  const session = await openSealedSession(512, 3);
  await session.connections[0].run("CREATE TABLE t AS SELECT 42 AS n");
  expect(
    (
      await session.connections[2]!.runAndReadAll("SELECT n, TIMESTAMPTZ '2024-01-01 00:00:00+00'::VARCHAR AS t FROM t")
    ).getRowsJson(),
  ).toEqual([[42, "2024-01-01 00:00:00+00"]]);
  session.close(true);
});

test("the next report has the instance, and nothing of the last one", async () => {
  const visible = `SELECT 'table', count(*) FROM duckdb_tables() UNION ALL SELECT 'view', count(*) FROM duckdb_views() WHERE NOT internal
    UNION ALL SELECT 'function', count(*) FROM duckdb_functions() WHERE NOT internal UNION ALL SELECT 'sequence', count(*) FROM duckdb_sequences()
    UNION ALL SELECT 'type', count(*) FROM duckdb_types() WHERE NOT internal UNION ALL SELECT 'variable', count(*) FROM duckdb_variables()
    UNION ALL SELECT 'prepared', count(*) FROM duckdb_prepared_statements()`;
  const first = await openSealedSession(512, 2);
  const empty = await rowsOf(first, visible);
  await first.connections[0].run(
    "CREATE TABLE t AS SELECT range::VARCHAR || 'x' AS a FROM range(500000); CREATE TEMP TABLE u AS FROM t; CREATE VIEW v AS FROM t; CREATE MACRO m(x) AS x + 1; CREATE TYPE e AS ENUM ('a'); CREATE SEQUENCE s; SET VARIABLE w = 1; PREPARE p AS SELECT 1",
  );
  expect(await rowsOf(first, visible)).not.toEqual(empty);
  const oid = await oidOf(first);
  first.close(true);

  const second = await openSealedSession(512, 2);
  expect(await oidOf(second)).toBeGreaterThan(oid);
  expect(await rowsOf(second, visible)).toEqual(empty);
  expect(await rowsOf(second, "SELECT database_name FROM duckdb_databases() ORDER BY ALL")).toEqual([
    ["memory"],
    ["report"],
    ["system"],
    ["temp"],
  ]);
  expect(await rowsOf(second, "SELECT sum(memory_usage_bytes) < 1000000 FROM duckdb_memory()")).toEqual([[true]]);
  await expect(second.connections[0].run("FROM t")).rejects.toThrow("does not exist");
  second.close(true);
});

test("two reports at a time have an instance each", async () => {
  const [first, second] = await Promise.all([openSealedSession(512, 1), openSealedSession(512, 1)]);
  await first.connections[0].run("CREATE TABLE t AS SELECT 1 AS n");
  expect(await oidOf(second)).toBe(await oidOf(first));
  expect(await rowsOf(second, "SELECT count(*) FROM duckdb_tables()")).toEqual([["0"]]);
  first.close(true);
  second.close(true);
});

test("an instance in which something failed serves no other report, nor does one of another memory", async () => {
  const first = await openSealedSession(512, 1);
  const oid = await oidOf(first);
  first.close(false);
  const second = await openSealedSession(512, 1);
  expect(await oidOf(second)).toBe(oid);
  second.close(true);
  const third = await openSealedSession(64, 1);
  expect(await oidOf(third)).toBe(oid);
  expect(await rowsOf(third, "SELECT current_setting('memory_limit')")).toEqual([["61.0 MiB"]]);
  third.close(true);
});

test("an instance that is made ahead is the next session's, sealed as any other", async () => {
  await openInstanceAhead();
  await openInstanceAhead();
  const session = await openSealedSession(512, 2);
  expect(await rowsOf(session, "SELECT 42")).toEqual([[42]]);
  await expect(session.connections[1]!.run("SELECT * FROM read_text('/etc/hostname')")).rejects.toThrow("disabled");
  const other = await openSealedSession(512, 1);
  expect(await oidOf(other)).toBe(await oidOf(session));
  session.close(true);
  other.close(true);
});

test("an instance that is made ahead serves one report and no other", async () => {
  await openInstanceAhead();
  const session = await openSealedSession(512, 1);
  const oid = await oidOf(session);
  session.close(true);
  const next = await openSealedSession(512, 1);
  expect(await oidOf(next)).toBe(oid);
  next.close(true);
  const last = await openSealedSession(512, 1);
  expect(await oidOf(last)).toBeGreaterThan(oid);
  last.close(true);
});

test("an instance that could not be made ahead fails the session, and no other", async () => {
  await openInstanceAhead(Number.NaN);
  await expect(openSealedSession(Number.NaN, 1)).rejects.toThrow();
  const session = await openSealedSession(512, 1);
  expect(await rowsOf(session, "SELECT 42")).toEqual([[42]]);
  session.close(true);
});

test("an instance serves fifty reports, then another takes its place", async () => {
  const oids: number[] = [];
  for (let report = 0; report < 102; report++) {
    // Reports come one at a time.
    const session = await openSealedSession(512, 1);
    oids.push(await oidOf(session));
    session.close(true);
  }
  const renewed = oids.flatMap((oid, report) => (report > 0 && oid <= oids[report - 1]! ? [report] : []));
  expect(renewed).toEqual([50, 100]);
});
