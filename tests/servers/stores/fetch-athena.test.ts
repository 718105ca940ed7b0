import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { openDatabase } from "../../../functions/core/report/dataset/database/open-database.ts";
import { datasetLimits } from "../../../functions/core/report/dataset/dataset-limits.ts";
import { joinFiles } from "../../../functions/core/report/join-files.ts";
import { HandedBack } from "../../../functions/core/service/lifecycle/attempt/handed-back.ts";
import type { FetchOptions } from "../../../functions/core/service/source/fetched.ts";
import { keptRun, pullOfRun } from "../../../functions/core/service/source/kept-run.ts";
import { type SourceDefinition, usualLimits } from "../../../functions/core/service/source/source.ts";
import type { AthenaConnection } from "../../../functions/source/connections.ts";
import { type AthenaClients, dropAthena, fetchAthena } from "../../../functions/source/fetch-athena.ts";
import { type AthenaServer, startAthena } from "./athena-server.ts";
import { type Ceph, startCeph } from "../ceph.ts";

let ceph: Ceph;
let s3: S3Client;
let athena: AthenaServer;
let connection: AthenaConnection;

beforeAll(async () => {
  ceph = await startCeph();
  const { endpoint, credentials } = ceph;
  s3 = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials });
  for (const Bucket of ["output", "results"]) await s3.send(new CreateBucketCommand({ Bucket }));
  athena = await startAthena(s3, "results");
  await athena.sql(
    "CREATE TABLE orders AS SELECT n AS id, DATE '2026-01-01' + (n % 28)::INT AS day, (n * 1.25)::DECIMAL(12, 2) AS total, CASE WHEN n % 7 = 0 THEN NULL ELSE 'a \"b\", ü' || n END AS note FROM range(1, 1001) r(n)",
  );
  connection = {
    engine: "athena",
    region: "us-east-1",
    workgroup: "briefings",
    database: "sales",
    athena: athena.endpoint,
    output: { engine: "s3", bucket: "output", prefix: "broadsheet/", region: "us-east-1", endpoint, pathStyle: true },
  };
});
beforeEach(() => {
  for (const fault of Object.keys(athena.faults)) delete athena.faults[fault as keyof typeof athena.faults];
  athena.runs.length = 0;
  athena.stopped.length = 0;
});
afterAll(async () => {
  await athena?.close();
  await ceph?.stop();
});

const clients = (): AthenaClients => ({
  s3: { credentials: ceph.credentials },
  athena: { credentials: ceph.credentials, retryMode: "standard" },
});

interface Seen {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly rowsHash: string | undefined;
  readonly provenance: Readonly<Record<string, unknown>>;
}

async function fetched(
  query: string,
  change: Partial<SourceDefinition> = {},
  options: Pick<FetchOptions, "first" | "signal" | "run"> = {},
): Promise<Seen> {
  const scratch = await openScratchFolder();
  try {
    const found = await fetchAthena(
      { engine: "athena", connection: "lake", query, limits: usualLimits, ...change },
      connection,
      { folder: scratch.folder, ...options },
      clients(),
    );
    if (!("files" in found)) throw new TypeError("no files");
    const files = found.files.map(({ file, name }) => ({ name, read: () => readFile(file) }));
    const joined = await joinFiles(files, found.format, scratch, datasetLimits, found);
    const file = await scratch.write("joined-again.parquet", joined.body as Uint8Array);
    const database = await openDatabase(scratch);
    const rows = await database.rows("SELECT COLUMNS(*)::VARCHAR FROM read_parquet($file)", { file });
    database.close();
    return { rows, rowsHash: joined.rowsOfSource, provenance: found.provenance as unknown as Seen["provenance"] };
  } finally {
    await scratch.dispose();
  }
}

/** What is left below the place to which rows are written. */
async function left(): Promise<number> {
  const page = await s3.send(new ListObjectsV2Command({ Bucket: "output" }));
  return page.Contents?.length ?? 0;
}

