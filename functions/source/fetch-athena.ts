import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { AthenaClientConfig } from "@aws-sdk/client-athena";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { BroadsheetError } from "../core/errors.ts";
import { canonicalJson, sha256 } from "../core/json/canonical-json.ts";
import { runSideBySide } from "../core/run-side-by-side.ts";
import { HandedBack } from "../core/service/lifecycle/attempt/handed-back.ts";
import type { Fetched, FetchedFile, FetchOptions, KeptRun } from "../core/service/source/fetched.ts";
import type { SourceDefinition } from "../core/service/source/source.ts";
import { openAthena } from "./athena/athena-engine.ts";
import { leavesParentheses } from "./athena/leaves-parentheses.ts";
import { type PinnedTable, pinnedQuery, snapshotsOf, snapshotsQuery, tablesToPin } from "./athena/pin-tables.ts";
import type { Unload, UnloadEngine, UnloadState } from "./athena/unload-engine.ts";
import type { AthenaConnection } from "./connections.ts";
import { refuseSource, tooMuch, tooSlow } from "./refuse-source.ts";
import { listObjects } from "./s3/list-objects.ts";
import { openBucket, type OpenBucket } from "./s3/open-bucket.ts";
import { readObject } from "./s3/read-object.ts";

/** Waits between two looks at a run that somebody waits for, ms: the first, and the longest. */
const looks = { first: 250, longest: 5_000 };
/** Longest wait for a run that is given up: to learn its name, and until it writes no more, ms each. */
const endMs = 10_000;
/** Most bytes of the list of files. */
const longestManifest = 4 * 1024 * 1024;
/** Files read side by side. */
const width = 8;

/** Settings of the clients that differ from the usual ones, for tests. */
export interface AthenaClients {
  readonly s3?: S3ClientConfig;
  readonly athena?: AthenaClientConfig;
}

/**
 * Has Athena run the SELECT and write its rows to S3 as Parquet (`UNLOAD`), and reads the files. Each attempt writes
 * below a prefix of its own, and is believed only when Athena says that it has succeeded, for the files that its
 * manifest lists. What was written is deleted afterwards, if that is allowed. The rows are ordered by the definition's
 * columns and then all others, since Athena promises no order. Tables of `iceberg` are read as their snapshots are when
 * it begins, each named in the statement.
 *
 * With a place to keep the run (`options.run`) nobody waits for Athena: who comes next goes on with the same run.
 *
 * @throws HandedBack if the run is under way and can be kept; BroadsheetError `unavailable` if Athena or the bucket
 *   cannot be reached, and for failures that may pass; `query-failed` for what Athena says of the query, and if it
 *   gives no rows (`no-rows`); `too-large`, `limit-exceeded` beyond the source's limits
 */
export async function fetchAthena(
  definition: SourceDefinition,
  connection: AthenaConnection,
  { folder, first, signal, run: kept }: FetchOptions,
  clients: AthenaClients = {},
): Promise<Fetched> {
  const { connection: name, query = "", iceberg = [], order = [], limits } = definition;
  const { region, workgroup, catalog, database, athena, output } = connection;
  refuseEscape(name, query);
  const tables = tablesToPin(name, { query, iceberg, database });
  const asked = { region, workgroup, catalog, database, athena, query, order, ...(tables.length > 0 && { iceberg }) };
  const digest = sha256(canonicalJson(asked));
  const deadline = AbortSignal.timeout(limits.minutes * 60_000);
  const either = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
  const opened = await openBucket(name, output, clients.s3);
  const engine = await openAthena(name, connection, opened.client.config.credentials, clients.athena);
  const run = await takeUp(name, kept);
  const prefix = prefixOf(connection, run);
  let isKept = false;
  try {
    const course = { engine, name, run, kept, minutes: limits.minutes, signal: either };
    const snapshots = await pin(course, tables);
    const select = pinnedQuery(query, tables, snapshots);
    const ran = await reach(course, "rows", {
      query: first === undefined ? select : `SELECT * FROM (\n${select}\n) LIMIT ${first}`,
      to: `s3://${output.bucket}/${prefix}`,
      token: run.token,
    });
    const found = await readAll(opened, { name, prefix, manifest: ran.manifest, most: limits.bytes, folder }, either);
    const provenance = {
      engine: "athena",
      connection: name,
      query: digest,
      snapshot: ran.id,
      ...(tables.length > 0 && { snapshots }),
      started: run.started,
      finished: new Date().toISOString(),
      bytes: found.bytes,
      scanned: ran.scanned,
    } as const;
    return { files: found.files, format: "parquet", order, provenance };
  } catch (error) {
    isKept = error instanceof HandedBack;
    throw !isKept && deadline.aborted ? tooSlow(name, limits.minutes, error) : error;
  } finally {
    if (!isKept) await forget(opened, { name, prefix, kept });
    engine.close();
    opened.close();
  }
}

