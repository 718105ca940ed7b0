import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isAlive, processOwner } from "../process-owner.ts";

/** Longest time that a process on another host may take between two objects, or to write a large one, ms. */
const longestWrite = 3_600_000;

/**
 * Writes `body` to a temporary file and flushes it to disk. The caller renames or links the file into place, so an
 * object exists in full or not at all.
 *
 * @param body the content, whole or in pieces; if these fail, the file is removed
 * @param staging folder on the same file system, with a subfolder for each process
 * @returns the file's absolute path
 */
export async function stageFile(staging: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<string> {
  const folder = join(staging, processOwner());
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  const file = await open(path, "wx");
  try {
    await file.writeFile(body);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return path;
}

/** Removes files that dead processes left half written. */
export async function sweepStaging(staging: string): Promise<void> {
  await mkdir(staging, { recursive: true });
  for (const owner of await readdir(staging)) {
    const folder = join(staging, owner);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: 0 }));
    const sinceLongest = Date.now() - mtimeMs - longestWrite;
    if (!isAlive(owner, sinceLongest)) await rm(folder, { recursive: true, force: true });
  }
}