async function refusal(
  query: string,
  change?: Partial<SourceDefinition>,
  options?: Pick<FetchOptions, "signal" | "run">,
): Promise<readonly unknown[]> {
  const error = await fetched(query, change, options).catch((failure: unknown) => failure);
  if (!(error instanceof BroadsheetError)) throw new Error("it was not refused", { cause: error });
  const [{ code, message } = { code: "", message: "" }] = error.problems;
  return [error.kind, code, message];
}

test("the rows of a SELECT come exactly, in one order however they were written, and nothing stays in the bucket", async () => {
  athena.faults.running = 2;
  const { rows, rowsHash, provenance } = await fetched("SELECT * FROM orders");
  expect(rows).toHaveLength(1000);
  expect(rows[0]).toEqual({ id: "1", day: "2026-01-02", total: "1.25", note: 'a "b", ü1' });
  expect(rows.map(({ id }) => Number(id))).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
  expect(provenance).toMatchObject({ engine: "athena", connection: "lake", scanned: 1234, snapshot: "run-1" });
  expect(await left()).toBe(0);
  // The same rows in another order are the same table.
  expect((await fetched("SELECT * FROM orders ORDER BY hash(id)")).rowsHash).toBe(rowsHash);
  const byTotal = await fetched("SELECT * FROM orders", { order: ["note", "id"] });
  expect(byTotal.rows.at(-1)!["note"]).toBe(null);
  expect((await fetched("SELECT * FROM orders", {}, { first: 5 })).rows).toHaveLength(5);
});

test("a start whose answer is lost or that is refused as too many is one run", async () => {
  athena.faults.lost = 2;
  athena.faults.throttled = 2;
  expect((await fetched("SELECT 7 AS n")).rows).toEqual([{ n: "7" }]);
  expect(athena.runs).toEqual(["SELECT 7 AS n"]);
});

test("what cannot be believed is refused, and leaves nothing in the bucket", async () => {
  athena.faults.partial = true;
  expect(await refusal("SELECT * FROM orders")).toEqual([
    "unavailable",
    "export-incomplete",
    expect.stringContaining("is not there"),
  ]);
  delete athena.faults.partial;
  athena.faults.stray = "s3://results/secret.parquet";
  expect(await refusal("SELECT * FROM orders")).toEqual([
    "unavailable",
    "export-incomplete",
    expect.stringContaining("elsewhere"),
  ]);
  delete athena.faults.stray;
  athena.faults.fails = { reason: "Query exhausted resources at this scale factor" };
  expect((await refusal("SELECT * FROM orders")).slice(0, 2)).toEqual(["unavailable", "source-unreachable"]);
  athena.faults.fails = { reason: "HIVE_BAD_DATA: Malformed Parquet file", retryable: false };
  expect(await refusal("SELECT * FROM orders")).toEqual([
    "query-failed",
    "source-refused",
    expect.stringContaining("HIVE_BAD_DATA"),
  ]);
  delete athena.faults.fails;
  expect(await refusal("SELECT * FROM nobody")).toEqual([
    "query-failed",
    "source-refused",
    expect.stringContaining("nobody"),
  ]);
  expect((await refusal("SELECT * FROM orders WHERE false")).slice(0, 2)).toEqual(["query-failed", "no-rows"]);
  expect((await refusal("SELECT * FROM orders", { limits: { ...usualLimits, bytes: 100 } })).slice(0, 2)).toEqual([
    "too-large",
    "too-many-bytes",
  ]);
  expect(await left()).toBe(0);
});

