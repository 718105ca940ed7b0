import { join } from "node:path";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { BroadsheetError } from "../core/errors.ts";
import { canonicalJson, sha256 } from "../core/json/canonical-json.ts";
import { datasetFormat } from "../core/report/dataset/dataset-format.ts";
import type { DatasetFormat } from "../core/report/dataset/dataset.ts";
import type { SourceProvenance } from "../core/report/dataset/source/provenance.ts";
import { runSideBySide } from "../core/run-side-by-side.ts";
import type { Fetched, FetchedFile, FetchOptions } from "../core/service/source/fetched.ts";
import type { SourceDefinition } from "../core/service/source/source.ts";
import type { S3Connection } from "./connections.ts";
import { refuseSource, tooSlow } from "./refuse-source.ts";
import { type FoundObject, listObjects } from "./s3/list-objects.ts";
import { openBucket, type OpenBucket } from "./s3/open-bucket.ts";
import { readObject } from "./s3/read-object.ts";
import { readPartitions } from "./s3/read-partitions.ts";

/** Objects read side by side: of small ones most is a wait. */
const width = 8;

/** One fetch: what its parts need. */
interface Fetching {
  readonly definition: SourceDefinition;
  readonly connection: S3Connection;
  readonly opened: OpenBucket;
  readonly folder: string;
  readonly last: SourceProvenance | undefined;
  readonly signal: AbortSignal;
  /** What all provenances begin with. */
  readonly origin: Pick<SourceProvenance, "engine" | "connection" | "query" | "started">;
}

/**
 * Fetches an object, or all objects of a prefix in the order of their keys. What is the same as last time, by its ETag
 * or by the keys, sizes and ETags of all, is not read again.
 *
 * @param config settings of the SDK's client @default the usual ones
 * @throws BroadsheetError `unavailable` if the bucket cannot be reached, or an object changes meanwhile
 *   (`object-changed`); `query-failed` for what is not there or may not be read, and formats that differ; `too-large`,
 *   `limit-exceeded` beyond the source's limits
 */
export async function fetchS3(
  definition: SourceDefinition,
  connection: S3Connection,
  { folder, last, signal }: FetchOptions,
  config?: S3ClientConfig,
): Promise<Fetched | "unchanged"> {
  const { connection: name, path, prefix, suffix, partitions, limits } = definition;
  const started = new Date().toISOString();
  // The whole address: an ETag says nothing of an object elsewhere, to which the operator may have led the connection.
  const { endpoint, bucket, prefix: place } = connection;
  const query = sha256(canonicalJson({ endpoint, bucket, place, path, prefix, suffix, partitions }));
  const deadline = AbortSignal.timeout(limits.minutes * 60_000);
  const opened = await openBucket(name, connection, config);
  try {
    const fetching: Fetching = {
      definition,
      connection,
      opened,
      folder,
      last: last?.query === query ? last : undefined,
      signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
      origin: { engine: "s3", connection: name, query, started },
    };
    return await (path === undefined ? fetchAll(fetching) : fetchOne(fetching, path));
  } catch (error) {
    throw deadline.aborted ? tooSlow(name, limits.minutes, error) : error;
  } finally {
    opened.close();
  }
}

async function fetchOne(fetching: Fetching, path: string): Promise<Fetched | "unchanged"> {
  const { definition, connection, opened, folder, last, signal, origin } = fetching;
  const key = `${connection.prefix}${path}`;
  const format = definition.format ?? formatOf(key, origin.connection);
  const file = join(folder, "fetched");
  const most = definition.limits.bytes;
  const read = await readObject(opened, { name: origin.connection, key, unless: last?.etag, most, file }, signal);
  if (read === "unchanged") return read;
  return { file, format, provenance: { ...origin, ...read, finished: new Date().toISOString() } };
}

async function fetchAll(fetching: Fetching): Promise<Fetched | "unchanged"> {
  const { definition, connection, opened, last, signal, origin } = fetching;
  const { prefix = "", suffix = "", partitions: names, limits } = definition;
  const whole = `${connection.prefix}${prefix}`;
  const asked = { prefix: whole, suffix, most: limits.bytes };
  const objects = await listObjects(opened, origin.connection, asked, signal);
  if (objects.length === 0) throw noObjects(origin.connection, whole, suffix);
  const format = oneFormat(objects, definition.format, origin.connection);
  const snapshot = sha256(canonicalJson(objects.map(({ key, etag, bytes }) => [key, etag, bytes])));
  if (last?.snapshot === snapshot) return "unchanged";
  const keys = objects.map(({ key }) => key);
  const partitions = names && readPartitions(origin.connection, keys, names, connection.prefix);
  const files = await readAll(objects, fetching);
  const bytes = objects.reduce((sum, object) => sum + object.bytes, 0);
  const finished = new Date().toISOString();
  const provenance = { ...origin, snapshot, objects: objects.length, finished, bytes };
  return { files, format, ...(partitions !== undefined && { partitions }), provenance };
}

/** @returns the files in the order of the objects */
async function readAll(
  objects: readonly FoundObject[],
  { definition, opened, folder, signal, origin }: Fetching,
): Promise<readonly FetchedFile[]> {
  const failed = new AbortController();
  const files = objects.map(({ key }, index) => ({ file: join(folder, String(index)), name: key }));
  const either = AbortSignal.any([signal, failed.signal]);
  let fault: unknown;
  await runSideBySide([...objects.keys()], width, async (index) => {
    if (fault !== undefined) return;
    const { key, etag } = objects[index]!;
    const { file } = files[index]!;
    const most = definition.limits.bytes;
    try {
      await readObject(opened, { name: origin.connection, key, match: etag, most, file }, either);
    } catch (error) {
      // The first fault counts; the others may be only that the rest was given up.
      fault ??= error;
      failed.abort();
    }
  });
  if (fault !== undefined) throw fault;
  return files;
}

/** @throws BroadsheetError `query-failed` for an object of another format than the first, or of none */
function oneFormat(
  objects: readonly FoundObject[],
  given: DatasetFormat | undefined,
  connection: string,
): DatasetFormat {
  if (given !== undefined) return given;
  const [first = ""] = objects.map(({ key }) => key);
  const format = formatOf(first, connection);
  for (const { key } of objects) {
    const other = formatOf(key, connection);
    if (other === format) continue;
    throw refuseSource("query-failed", connection, {
      code: "mixed-formats",
      message: `The prefix has objects of several formats: ${first} is ${format}, ${key} is ${other}`,
      where: { pointer: "/suffix", name: connection, file: key },
      seen: other,
      allowed: format,
      hint: "name a suffix, such as .csv, or a longer prefix",
    });
  }
  return format;
}

function formatOf(key: string, connection: string): DatasetFormat {
  try {
    return datasetFormat(key, "");
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    const [{ seen, allowed } = {}] = error.problems as readonly {
      readonly seen?: unknown;
      readonly allowed?: unknown;
    }[];
    throw refuseSource("query-failed", connection, {
      code: "unknown-format",
      message: `The end of the key ${key} does not say which format the object has`,
      where: { pointer: "/format", name: connection, file: key },
      seen,
      allowed,
      hint: "say it: format: csv; or leave other objects out by a suffix",
    });
  }
}

function noObjects(connection: string, prefix: string, suffix: string): Error {
  return refuseSource("query-failed", connection, {
    code: "no-objects",
    message: `No object has a key that begins with "${prefix}"${suffix === "" ? "" : ` and ends with "${suffix}"`}`,
    where: { pointer: "/prefix", name: connection },
    seen: prefix,
    hint: "an empty prefix is no empty table: the dataset stays as it is",
  });
}
