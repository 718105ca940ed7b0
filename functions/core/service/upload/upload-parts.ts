import { createHash } from "node:crypto";
import { BroadsheetError } from "../../errors.ts";
import { listAll } from "../../paging/list-all.ts";
import type { ObjectStore } from "../../ports.ts";
import { countWords } from "../../wording/count-words.ts";
import { type Upload, uploadKey } from "./upload.ts";

/**
 * An upload in parts has them as objects of their own until it ends:
 *
 *     uploads/{id}/parts/{number, five digits}-{SHA-256 of the part}
 *     uploads/{id}/data        {"parts": [SHA-256 of each]}: written when all are there
 *
 * A part is named by its content, so that sending it twice changes nothing, a wrong one is in nobody's way, and the
 * listing says what has arrived. They are objects, not the parts of S3's multipart uploads: each is there by itself
 * after any crash, the signature of its URL covers its length and hash, and a disk holds them alike.
 */
export interface UploadPart {
  /** From 1. */
  readonly number: number;
  /** Of its bytes, lower-case hexadecimal. */
  readonly sha256: string;
}

/** Smallest size of a part but for the last one, bytes: lost with a connection, and kept in memory by who sends it. */
const smallestPart = 8 * 1024 * 1024;

/** Most parts of an upload: as many as a listing gives at once, and their hashes fit into a request. */
export const mostParts = 1_000;

/** The size of the parts of a file but for the last one, bytes: whole MiB. */
export function partBytesOf(bytes: number): number {
  const mebibyte = 1024 * 1024;
  return Math.max(smallestPart, Math.ceil(bytes / mostParts / mebibyte) * mebibyte);
}

/** How many parts an upload has. */
export function partCountOf({ bytes, partBytes }: { readonly bytes: number; readonly partBytes: number }): number {
  return Math.ceil(bytes / partBytes);
}

/** The size of one part, bytes. @param number from 1 to `partCountOf` */
export function sizeOfPart(upload: { readonly bytes: number; readonly partBytes: number }, number: number): number {
  return Math.min(upload.partBytes, upload.bytes - (number - 1) * upload.partBytes);
}

/** Of an upload's parts. */
export function partsPrefix(id: string): string {
  return `uploads/${id}/parts/`;
}

/** The key of a part. */
export function partKey(id: string, { number, sha256 }: UploadPart): string {
  return `${partsPrefix(id)}${String(number).padStart(5, "0")}-${sha256}`;
}

/** Reads the number and the hash of a part from the end of its key or path; undefined if they are none. */
export function parsePart(text: string): UploadPart | undefined {
  const found = /^([0-9]{5})-([0-9a-f]{64})$/.exec(text);
  return found === null ? undefined : { number: Number(found[1]), sha256: found[2]! };
}

/** The parts that have arrived, by number; two of one number if they differ. */
export async function listParts(
  store: ObjectStore,
  upload: Pick<Upload, "id" | "bytes"> & { readonly partBytes: number },
): Promise<readonly UploadPart[]> {
  const prefix = partsPrefix(upload.id);
  const found: UploadPart[] = [];
  for await (const { key, size } of listAll(store, prefix)) {
    const part = parsePart(key.slice(prefix.length));
    if (part !== undefined && size === sizeOfPart(upload, part.number)) found.push(part);
  }
  return found;
}

/**
 * Ends the sending of an upload in parts: its file is then read. Repeating the call is safe.
 *
 * @param hashes SHA-256 of each part, in order
 * @throws BroadsheetError `invalid-request` if there are more or fewer than the upload has, `conflict`,
 *   `parts-missing`, if some have not arrived; `unavailable`
 */
export async function completeParts(
  store: ObjectStore,
  upload: Pick<Upload, "id" | "bytes"> & { readonly partBytes: number },
  hashes: readonly string[],
): Promise<void> {
  const count = partCountOf(upload);
  if (hashes.length !== count)
    throw new BroadsheetError("invalid-request", {
      code: "invalid-part",
      message: `the upload has ${count} parts, and ${hashes.length} were named`,
      where: { pointer: "/parts" },
      seen: hashes.length,
      allowed: count,
    });
  const arrived = new Set((await listParts(store, upload)).map((part) => partKey(upload.id, part)));
  const missing = hashes.flatMap((sha256, index) =>
    arrived.has(partKey(upload.id, { number: index + 1, sha256 })) ? [] : [index + 1],
  );
  if (missing.length > 0) throw partsMissing(missing, count);
  const body = new TextEncoder().encode(JSON.stringify({ parts: hashes }));
  await store.create(uploadKey(upload.id, "data"), body, "application/json");
}

/**
 * The bytes of an upload in parts, one part after another.
 *
 * @param completed what `completeParts` wrote
 * @throws BroadsheetError `conflict`, `parts-missing`, if one is gone or has other bytes than its name says;
 *   `unavailable`
 */
export async function* joinParts(
  store: ObjectStore,
  upload: Pick<Upload, "id" | "bytes"> & { readonly partBytes: number },
  completed: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const { parts: hashes } = JSON.parse(new TextDecoder().decode(completed)) as { readonly parts: readonly string[] };
  for (const [index, sha256] of hashes.entries()) {
    const number = index + 1;
    const found = await store.getStream(partKey(upload.id, { number, sha256 }));
    if (found?.size !== sizeOfPart(upload, number)) throw partsMissing([number], hashes.length);
    const hash = createHash("sha256");
    for await (const piece of found.body) {
      hash.update(piece);
      yield piece;
    }
    if (hash.digest("hex") !== sha256) throw partsMissing([number], hashes.length);
  }
}

/** Deletes the parts of an upload that has ended. */
export async function dropParts(store: ObjectStore, id: string): Promise<void> {
  const keys: string[] = [];
  for await (const { key } of listAll(store, partsPrefix(id))) keys.push(key);
  for (const key of keys) await store.delete(key);
}

function partsMissing(numbers: readonly number[], count: number): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "parts-missing",
    message: `Of the upload's ${countWords(count, "part")}, ${numbers.length} ${numbers.length === 1 ? "has" : "have"} not arrived: the first is number ${numbers[0]}`,
    where: { pointer: "/parts" },
    seen: numbers.slice(0, 100),
    allowed: "parts that GET /uploads/{id}/parts lists",
    hint: "send them, and complete the upload again",
  });
}
