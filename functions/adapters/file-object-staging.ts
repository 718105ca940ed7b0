import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isAlive, processOwner } from "./process-owner.ts";

/** Another host's process may take this long over one object, ms. */
const longestWrite = 3_600_000;

/**
 * Writes `body` to a file of its own and waits until the disk has it. To be renamed or linked to
 * where it belongs, so that an object is there in full or not at all.
 *
 * @param staging folder on the same file system, with a folder for each process
 * @returns the file's absolute path
 */
export async function stageFile(staging: string, body: Uint8Array): Promise<string> {
  const folder = join(staging, processOwner());
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  const file = await open(path, "wx");
  try {
    await file.writeFile(body);
    await file.sync();
  } finally {
    await file.close();
  }
  return path;
}

/** Removes what processes that have ended left half written. */
export async function sweepStaging(staging: string): Promise<void> {
  await mkdir(staging, { recursive: true });
  for (const owner of await readdir(staging)) {
    const folder = join(staging, owner);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: 0 }));
    const sinceLongest = Date.now() - mtimeMs - longestWrite;
    if (!isAlive(owner, sinceLongest)) await rm(folder, { recursive: true, force: true });
  }
}
