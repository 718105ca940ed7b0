import { createHash } from "node:crypto";
import { openSync, readFileSync, readSync, statSync } from "node:fs";
import type { FontFile } from "../core/ports.ts";

/** Files up to this size are read whole, bytes: all but the Chinese ones. */
const small = 2 * 1024 * 1024;

/** What is read at a time of a large file, bytes: a page of memory, which is what becomes resident. */
const block = 4096;

/** A font file, open for as long as the process. A large one is read block by block as it is asked for. @throws the errors of `node:fs` */
export function openFontFile(path: string): FontFile {
  const { size } = statSync(path);
  if (size <= small) return wholeFile(readFileSync(path));
  const descriptor = openSync(path, "r");
  // Zeroed memory of this size comes from the system, which lends no page of it before something is written there.
  const bytes = Buffer.alloc(size);
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
    digest: () => digestOf(descriptor, size),
  };
}

function wholeFile(bytes: Uint8Array): FontFile {
  return { bytes, load: () => undefined, digest: () => createHash("sha256").update(bytes).digest("hex") };
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
    if (read === 0) throw new Error("a font file has become shorter while it was open");
    at += read;
  }
}
