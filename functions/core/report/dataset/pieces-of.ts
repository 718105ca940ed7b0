import { createHash } from "node:crypto";
import { sha256 } from "../../json/canonical-json.ts";
import type { Bytes } from "../../ports.ts";

/** The bytes of a file, in order, as many at a time as are to be in memory. */
export function* piecesOf(bytes: Bytes): Generator<Uint8Array> {
  const { length, pieceBytes = length } = bytes;
  for (let at = 0; at < length; at += pieceBytes) yield bytes.subarray(at, Math.min(at + pieceBytes, length));
}

const hashes = new WeakMap<Bytes, string>();

/** SHA-256 of a file that does not change, lower-case hexadecimal. It is read once. */
export function hashOf(bytes: Bytes): string {
  if (bytes instanceof Uint8Array) return sha256(bytes);
  const known = hashes.get(bytes);
  if (known !== undefined) return known;
  const hash = createHash("sha256");
  for (const piece of piecesOf(bytes)) hash.update(piece);
  const made = hash.digest("hex");
  hashes.set(bytes, made);
  return made;
}
