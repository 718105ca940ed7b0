import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { openObject } from "./open-object.ts";

/** Most contents noted of one object, before those that are no longer there are dropped. */
export const mostSums = 32;

/** Hash of a content → its media type, for the contents that an object has or had. */
export type Sums = ReadonlyMap<string, string>;

/** SHA-256 of a content, lower-case hexadecimal. */
export function hashOf(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

/** SHA-256 of nothing. */
export const hashOfNothing = hashOf(new Uint8Array(0));

/** Path of the file beside an object that notes what was written to it. */
export function sumsPath(path: string): string {
  return `${path}.%sum`;
}

/**
 * Reads which contents were written to an object: a line for each, `<SHA-256> <check> <media type>`. A content that is
 * not among them is damaged. A line whose check is wrong is itself damaged, and does not count.
 *
 * @param path of the object's file
 * @returns undefined if nothing is noted: the object is empty, or of an earlier release
 */
export async function readSums(path: string): Promise<Sums | undefined> {
  const file = await openObject(sumsPath(path));
  if (file === undefined) return undefined;
  try {
    const sums = new Map<string, string>();
    for (const line of (await file.readFile("utf8")).split("\n")) {
      const [, hash, check, type] = /^([0-9a-f]{64}) ([0-9a-f]{8}) (.*)$/.exec(line) ?? [];
      if (hash === undefined || type === undefined || check !== checkOf(hash, type)) continue;
      // The last of two types is that of the last writer.
      sums.set(hash, type);
    }
    return sums.size === 0 ? undefined : sums;
  } finally {
    await file.close();
  }
}

/**
 * Notes that a content is about to be written. Lines are appended, each by one call, so that writers who do not wait
 * for each other lose none.
 *
 * @param durable whether to wait until it is on the disk: necessary where other contents are noted, since a power cut
 *   that kept the content and lost its line would make it look damaged
 */
export async function addSum(path: string, hash: string, type: string, durable: boolean): Promise<void> {
  const file = await open(
    sumsPath(path),
    constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW,
    0o666,
  );
  try {
    // The first line end parts it from a line that a power cut left half written.
    await file.write(Buffer.from(`${durable ? "\n" : ""}${lineOf(hash, type)}`));
    if (durable) await file.datasync();
  } finally {
    await file.close();
  }
}

/** The text of a file that notes these contents. */
export function writeSums(sums: Sums): Uint8Array {
  return Buffer.from([...sums].map(([hash, type]) => lineOf(hash, type)).join(""));
}

function lineOf(hash: string, type: string): string {
  return `${hash} ${checkOf(hash, type)} ${type}\n`;
}

function checkOf(hash: string, type: string): string {
  return createHash("sha256").update(`${hash} ${type}`).digest("hex").slice(0, 8);
}