/**
 * Stops a run that a refresh has begun and that nobody wants any more, and deletes what it wrote. It never throws for
 * what Athena or the bucket answer: the run ends by its own limits at the latest.
 *
 * @throws BroadsheetError `unavailable` if the store fails
 */
export async function dropAthena(
  name: string,
  connection: AthenaConnection,
  kept: KeptRun,
  clients: AthenaClients = {},
): Promise<void> {
  const run = (await kept.read()) as AthenaRun | undefined;
  if (run === undefined) return;
  const opened = await openBucket(name, connection.output, clients.s3);
  const engine = await openAthena(name, connection, opened.client.config.credentials, clients.athena);
  try {
    for (const id of idsOf(run)) await end(engine, id);
    await forget(opened, { name, prefix: prefixOf(connection, run), kept });
  } finally {
    engine.close();
    opened.close();
  }
}

function refuseEscape(name: string, query: string): void {
  const fault = leavesParentheses(query);
  if (fault === undefined) return;
  const before = query.slice(0, fault.at).split("\n");
  throw refuseSource("query-failed", name, {
    code: "source-refused",
    message: `A source is one SELECT, which stands in parentheses: ${fault.why}`,
    where: { pointer: "/query", name, line: before.length, column: before.at(-1)!.length + 1 },
    seen: query.slice(fault.at, fault.at + 20),
  });
}

/** What a refresh has begun, from one look to the next. */
interface AthenaRun {
  readonly connection: string;
  /** Unlike that of any other: names the runs to Athena, and the place to which they write. */
  readonly token: string;
  /** When it began, ISO 8601. */
  readonly started: string;
  /** Athena's ids: of the question which snapshots there are, and of the query. */
  tables?: string;
  rows?: string;
  /** Table → snapshot. */
  snapshots?: Readonly<Record<string, string>>;
}

async function takeUp(connection: string, kept: KeptRun | undefined): Promise<AthenaRun> {
  const found = (await kept?.read()) as AthenaRun | undefined;
  return found ?? { connection, token: randomUUID(), started: new Date().toISOString() };
}

function prefixOf({ output }: AthenaConnection, { token }: AthenaRun): string {
  return `${output.prefix}${token}/`;
}

function idsOf({ tables, rows }: AthenaRun): readonly string[] {
  return [tables, rows].filter((id) => id !== undefined);
}

/** What the steps of a run share. */
interface Course {
  readonly engine: UnloadEngine;
  readonly name: string;
  readonly run: AthenaRun;
  readonly kept: KeptRun | undefined;
  /** That a run may take. */
  readonly minutes: number;
  readonly signal: AbortSignal;
}

/** The snapshots of tables, as they are when the refresh begins. */
async function pin(course: Course, tables: readonly PinnedTable[]): Promise<Readonly<Record<string, string>>> {
  const { engine, name, run, kept, signal } = course;
  if (tables.length === 0) return {};
  if (run.snapshots !== undefined) return run.snapshots;
  const query = snapshotsQuery(tables);
  const { id } = await reach(course, "tables", { query, token: `${run.token}-tables` });
  run.snapshots = snapshotsOf(name, tables, await engine.rows(id, signal));
  await kept?.keep(run, idsOf(run));
  return run.snapshots;
}

type Ended = Extract<UnloadState, { state: "ready" }> & { readonly id: string };

/**
 * Begins a step unless it was begun before, and waits for its end, or leaves that to a later look. One that nobody
 * waits for any more is stopped.
 */
async function reach(course: Course, step: "tables" | "rows", unload: Unload): Promise<Ended> {
  const { engine, name, run, kept, minutes, signal } = course;
  const began = Date.parse(run.started);
  // Before it begins: a process that dies then leaves the token, by which Athena names the run that it has begun.
  if (run[step] === undefined) await kept?.keep(run, idsOf(run));
  const id = run[step] ?? (await begin(engine, unload, signal));
  try {
    if (run[step] === undefined) {
      run[step] = id;
      await kept?.keep(run, idsOf(run));
    }
    for (let pause = looks.first; ; pause = Math.min(looks.longest, pause * 1.5)) {
      const found = await engine.look(id, signal);
      if (found.state === "ready") return { ...found, id };
      if (found.state === "failed") throw failed(name, found);
      const waited = Date.now() - began;
      if (waited >= minutes * 60_000) throw tooSlow(name, minutes);
      if (kept !== undefined) throw new HandedBack("Athena runs the query", Date.now() + kept.rest(waited));
      await wait(pause, undefined, { signal });
    }
  } catch (error) {
    if (!(error instanceof HandedBack)) await end(engine, id);
    throw error;
  }
}

