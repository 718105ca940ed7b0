import { createHash } from "node:crypto";
import { BroadsheetError } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import { datasetLimits } from "../dataset-limits.ts";

/**
 * Refuses to read a file of a dataset in memory that may be too long for it: an upload may be of any size.
 *
 * @param length of the file, bytes
 * @param most bytes that may be in memory @default 256 MiB
 * @throws BroadsheetError `limit-exceeded`, code `too-long-to-read-whole`
 */
export function demandShort(name: string, length: number, most = datasetLimits.whole): void {
  if (length > most) throw tooLongToReadWhole(name, length, most);
}

/** The error of reading what is too long in memory. */
export function tooLongToReadWhole(name: string, length: number, most = datasetLimits.whole): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "too-long-to-read-whole",
    message: `A file of the dataset "${name}" has ${length} bytes; at most ${most} are read whole`,
    where: { dataset: name },
    seen: length,
    allowed: most,
    hint: "reports and queries read parts of its table; a recipe, a contract, steps of a view, an erasure and a column declared as text need all of the file",
  });
}

/**
 * Reads a file of a dataset in memory, once its length is known to fit.
 *
 * @param most bytes that may be in memory @default 256 MiB
 * @returns undefined if there is none
 * @throws BroadsheetError as `demandShort`; as the store
 */
export async function readWhole(
  store: ObjectStore,
  name: string,
  key: string,
  most?: number,
): Promise<Uint8Array | undefined> {
  const found = await store.getStream(key);
  if (found === undefined) return undefined;
  const { size, body } = found;
  try {
    demandShort(name, size, most);
  } catch (error) {
    // Who opens a stream leaves it by its loop.
    for await (const _piece of body) break;
    throw error;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for await (const piece of body) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** SHA-256 of a stored file of any size, lower-case hexadecimal; undefined if there is none. */
export async function hashStored(store: ObjectStore, key: string): Promise<string | undefined> {
  const found = await store.getStream(key);
  if (found === undefined) return undefined;
  const hash = createHash("sha256");
  for await (const piece of found.body) hash.update(piece);
  return hash.digest("hex");
}