test("a run that nobody waits for any more is stopped", async () => {
  athena.faults.hangs = true;
  const error = await fetched("SELECT 1 AS n", {}, { signal: AbortSignal.timeout(700) }).catch(
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(Error);
  expect(athena.stopped).toHaveLength(1);
});

test("a run whose start was not answered in time is stopped, and what a stopped run writes late is deleted", async () => {
  athena.faults.silent = 1;
  await expect(fetched("SELECT 1 AS n", {}, { signal: AbortSignal.timeout(700) })).rejects.toThrow(Error);
  expect([athena.runs, athena.stopped.length]).toEqual([["SELECT 1 AS n"], 1]);
  Object.assign(athena.faults, { hangs: true, late: 2 });
  await expect(fetched("SELECT 2 AS n", {}, { signal: AbortSignal.timeout(700) })).rejects.toThrow(Error);
  expect([athena.stopped.length, athena.faults.late, await left()]).toEqual([2, 0, 0]);
  // One that was given up before it began is not begun.
  await expect(fetched("SELECT 3 AS n", {}, { signal: AbortSignal.abort() })).rejects.toThrow(Error);
  expect(athena.runs).not.toContain("SELECT 3 AS n");
});

test("no query leads its rows elsewhere", async () => {
  for (const query of [
    "SELECT 1) TO 's3://results/mine/' WITH (format = 'PARQUET') --",
    "SELECT 1; DROP TABLE orders",
    "SELECT ')' FROM (SELECT 1)) --",
    "SELECT 1 /*",
  ])
    expect((await refusal(query)).slice(0, 2)).toEqual(["query-failed", "source-refused"]);
  expect(athena.runs).toEqual([]);
  expect((await fetched("SELECT ') TO x (' AS \"a)(b\" -- )\n/* ) */")).rows).toEqual([{ "a)(b": ") TO x (" }]);
});

test("tables of Iceberg are read as one snapshot, which the statement names, whatever is written meanwhile", async () => {
  await athena.snapshot("sales.visits", "111", "SELECT n AS id FROM range(3) r(n)");
  await athena.snapshot("web.pages", "7000000000000000001", "SELECT 'a' AS page");
  athena.faults.meanwhile = async () => await athena.snapshot("sales.visits", "222", "SELECT 9 AS id");
  athena.faults.running = 1;
  const iceberg = ["visits", "Web.Pages"];
  const query = "SELECT v.id, (SELECT count(*) FROM Visits) AS n, page FROM visits AS v CROSS JOIN pages -- visits";
  const { rows, provenance } = await fetched(query, { iceberg });
  expect(rows).toEqual(["0", "1", "2"].map((id) => ({ id, n: "3", page: "a" })));
  expect(provenance).toMatchObject({ snapshots: { "sales.visits": "111", "web.pages": "7000000000000000001" } });
  expect(athena.runs[1]).toContain('"sales"."visits" FOR VERSION AS OF 111');
  expect(athena.runs[1]).toContain('"web"."pages" FOR VERSION AS OF 7000000000000000001');
  expect(await left()).toBe(0);
  delete athena.faults.meanwhile;
  const next = await fetched("SELECT * FROM visits", { iceberg: ["visits"] }, { first: 5 });
  expect([next.rows, next.provenance["snapshots"]]).toEqual([[{ id: "9" }], { "sales.visits": "222" }]);
  // A source that names none asks for none.
  expect((await fetched("SELECT 1 AS n")).provenance).not.toHaveProperty("snapshots");
});

test.each([
  ["SELECT * FROM sales.visits", ["visits"], "table-not-pinned", "Line 1 of the query names"],
  ['SELECT 1,\n2 FROM "sales" . "visits"', ["sales.visits"], "table-not-pinned", "Line 2 of the query names"],
  ["SELECT * FROM visits JOIN sales.Visits USING (id)", ["visits"], "table-not-pinned", "with its database"],
  ["SELECT 'visits' FROM t -- visits\n/* visits */", ["visits"], "table-not-pinned", "does not name"],
  ["SELECT t.visits FROM t", ["visits"], "table-not-pinned", "does not name"],
  ["SELECT * FROM nothing", ["nothing"], "source-refused", "nothing"],
  ["SELECT * FROM fresh", ["fresh"], "no-snapshot", "sales.fresh"],
])("%s with the tables %j is refused: %s", async (query, iceberg, code, words) => {
  await athena.sql('DROP TABLE IF EXISTS "sales.fresh@"');
  await athena.snapshot("sales.fresh", "", "SELECT 1 AS n");
  expect(await refusal(query, { iceberg })).toEqual(["query-failed", code, expect.stringContaining(words) as string]);
});

/** Where a refresh keeps its run. */
function openKept(store = new MemoryObjectStore()) {
  const job = { source: "orders", number: 1 };
  const run = keptRun(store, job, { first: 5_000, longest: 60_000 });
  return { store, job, run };
}

async function handedBack(
  query: string,
  run: FetchOptions["run"],
  change?: Partial<SourceDefinition>,
): Promise<number> {
  const thrown = await fetched(query, change, { run }).catch((error: unknown) => error);
  if (!(thrown instanceof HandedBack)) throw new Error("it was not handed back", { cause: thrown });
  return thrown.until;
}

test("a refresh that keeps its run waits for nothing: who comes next goes on with the same run", async () => {
  const { store, job, run } = openKept();
  await athena.snapshot("sales.kept", "5", "SELECT 1 AS n UNION ALL SELECT 2");
  athena.faults.running = 3;
  for (const query of Array.from({ length: 3 }, () => "SELECT n FROM kept")) {
    const until = await handedBack(query, run, { iceberg: ["kept"] });
    expect(until - Date.now()).toBeGreaterThan(4_000);
    expect(until - Date.now()).toBeLessThan(61_000);
  }
  expect(await pullOfRun(store, "run-that-is-not")).toBeUndefined();
  const { ids } = JSON.parse(new TextDecoder().decode((await store.get("pulls/orders/pull/1/run.json"))!.body)) as {
    ids: string[];
  };
  expect(await pullOfRun(store, ids[0]!)).toEqual(job);
  const { rows, provenance } = await fetched("SELECT n FROM kept", { iceberg: ["kept"] }, { run });
  expect(rows).toHaveLength(2);
  expect(provenance).toMatchObject({ snapshots: { "sales.kept": "5" } });
  expect([athena.runs.length, athena.stopped.length]).toEqual([2, 0]);
  expect([(await store.list("", {})).objects, await left()]).toEqual([[], 0]);
});

test("a process that dies once its run has begun leaves what the next one needs: it is one run", async () => {
  const { store, run } = openKept();
  athena.faults.running = 1;
  await handedBack("SELECT 3 AS n", run);
  const begun = structuredClone((await run.read())!);
  await run.forget();
  // As it is before Athena has answered: the token alone.
  await run.keep({ ...begun, rows: undefined }, []);
  expect((await fetched("SELECT 3 AS n", {}, { run })).rows).toEqual([{ n: "3" }]);
  expect(athena.runs).toEqual(["SELECT 3 AS n"]);
  expect((await store.list("", {})).objects).toEqual([]);
});

test("a kept run that fails, takes longer than its source may, or that nobody wants is stopped and forgotten", async () => {
  const { store, run } = openKept();
  athena.faults.running = 1;
  await handedBack("SELECT 4 AS n", run);
  athena.faults.fails = { reason: "Query exhausted resources at this scale factor" };
  expect((await refusal("SELECT 4 AS n", {}, { run })).slice(0, 2)).toEqual(["unavailable", "source-unreachable"]);
  delete athena.faults.fails;
  expect((await store.list("", {})).objects).toEqual([]);
  // What comes next begins anew, at another place.
  athena.faults.running = 1;
  await handedBack("SELECT 4 AS n", run);
  expect(athena.runs).toHaveLength(2);
  athena.faults.hangs = true;
  const begun = (await run.read())!;
  await run.keep({ ...begun, started: new Date(Date.now() - 6 * 60_000).toISOString() }, [String(begun["rows"])]);
  expect((await refusal("SELECT 4 AS n", {}, { run })).slice(0, 2)).toEqual(["limit-exceeded", "source-too-slow"]);
  expect([athena.stopped.length, (await store.list("", {})).objects.length]).toEqual([2, 0]);
  await handedBack("SELECT 5 AS n", run);
  await dropAthena("lake", connection, run, clients());
  expect([athena.stopped.length, (await store.list("", {})).objects.length]).toEqual([3, 0]);
  // There is nothing to drop any more.
  await dropAthena("lake", connection, run, clients());
});