function failed(name: string, { passes, reason }: Extract<UnloadState, { state: "failed" }>): Error {
  return refuseSource(passes ? "unavailable" : "query-failed", name, {
    code: passes ? "source-unreachable" : "source-refused",
    message: `Athena could not run the query: ${reason.slice(0, 500)}`,
    where: { pointer: "/query", name },
  });
}

/** Begins a run. If that fails, it may have begun all the same: asked again by its token, Athena names it. */
async function begin(engine: UnloadEngine, unload: Unload, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  try {
    return await engine.start(unload, signal);
  } catch (error) {
    const isRefused = error instanceof BroadsheetError && error.kind === "query-failed";
    const id = isRefused ? undefined : await engine.start(unload, AbortSignal.timeout(endMs)).catch(() => undefined);
    if (id !== undefined) await end(engine, id);
    throw error;
  }
}

/** Stops a run, and waits until it writes no more, so that all that it wrote can be deleted. It never throws. */
async function end(engine: UnloadEngine, id: string): Promise<void> {
  await engine.stop(id);
  const signal = AbortSignal.timeout(endMs);
  try {
    while ((await engine.look(id, signal)).state === "running") await wait(looks.first, undefined, { signal });
  } catch {
    // What it writes yet, a lifecycle rule of the bucket deletes.
  }
}

interface Written {
  readonly name: string;
  /** Below which the run wrote. */
  readonly prefix: string;
  readonly manifest: string;
  readonly most: number;
  readonly folder: string;
}

/** Reads what the manifest lists, in the order of the keys. */
async function readAll(
  opened: OpenBucket,
  { name, prefix, manifest, most, folder }: Written,
  signal: AbortSignal,
): Promise<{ readonly files: readonly FetchedFile[]; readonly bytes: number }> {
  const listed = await readManifest(opened, { name, manifest, folder }, signal);
  const own = `s3://${opened.bucket}/`;
  const wanted = listed.map((place) => place.slice(own.length)).sort();
  const astray = listed.find((place) => !place.startsWith(`${own}${prefix}`));
  if (astray !== undefined) throw incomplete(name, `its manifest lists a file elsewhere: ${astray.slice(0, 200)}`);
  if (wanted.length === 0)
    throw refuseSource("query-failed", name, {
      code: "no-rows",
      message: "The query gives no rows, and Athena writes no columns without rows",
      where: { pointer: "/query", name },
      hint: "the dataset stays as it is",
    });
  const objects = new Map(
    (await listObjects(opened, name, { prefix, suffix: "", most: Number.MAX_SAFE_INTEGER }, signal)).map((one) => [
      one.key,
      one,
    ]),
  );
  const missing = wanted.find((key) => !objects.has(key));
  if (missing !== undefined) throw incomplete(name, `a file of its manifest is not there: ${missing}`);
  const bytes = wanted.reduce((sum, key) => sum + objects.get(key)!.bytes, 0);
  if (bytes > most) throw tooMuch(name, "bytes", most, "too-large");
  const files = wanted.map((key, index) => ({
    file: join(folder, `unloaded-${index}`),
    name: key.slice(prefix.length),
  }));
  await runSideBySide([...wanted.entries()], width, async ([index, key]) => {
    const { file } = files[index]!;
    await readObject(opened, { name, key, match: objects.get(key)!.etag, most, file }, signal);
  });
  return { files, bytes };
}

/** The addresses of the files: one a line (Athena's documentation of UNLOAD, "manifest file"). */
async function readManifest(
  opened: OpenBucket,
  { name, manifest, folder }: Pick<Written, "name" | "manifest" | "folder">,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(manifest) ?? [];
  if (bucket === undefined || key === undefined) throw incomplete(name, "it has no manifest");
  const file = join(folder, "manifest");
  await readObject({ ...opened, bucket }, { name, key, most: longestManifest, file }, signal);
  const text = await readFile(file, "utf8");
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^"(.*)"$/, "$1"))
    .filter((line) => line !== "");
}

function incomplete(name: string, why: string): Error {
  return refuseSource("unavailable", name, {
    code: "export-incomplete",
    message: `What Athena wrote cannot be believed: ${why}`,
    where: { name },
  });
}

/**
 * Forgets a run, and deletes what it wrote. It never throws: where a role may not, a lifecycle rule of the bucket does
 * it. The record goes first, so that nobody goes on with a run whose files are gone.
 */
async function forget(
  opened: OpenBucket,
  { name, prefix, kept }: { readonly name: string; readonly prefix: string; readonly kept: KeptRun | undefined },
): Promise<void> {
  const { sdk, client, bucket } = opened;
  const signal = AbortSignal.timeout(10_000);
  try {
    await kept?.forget();
    const objects = await listObjects(opened, name, { prefix, suffix: "", most: Number.MAX_SAFE_INTEGER }, signal);
    await runSideBySide(objects, width, async ({ key }) => {
      await client.send(new sdk.DeleteObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
    });
  } catch {
    // As said.
  }
}
