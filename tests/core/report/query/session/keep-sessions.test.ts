import { rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import type { Dataset } from "../../../../../functions/core/report/dataset/dataset.ts";
import type { Warning } from "../../../../../functions/core/errors.ts";
import { type KeptSessions, keepSessions } from "../../../../../functions/core/report/query/session/keep-sessions.ts";
import type { LoadedSession } from "../../../../../functions/core/report/query/session/loaded-session.ts";
import type { QueryOptions } from "../../../../../functions/core/report/query/query-options.ts";
import { runQueries } from "../../../../../functions/core/report/query/run-queries.ts";
import { datasetOf, queriesOf } from "../query-bench.ts";

const rows = (count: number): string =>
  `id,region,amount,day\n${Array.from({ length: count }, (_, n) => `${n},${["North", "South", "East"][n % 3]},${((n * 7919) % 10_007) / 100},2024-0${(n % 9) + 1}-15`).join("\n")}\n`;
/** Read from a file, since it is larger than what is inlined. */
const large = await datasetOf("sales", rows(20_000));
const little = await datasetOf("sales", rows(300));
const kinds = [
  ["little", little],
  ["much", large],
] as const;

const template = queriesOf({
  mine: "SELECT * FROM sales WHERE region = $region",
  sums: "SELECT day, sum(amount) AS amount, median(amount) AS middle FROM mine GROUP BY day ORDER BY day",
  total: "SELECT sum(amount) AS amount, count(*) AS orders FROM mine",
  shape: "SELECT name, type, about_distinct FROM sales_statistics ORDER BY position",
  top: "SELECT id, amount FROM mine ORDER BY amount DESC LIMIT 3",
});

/** Counts how often the table of a dataset is read. */
function counted(dataset: Dataset): { readonly dataset: Dataset; reads(): number } {
  let reads = 0;
  const count = async <T>(work: () => Promise<T>): Promise<T> => {
    reads += 1;
    return await work();
  };
  return {
    dataset: { ...dataset, read: () => count(dataset.read), inline: () => count(dataset.inline) },
    reads: () => reads,
  };
}

async function runWith(
  sessions: KeptSessions | undefined,
  dataset: Dataset,
  parameters: Readonly<Record<string, unknown>>,
  { queries = template, ...options }: Partial<QueryOptions> & { queries?: typeof template } = {},
) {
  const warnings: Warning[] = [];
  const tables = await runQueries(queries, [dataset], parameters, {
    openScratch: () => openScratchFolder(),
    rows: 50_000,
    deadlineMs: 120_000,
    warn: (warning) => void warnings.push(warning),
    ...(sessions === undefined ? {} : { sessions }),
    ...options,
  });
  return { tables, warnings };
}

/** What a report sees of its queries. */
const seen = ({ tables, warnings }: Awaited<ReturnType<typeof runWith>>) => ({
  hashes: [...tables].map(([name, { hash }]) => [name, hash]),
  warnings,
});

/** Keeps sessions as `keepSessions` does, and tells which it holds. */
function watched(limits: Parameters<typeof keepSessions>[0] = {}) {
  const sessions = keepSessions(limits);
  const given: LoadedSession[] = [];
  const keys: string[] = [];
  const watching: KeptSessions = {
    ...sessions,
    give: async (key, session) => {
      given.push(session);
      keys.push(key);
      await sessions.give(key, session);
    },
  };
  return { sessions: watching, given, keys };
}

test.each(kinds)("%s data are loaded once, and every report has the results of its own session", async (_, dataset) => {
  const { sessions, given } = watched();
  const counting = counted(dataset);
  for (const region of ["North", "South", "West", "East", "North"]) {
    const fresh = await runWith(undefined, dataset, { region });
    expect(seen(await runWith(sessions, counting.dataset, { region }))).toEqual(seen(fresh));
  }
  const first = counting.reads();
  expect(new Set(given).size).toBe(1);
  await runWith(sessions, counting.dataset, { region: "East" });
  expect(counting.reads()).toBe(first);
  await sessions.close();
});

test.each(kinds)("of a report on %s data, only the datasets stay", async (_, dataset) => {
  const { sessions, keys } = watched();
  await runWith(sessions, dataset, { region: "North" });
  const session = (await sessions.take(keys[0]!))!;
  const count = async (sql: string): Promise<unknown> =>
    (await session.connections[0].runAndReadAll(sql)).getRowsJson();
  expect(await count("SELECT table_name FROM duckdb_tables() ORDER BY ALL")).toEqual([["sales"], ["sales_statistics"]]);
  expect(
    await count(
      "SELECT count(*) FROM duckdb_views() WHERE NOT internal UNION ALL SELECT count(*) FROM duckdb_variables() UNION ALL SELECT count(*) FROM duckdb_prepared_statements()",
    ),
  ).toEqual([["0"], ["0"], ["0"]]);
  for (const sql of [
    "SELECT * FROM read_text('/etc/hostname')",
    "COPY sales TO '/tmp/broadsheet-kept.csv'",
    "SET threads = 4",
  ])
    await expect(session.connections[0].run(sql)).rejects.toThrow(/disabled|locked/);
  await session.close(true);
});

const atLeast = (least: number) =>
  queriesOf({ mine: `SELECT * FROM sales WHERE id >= ${least}`, total: "SELECT count(*) AS n FROM mine" });

test("templates with the same datasets and needs share a session, whatever they call their queries", async () => {
  const { sessions, given } = watched();
  const [one, two] = [atLeast(0), atLeast(19_990)];
  for (const turn of [one, two, one, two]) {
    const { tables } = await runWith(sessions, large, {}, { queries: turn });
    expect(tables.get("total")!.rows).toEqual([{ n: turn === one ? 20_000 : 10 }]);
  }
  // The first run of a template only learns what it needs.
  expect(new Set(given).size).toBe(2);
  expect(given[3]).toBe(given[2]);
  await sessions.close();
});

test("other versions, other types and other needs have sessions of their own", async () => {
  const { sessions, keys } = watched();
  const plain = queriesOf({ q: "SELECT sum(amount) AS x FROM sales" });
  const interpolating = queriesOf({ q: "SELECT median(amount) AS x FROM sales" });
  await runWith(sessions, large, {}, { queries: plain });
  await runWith(sessions, little, {}, { queries: plain });
  await runWith(sessions, large, {}, { queries: interpolating });
  await runWith(sessions, large, {}, { queries: queriesOf({ q: "SELECT count(*) AS x FROM sales_columns, sales" }) });
  expect(new Set(keys).size).toBe(4);
  await sessions.close();
});

test.each([
  ["fails", "SELECT CAST(region AS INTEGER) AS n FROM sales WHERE $bad UNION ALL SELECT 1", {}],
  [
    "is stopped at its deadline",
    "SELECT count(*) AS n FROM range(CASE WHEN $bad THEN 9000000000000 ELSE 1 END) AS r",
    { deadlineMs: 60 },
  ],
  ["returns too many rows", "SELECT 1 AS n FROM range(CASE WHEN $bad THEN 100000 ELSE 1 END) AS r", {}],
])("a session in which a query %s serves no other report", async (_, text, options) => {
  const { sessions, given } = watched();
  const counting = counted(large);
  const queries = queriesOf({ q: text, all: "SELECT count(*) AS n FROM sales" });
  const good = seen(await runWith(sessions, counting.dataset, { bad: false }, { queries }));
  const loads = counting.reads();
  await expect(runWith(sessions, counting.dataset, { bad: true }, { queries, ...options })).rejects.toThrow();
  expect(counting.reads()).toBe(loads);
  await expect(given[0]!.connections[0].run("SELECT 1")).rejects.toThrow();
  expect(seen(await runWith(sessions, counting.dataset, { bad: false }, { queries }))).toEqual(good);
  expect(counting.reads()).toBeGreaterThan(loads);
  await sessions.close();
});

test("two reports at a time have a session each, of which one is kept", async () => {
  const { sessions, given } = watched();
  await runWith(sessions, large, { region: "North" });
  const [north, south] = await Promise.all([
    runWith(sessions, large, { region: "North" }),
    runWith(sessions, large, { region: "South" }),
  ]);
  expect(seen(north)).toEqual(seen(await runWith(undefined, large, { region: "North" })));
  expect(seen(south)).toEqual(seen(await runWith(undefined, large, { region: "South" })));
  expect(new Set(given).size).toBe(2);
  const closed = await Promise.all(
    [...new Set(given)].map(({ connections }) =>
      connections[0].run("SELECT 1").then(
        () => false,
        () => true,
      ),
    ),
  );
  expect(closed.filter(Boolean)).toHaveLength(1);
  await sessions.close();
});

test("a session whose folder for temporary files is gone is replaced", async () => {
  const { sessions, given } = watched();
  const folders: string[] = [];
  const openScratch = async () => {
    const scratch = await openScratchFolder();
    folders.push(scratch.folder);
    return scratch;
  };
  const first = seen(await runWith(sessions, large, { region: "North" }, { openScratch }));
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  expect(seen(await runWith(sessions, large, { region: "North" }))).toEqual(first);
  expect(new Set(given).size).toBe(2);
  await sessions.close();
});

test("a session runs out of use, and one larger than the limit is not kept", async () => {
  const short = watched({ reports: 3 });
  for (let report = 0; report < 7; report++) await runWith(short.sessions, little, { region: "North" });
  expect(short.given.map((session) => short.given.indexOf(session))).toEqual([0, 0, 0, 3, 3, 3, 6]);
  const none = watched({ megabytes: 0.1 });
  await runWith(none.sessions, large, { region: "North" });
  expect(await none.sessions.take(none.keys[0]!)).toBeUndefined();
  await short.sessions.close();
});

test("where the process's memory is known, a session runs out of use only when that has grown", async () => {
  let resident = 100_000_000;
  const { sessions, given } = watched({ reports: 2, resident: () => resident });
  for (let report = 0; report < 8; report++) {
    if (report === 5) resident += 64_000_001;
    await runWith(sessions, little, { region: "North" });
  }
  // It is judged after each second report: the sixth is its last.
  expect(given.map((session) => given.indexOf(session))).toEqual([0, 0, 0, 0, 0, 0, 6, 6]);
  await sessions.close();
});

test("the least recently used sessions make room", async () => {
  const { sessions, keys } = watched({ sessions: 2 });
  const versions = await Promise.all([10, 20, 30].map((count) => datasetOf("sales", rows(count))));
  for (const version of [0, 1, 0, 2]) await runWith(sessions, versions[version]!, { region: "North" });
  const found = await Promise.all([keys[0], keys[1], keys[3]].map(async (key) => await sessions.take(key!)));
  expect(found.map((session) => session !== undefined)).toEqual([true, false, true]);
  for (const session of found) await session?.close(true);
});

/** Loaded only as far as its queries read it. */
const many = await datasetOf("sales", rows(120_000));
const other = await datasetOf("sales", rows(120_001));
const ask = (sql: string) => ({ queries: queriesOf({ q: sql }) });

test("single queries on much data, which no process has met before, share what was loaded for the first", async () => {
  const { sessions, given } = watched();
  const counting = counted(many);
  const texts = ["sum(amount)", "max(amount)", "count(amount)"].map(
    (value) => `SELECT region, ${value} AS x FROM sales GROUP BY region ORDER BY region`,
  );
  for (const text of texts) {
    const fresh = seen(await runWith(undefined, many, {}, ask(text)));
    expect(seen(await runWith(sessions, counting.dataset, {}, ask(text)))).toEqual(fresh);
  }
  expect([new Set(given).size, counting.reads()]).toEqual([1, 2]);
  // A fault is told as without.
  const told = async (kept?: KeptSessions) =>
    await runWith(kept, many, {}, ask("SELECT amout FROM sales")).catch((error: unknown) => String(error));
  expect(await told(sessions)).toBe(await told());
  await sessions.close();
});

/** Whether a session has not been closed. */
const isOpen = async (session: LoadedSession | undefined): Promise<boolean> =>
  await session!.connections[0].run("SELECT 1").then(
    () => true,
    () => false,
  );

test("a session that is larger than the others may be together is kept until as many data come", async () => {
  const limits = { megabytes: 1, largest: 40 };
  const sum = ask("SELECT sum(amount) AS x FROM sales");
  const { sessions, given } = watched(limits);
  await runWith(sessions, many, {}, sum);
  expect(await given[0]!.bytes()).toBeGreaterThan(limits.megabytes * 1_000_000);
  await runWith(sessions, little, {}, sum);
  expect(await isOpen(given[0])).toBe(true);
  let before: boolean | undefined;
  const looking: KeptSessions = {
    ...sessions,
    take: async (key, large) => {
      const taken = await sessions.take(key, large);
      before = await isOpen(given[0]);
      return taken;
    },
  };
  await runWith(looking, other, {}, sum);
  expect([before, await isOpen(given.at(-1))]).toEqual([false, true]);
  await sessions.close();
  // Without a limit of its own, or beyond it, none is kept.
  for (const none of [{ megabytes: 1 }, { megabytes: 0.1, largest: 1 }]) {
    const strict = watched(none);
    await runWith(strict.sessions, many, {}, sum);
    expect(await isOpen(strict.given[0])).toBe(false);
    await strict.sessions.close();
  }
});
