import type { GetObjectCommandOutput } from "@aws-sdk/client-s3";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { failureStatus } from "../../adapters/s3/s3-failure.ts";
import { readOn } from "../../adapters/s3/s3-read-on.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { refuseSource, tooMuch } from "../refuse-source.ts";
import { type OpenBucket, s3Refusal } from "./open-bucket.ts";

/** What an object is asked for with, and what it may give. */
export interface ReadRequest {
  /** Of the connection, for messages. */
  readonly name: string;
  readonly key: string;
  /** The ETag that it had when it was listed. @default any */
  readonly match?: string | undefined;
  /** The ETag of what came last: it is not read again. @default read */
  readonly unless?: string | undefined;
  /** Most bytes. */
  readonly most: number;
  /** Where it is written. */
  readonly file: string;
}

export interface ReadObject {
  readonly etag: string;
  readonly version?: string;
  readonly modified?: string;
  readonly bytes: number;
}

/**
 * Writes an object to disk. One that changes while it is read, or has changed since it was listed, is refused.
 *
 * @throws BroadsheetError `unavailable`, `object-changed`; `too-large`; as `s3Refusal`
 */
export async function readObject(
  { sdk, client, bucket }: OpenBucket,
  { name, key, match, unless, most, file }: ReadRequest,
  signal: AbortSignal,
): Promise<ReadObject | "unchanged"> {
  const open = async (more: Condition): Promise<GetObjectCommandOutput> =>
    await client.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: key, ...more }), { abortSignal: signal });
  // Without HTTP's quotes: S3 accepts both forms, Ceph compares the bare text.
  const conditions = { ...(match !== undefined && { IfMatch: match }), ...(unless && { IfNoneMatch: unless }) };
  let first: GetObjectCommandOutput;
  try {
    first = await open(conditions);
  } catch (error) {
    if (failureStatus(error) === 304) return "unchanged";
    throw named(error, name, key, match !== undefined);
  }
  const { ContentLength = 0, ETag = "", VersionId, LastModified } = first;
  if (ContentLength > most) {
    (first.Body as { destroy?(): void } | undefined)?.destroy?.();
    throw tooMuch(name, "bytes", most, "too-large");
  }
  const body = readOn(first, open, (error) => named(error, name, key, true));
  await pipeline(body, createWriteStream(file, { mode: 0o600 })).catch((error: unknown) => {
    throw error instanceof BroadsheetError ? error : named(error, name, key, true);
  });
  return {
    etag: ETag.replaceAll('"', ""),
    ...(VersionId !== undefined && VersionId !== "null" && { version: VersionId }),
    ...(LastModified !== undefined && { modified: LastModified.toUTCString() }),
    bytes: ContentLength,
  };
}

interface Condition {
  readonly Range?: string;
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
}

/** @param known whether the object was there before */
function named(error: unknown, connection: string, key: string, known: boolean): BroadsheetError {
  const { name } = error as { readonly name?: string };
  const isGone = name === "NoSuchKey" || name === "NotFound";
  if (!known || !(failureStatus(error) === 412 || isGone)) return s3Refusal(connection, key, error);
  return refuseSource("unavailable", connection, {
    code: "object-changed",
    message: `An object of the connection "${connection}" was ${isGone ? "deleted" : "replaced"} while the source was read`,
    where: { name: connection, file: key },
    seen: key,
    hint: "a refresh tries again; let writers use new keys, or fetch when they have ended",
  });
}
