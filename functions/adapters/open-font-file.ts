import { createHash } from "node:crypto";
import { openSync, readFileSync, readSync, statSync } from "node:fs";
import type { FontFile } from "../core/ports.ts";

/** Files up to this size, bytes, are read whole: all but the Chinese fonts. */
const small = 2 * 1024 * 1024;

/** Block size for reading a large file, bytes: one page of memory, the unit that becomes resident. */
const block = 4096;

/** Hash of a font file, and the facts that show the file is unchanged. */
interface KnownDigest {
  readonly size: number;
  readonly mtimeMs: number;
  readonly digest: string;
}

const digests = new Map<string, KnownDigest>();

/** Hashes computed so far, by path. */
export const knownDigests: ReadonlyMap<string, KnownDigest> = digests;

/** Adds hashes that were computed elsewhere. */
export function knowDigests(met: typeof knownDigests): void {
  for (const [path, known] of met) digests.set(path, known);
}

/**
 * Opens a font file for the life of the process. A large file is read block by block, on demand. @throws the errors of
 * `node:fs`
 */
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
  // A resizable buffer's memory comes from the system, not the C library: pages become resident as they are written,
  // and never as huge pages.
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

/** Hashes a large file piece by piece. */
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

/** @throws Error if the file has become shorter */
function readFully(descriptor: number, target: Uint8Array, position: number): void {
  for (let at = 0; at < target.length;) {
    const read = readSync(descriptor, target, at, target.length - at, position + at);
    if (read === 0) throw new Error("a font file became shorter while it was open");
    at += read;
  }
}
