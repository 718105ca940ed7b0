import { join } from "node:path";
import type { Case, Goal, Line, Settings } from "../case.ts";
import { makeWideFiles } from "../content/data-files.ts";
import { days, makeDayFiles, rowsOfDay } from "../content/day-files.ts";
import { atMost, ratio } from "../goal.ts";
import { type ContenderRun, type Measured, runContender } from "../measure/run-contender.ts";
import { median } from "../measure/statistics.ts";

const ours = join(import.meta.dirname, "../broadsheet/data.ts");
const billion = join(import.meta.dirname, "../broadsheet/billion-rows.ts");
const plain = join(import.meta.dirname, "../peers/plain-duckdb.ts");

/** A query that reads all rows and five of ten columns. */
const aggregate =
  "SELECT region, year(day) AS year, count(*) AS n, sum(amount) AS amount, sum(quantity) AS quantity, max(share) AS share FROM data GROUP BY ALL ORDER BY region, year";

/** Runs a contender and keeps its line. */
async function measure(
  lines: Line[],
  contender: string,
  rows: number,
  run: Omit<ContenderRun, "patienceMs">,
): Promise<Measured> {
  const measured = await runContender({ ...run, patienceMs: 900_000 });
  lines.push({ contender, rows, ms: measured.ms, "CPU ms": measured.cpuMs, "peak MiB": measured.peakMiB });
  return measured;
}

/** A file is stored, and its columns are summarised. */
async function storeWide({ folder, full }: Settings, lines: Line[]): Promise<Goal[]> {
  const rows = full ? 10_000_000 : 1_000_000;
  const { csv, parquet } = await makeWideFiles(folder, rows);
  const runs = { module: ours, warmUp: 0, runs: full ? 2 : 1 };
  const ingest = await measure(lines, "ingest of CSV", rows, { ...runs, job: { work: "ingest", csv } });
  const profile = await measure(lines, "profile of columns", rows, { ...runs, job: { work: "profile", parquet } });
  if (!full) return [];
  return [
    atMost("ingest of 10,000,000 × 10 as CSV: at most 60 s", 60_000, median(ingest.ms), "ms"),
    atMost("ingest: at most 1 GB", 1024, ingest.peakMiB, "MiB"),
    atMost("profile of 10,000,000 × 10: at most 10 s", 10_000, median(profile.ms), "ms"),
    atMost("profile: at most 600 MB", 600, profile.peakMiB, "MiB"),
  ];
}

/** A query reads a stored file, and DuckDB alone the same file. */
async function queryRows({ folder, full }: Settings, lines: Line[]): Promise<Goal[]> {
  const rows = full ? 9_000_000 : 1_000_000;
  const { parquet } = await makeWideFiles(folder, rows);
  const job = { parquet, sql: aggregate };
  const runs = { warmUp: 1, runs: 5 };
  const own: Measured[] = [];
  for (const [what, keeps] of [
    ["first query", false],
    ["later query", true],
  ] as const)
    own.push(await measure(lines, what, rows, { module: ours, job: { work: "query", ...job, keeps }, ...runs }));
  const peers: Measured[] = [];
  for (const threads of [1, 2])
    peers.push(
      await measure(lines, `plain DuckDB on ${threads} threads`, rows, {
        module: plain,
        job: { ...job, threads },
        ...runs,
      }),
    );
  if (!full) return [];
  return ["the first query on 9,000,000 rows", "a later one on what was loaded"].map((what, index) =>
    atMost(
      `${what}: at most 1.3 times plain DuckDB on one thread`,
      1.3,
      ratio(median(own[index]!.ms), median(peers[0]!.ms)),
      "times",
    ),
  );
}

async function readTwoDays({ folder }: Settings, lines: Line[]): Promise<Goal[]> {
  const job = { files: await makeDayFiles(folder) };
  const runs = { module: billion, job, warmUp: 0, runs: 5 };
  const sparse = await measure(lines, "two days of a billion rows", days * rowsOfDay, runs);
  const { read = [], held = [] } = sparse.parts;
  return [
    atMost("two of 255 days of a billion rows: at most 5 s", 5_000, median(sparse.ms), "ms"),
    atMost("a billion rows: at most 1 GB", 1024, sparse.peakMiB, "MiB"),
    atMost("bytes read, of those that the touched columns hold", 1.2, ratio(median(read), median(held)), "times"),
  ];
}

/** Tables of many rows: stored, summarised, and read by a query beside plain DuckDB on the same file. */
export const data: Case = {
  name: "data",
  title: "Tables of many rows: ingest, profile, a query beside plain DuckDB, and a billion rows",
  long: true,
  async run(settings) {
    const lines: Line[] = [];
    const goals = [
      ...(await storeWide(settings, lines)),
      ...(await queryRows(settings, lines)),
      ...(await readTwoDays(settings, lines)),
    ];
    const notes = [
      "A query of a report runs on one thread, since sums of two differ in their last digits; it loads what it reads into a sealed database, which a worker keeps for later queries on the same columns. The aims of ingest, profile and query are those of the full sizes.",
      `Of the billion rows in ${days} files the store has the two of the days that are asked for: reading of another would fail.`,
    ];
    return { lines, notes, goals };
  },
};
