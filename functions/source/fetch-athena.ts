import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { AthenaClientConfig } from "@aws-sdk/client-athena";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { BroadsheetError } from "../core/errors.ts";
import { canonicalJson, sha256 } from "../core/json/canonical-json.ts";
import { runSideBySide } from "../core/run-side-by-side.ts";
import type { Fetched, FetchedFile, FetchOptions } from "../core/service/source/fetched.ts";
import type { SourceDefinition } from "../core/service/source/source.ts";
import { openAthena } from "./athena/athena-engine.ts";
import { leavesParentheses } from "./athena/leaves-parentheses.ts";
import type { UnloadEngine, UnloadState } from "./athena/unload-engine.ts";
import type { AthenaConnection } from "./connections.ts";
import { refuseSource, tooMuch, tooSlow } from "./refuse-source.ts";
import { listObjects } from "./s3/list-objects.ts";
import { openBucket, type OpenBucket } from "./s3/open-bucket.ts";
import { readObject } from "./s3/read-object.ts";

/** Waits between two looks at a run, ms: the first, and the longest. */
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
 * columns and then all others, since Athena promises no order.
 *
 * @throws BroadsheetError `unavailable` if Athena or the bucket cannot be reached, and for failures that may pass;
 *   `query-failed` for what Athena says of the query, and if it gives no rows (`no-rows`); `too-large`,
 *   `limit-exceeded` beyond the source's limits
 */
export async function fetchAthena(
  { connection: name, query = "", order = [], limits }: SourceDefinition,
  connection: AthenaConnection,
  { folder, first, signal }: FetchOptions,
  clients: AthenaClients = {},
): Promise<Fetched> {
  const started = new Date().toISOString();
  refuseEscape(name, query);
  const { region, workgroup, catalog, database, athena, output } = connection;
  const digest = sha256(canonicalJson({ region, workgroup, catalog, database, athena, query, order }));
  const deadline = AbortSignal.timeout(limits.minutes * 60_000);
  const either = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
  const opened = await openBucket(name, output, clients.s3);
  const engine = await openAthena(name, connection, opened.client.config.credentials, clients.athena);
  const token = randomUUID();
  const prefix = `${output.prefix}${token}/`;
  try {
    const select = first === undefined ? query : `SELECT * FROM (\n${query}\n) LIMIT ${first}`;
    const ran = await run(engine, name, { query: select, to: `s3://${output.bucket}/${prefix}`, token }, either);
    const found = await readAll(opened, { name, prefix, manifest: ran.manifest, most: limits.bytes, folder }, either);
    const finished = new Date().toISOString();
    const { bytes, files } = found;
    const provenance = {
      engine: "athena",
      connection: name,
      query: digest,
      snapshot: ran.id,
      started,
      finished,
      bytes,
    } as const;
    return { files, format: "parquet", order, provenance: { ...provenance, scanned: ran.scanned } };
  } catch (error) {
    throw deadline.aborted ? tooSlow(name, limits.minutes, error) : error;
  } finally {
    await forget(opened, name, prefix);
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

/** Begins a run and waits for its end. One that nobody waits for any more is stopped. */
async function run(
  engine: UnloadEngine,
  name: string,
  unload: Parameters<UnloadEngine["start"]>[0],
  signal: AbortSignal,
): Promise<Extract<UnloadState, { state: "ready" }> & { readonly id: string }> {
  const id = await begin(engine, unload, signal);
  try {
    for (let pause = looks.first; ; pause = Math.min(looks.longest, pause * 1.5)) {
      const found = await engine.look(id, signal);
      if (found.state === "ready") return { ...found, id };
      if (found.state === "failed")
        throw refuseSource(found.passes ? "unavailable" : "query-failed", name, {
          code: found.passes ? "source-unreachable" : "source-refused",
          message: `Athena could not run the query: ${found.reason.slice(0, 500)}`,
          where: { pointer: "/query", name },
        });
      await wait(pause, undefined, { signal });
    }
  } catch (error) {
    await end(engine, id);
    throw error;
  }
}

/** Begins a run. If that fails, it may have begun all the same: asked again by its token, Athena names it. */
async function begin(
  engine: UnloadEngine,
  unload: Parameters<UnloadEngine["start"]>[0],
  signal: AbortSignal,
): Promise<string> {
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

/** Deletes what a run wrote. It never throws: where a role may not, a lifecycle rule of the bucket does it. */
async function forget(opened: OpenBucket, name: string, prefix: string): Promise<void> {
  const { sdk, client, bucket } = opened;
  const signal = AbortSignal.timeout(10_000);
  try {
    const objects = await listObjects(opened, name, { prefix, suffix: "", most: Number.MAX_SAFE_INTEGER }, signal);
    await runSideBySide(objects, width, async ({ key }) => {
      await client.send(new sdk.DeleteObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
    });
  } catch {
    // As said.
  }
}
