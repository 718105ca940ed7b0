import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Shelf } from "../core/ports.ts";

/**
 * Most files in a folder, and the largest size of one, characters: a template in one language takes about a megabyte.
 */
const mostFiles = 64;
const longest = 8_000_000;

/** A shelf backed by a file. */
export interface ShelfFile extends Shelf {
  /** Saves the shelf. If the folder is not writable, or others have just saved, only time is lost. */
  save(): void;
}

/**
 * Opens a shelf: a file with a hash on the first line, then lines that alternate between keys and texts, each text JSON
 * on one line. A missing or corrupt file gives an empty shelf.
 *
 * @param name the file's name, which covers what the keys leave out: the engine
 */
export function openShelf(folder: string, name: string): ShelfFile {
  const path = join(folder, name);
  const kept = readShelf(path);
  const used = new Map<string, string>();
  let changed = false;
  return {
    take(key) {
      const text = used.get(key) ?? kept.get(key);
      if (text !== undefined) used.set(key, text);
      return text;
    },
    put(key, text) {
      used.set(key, text);
      changed = true;
    },
    save() {
      if (changed) writeShelf(folder, path, [...used, ...[...kept].filter(([key]) => !used.has(key))]);
    },
  };
}

function readShelf(path: string): ReadonlyMap<string, string> {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return new Map();
  }
  const end = file.indexOf("\n");
  if (file.toString("latin1", 0, end) !== digestOf(file.subarray(end + 1))) return new Map();
  const lines = file.toString("latin1", end + 1).split("\n");
  return new Map(Array.from({ length: lines.length >> 1 }, (_, index) => [lines[index * 2]!, lines[index * 2 + 1]!]));
}

/** @param entries most recently used first; those beyond the limit are dropped */
function writeShelf(folder: string, path: string, entries: readonly (readonly [key: string, text: string])[]): void {
  let lines = "";
  for (const [key, text] of entries) if (lines.length + text.length <= longest) lines += `${key}\n${inAscii(text)}\n`;
  const partial = `${path}.${randomUUID()}.part`;
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    return;
  }
  try {
    // A title may contain a value from the data.
    writeFileSync(partial, `${digestOf(Buffer.from(lines, "latin1"))}\n${lines}`, { encoding: "latin1", mode: 0o600 });
    renameSync(partial, path);
    const files = readdirSync(folder).map((file) => ({ file, time: statSync(join(folder, file)).mtimeMs }));
    for (const { file } of files.sort((a, b) => b.time - a.time).slice(mostFiles))
      rmSync(join(folder, file), { force: true });
  } catch {
    removeIfPossible(partial);
  }
}

/** Removes a file, ignoring failures: where nothing can be written, nothing need be removed. */
function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A folder that may not be entered: the report is there all the same.
  }
}

/** Escapes JSON to ASCII: one byte per character reads in half the time. */
function inAscii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function digestOf(lines: Uint8Array): string {
  return createHash("sha256").update(lines).digest("hex");
}
