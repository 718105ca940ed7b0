import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { openDatabase } from "../../../functions/core/report/dataset/database/open-database.ts";
import { datasetLimits } from "../../../functions/core/report/dataset/dataset-limits.ts";
import { joinFiles } from "../../../functions/core/report/join-files.ts";
import { type SourceDefinition, usualLimits } from "../../../functions/core/service/source/source.ts";
import type { AthenaConnection } from "../../../functions/source/connections.ts";
import { fetchAthena } from "../../../functions/source/fetch-athena.ts";
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

interface Seen {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly rowsHash: string | undefined;
  readonly provenance: Readonly<Record<string, unknown>>;
}

async function fetched(
  query: string,
  change: Partial<SourceDefinition> = {},
  options: { readonly first?: number; readonly signal?: AbortSignal } = {},
): Promise<Seen> {
  const scratch = await openScratchFolder();
  try {
    const found = await fetchAthena(
      { engine: "athena", connection: "lake", query, limits: usualLimits, ...change },
      connection,
      { folder: scratch.folder, ...options },
      { s3: { credentials: ceph.credentials }, athena: { credentials: ceph.credentials, retryMode: "standard" } },
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
  options?: { readonly signal?: AbortSignal },
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
