import { hash as digestOf } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { openObject } from "./open-object.ts";

/** Most contents noted of one object, before those that are no longer there are dropped. */
export const mostSums = 32;

/** Hash of a content → its media type, for the contents that an object has or had. */
export type Sums = ReadonlyMap<string, string>;

/** SHA-256 of a content, lower-case hexadecimal. */
export function hashOf(body: Uint8Array): string {
  return digestOf("sha256", body, "hex");
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
    // The last of two types is that of the last writer.
    for (const line of (await file.readFile("utf8")).split("\n")) {
      const noted = parseLine(line);
      if (noted !== undefined) sums.set(noted.hash, noted.type);
    }
    return sums.size === 0 ? undefined : sums;
  } finally {
    await file.close();
  }
}

/** The media type that the text of such a file notes for a content; undefined if it does not note that content. */
export function typeNoted(text: string, hash: string): string | undefined {
  for (let end = text.length; end > 0;) {
    const at = text.lastIndexOf(`${hash} `, end - 1);
    if (at < 0) return undefined;
    if (at === 0 || text[at - 1] === "\n") {
      const stop = text.indexOf("\n", at);
      const noted = parseLine(text.slice(at, stop < 0 ? text.length : stop));
      if (noted !== undefined) return noted.type;
    }
    end = at;
  }
  return undefined;
}

/** A line of such a file; undefined if it is damaged. */
function parseLine(line: string): { readonly hash: string; readonly type: string } | undefined {
  const [, hash, check, type] = /^([0-9a-f]{64}) ([0-9a-f]{8}) (.*)$/.exec(line) ?? [];
  return hash === undefined || type === undefined || check !== checkOf(hash, type) ? undefined : { hash, type };
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
  return digestOf("sha256", `${hash} ${type}`, "hex").slice(0, 8);
}
