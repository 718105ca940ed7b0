import { closeSync, constants, mkdirSync, openSync, readSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { processOwner } from "../process-owner.ts";

/** Types of file systems (`statfs`) whose files are on this machine. Those of a network can stop for minutes. */
const local: ReadonlySet<number> = new Set([
  0xef53, // ext2 to ext4
  0x58465342, // XFS
  0x9123683e, // Btrfs
  0xf2f52010, // F2FS
  0x2fc12fc1, // ZFS
  0x01021994, // tmpfs
  0x794c7630, // overlayfs
  0x1a, // APFS
]);

/** Longest median of a small read, ms. A read that goes through a daemon or a network takes more. */
const longestRead = 0.25;

const rounds = 15;

/**
 * Whether small files of a folder can be read without leaving the thread: they are on a local file system that answers
 * at once. A doubt counts as no.
 *
 * @param staging folder in which a file may be written for the test; it is removed again
 */
export function hasQuickReads(staging: string): boolean {
  const folder = join(staging, processOwner());
  const path = join(folder, randomUUID());
  try {
    if (!local.has(statfsSync(staging).type)) return false;
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, Buffer.alloc(4096));
    const times = Array.from({ length: rounds }, () => timeOfRead(path)).sort((a, b) => a - b);
    return times[(rounds - 1) / 2]! <= longestRead;
  } catch {
    return false;
  } finally {
    rmSync(path, { force: true });
  }
}

function timeOfRead(path: string): number {
  const begun = performance.now();
  const file = openSync(path, constants.O_RDONLY);
  try {
    readSync(file, Buffer.allocUnsafe(4096));
  } finally {
    closeSync(file);
  }
  return performance.now() - begun;
}
