import { createHash } from "node:crypto";
import { openSync, readFileSync, readSync, statSync } from "node:fs";
import type { FontFile } from "../core/ports.ts";

/** Files up to this size are read whole, bytes: all but the Chinese ones. */
const small = 2 * 1024 * 1024;

/** What is read at a time of a large file, bytes: a page of memory, which is what becomes resident. */
const block = 4096;

/** Hash of a font file, and what tells that the file is as it was. */
interface KnownDigest {
  readonly size: number;
  readonly mtimeMs: number;
  readonly digest: string;
}

const digests = new Map<string, KnownDigest>();

/** By path, the hashes that were asked for so far. */
export const knownDigests: ReadonlyMap<string, KnownDigest> = digests;

/** Has hashes known that were asked for elsewhere. */
export function knowDigests(met: typeof knownDigests): void {
  for (const [path, known] of met) digests.set(path, known);
}

/** A font file, open for as long as the process. A large one is read block by block as it is asked for. @throws the errors of `node:fs` */
export function openFontFile(path: string): FontFile {
  const { size, mtimeMs } = statSync(path);
  const known = (read: () => string) => (): string => {
    const met = digests.get(path);
    if (met?.size === size && met.mtimeMs === mtimeMs) return met.digest;
    const digest = read();
    digests.set(path, { size, mtimeMs, digest });
    return digest;
  };
  if (size <= small) {
    const bytes = readFileSync(path);
    return { bytes, load: () => undefined, digest: known(() => createHash("sha256").update(bytes).digest("hex")) };
  }
  const descriptor = openSync(path, "r");
  // Memory that could be resized comes from the system and not from the C library: page by page as something is written there, and never on huge ones.
  const bytes = Buffer.from(new ArrayBuffer(size, { maxByteLength: size }), 0, size);
  const loaded = new Uint8Array(Math.ceil(size / block));
  return {
    bytes,
    load(start, end) {
      for (let at = Math.floor(start / block); at * block < Math.min(end, size); at++) {
        if (loaded[at] === 1) continue;
        let next = at + 1;
        while (next * block < end && loaded[next] === 0) next++;
        readFully(descriptor, bytes.subarray(at * block, next * block), at * block);
        loaded.fill(1, at, next);
      }
    },
    digest: known(() => digestOf(descriptor, size)),
  };
}

/** The hash of a large file, of which no more than a piece is in memory. */
function digestOf(descriptor: number, size: number): string {
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(256 * 1024);
  for (let at = 0; at < size; at += piece.length) {
    const part = piece.subarray(0, Math.min(piece.length, size - at));
    readFully(descriptor, part, at);
    hash.update(part);
  }
  return hash.digest("hex");
}

/** @throws Error when the file has become shorter */
function readFully(descriptor: number, target: Uint8Array, position: number): void {
  for (let at = 0; at < target.length; ) {
    const read = readSync(descriptor, target, at, target.length - at, position + at);
    if (read === 0) throw new Error("a font file became shorter while it was open");
    at += read;
  }
}
