import { closeSync, rmSync } from "node:fs";
import { mkdtemp, open as openFile, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, isAbsolute, join } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import type { ScratchSpace } from "../core/ports.ts";
import { scratchFull } from "../core/scratch-full.ts";
import { createScratchFile, openScratchFile } from "./scratch-file.ts";
import { isAlive, isOfThisHost, processOwner } from "./process-owner.ts";

const prefix = "broadsheet-scratch-";

/**
 * A folder not touched for this long, ms, was left by a killed process that cannot be looked for, since it ran in
 * another container: no render lasts an hour.
 */
const staleAfter = 3_600_000;

/** The token of the process that opened a folder is in its name. */
const named = new RegExp(`^${prefix}([0-9a-f]+-\\d+-[0-9a-f]+)-[^-]+$`);

/** Folders in use, removed at exit if they were not disposed of before. */
const open = new Set<string>();

/** When each parent folder was last swept. */
const swept = new Map<string, number>();

/**
 * Opens a scratch space: a new private folder (mode 700) below the system's temporary folder. It is removed when
 * disposed of, or else when the process exits. What a killed process of this machine left behind is removed when the
 * next process opens its first one, and every hour; what others left, once it is stale.
 *
 * @param parent where to create the folder @default the system's temporary folder
 * @param pieceBytes how much of a long file is in memory at a time, bytes
 */
export async function openScratchFolder(
  parent: string = tmpdir(),
  pieceBytes = 4 * 1024 * 1024,
): Promise<ScratchSpace> {
  if (open.size === 0 && swept.size === 0) process.once("exit", removeOpen);
  await sweep(parent);
  const folder = await mkdtemp(join(parent, `${prefix}${processOwner()}-`)).catch(explain);
  open.add(folder);
  const descriptors = new Set<number>();
  const files = { descriptors, explain, pieceBytes };
  return {
    folder,
    create: (name) => createScratchFile(pathIn(folder, name), files),
    open: (name) => openScratchFile(isAbsolute(name) ? name : pathIn(folder, name), files),
    async write(name, body) {
      const path = pathIn(folder, name);
      await writeFile(path, body, { mode: 0o600 }).catch(explain);
      return path;
    },
    async writeSparse(name, size, fill) {
      const path = pathIn(folder, name);
      const file = await openFile(path, "w", 0o600).catch(explain);
      try {
        await file.truncate(size).catch(explain);
        await fill(async (at, bytes) => {
          for (let done = 0; done < bytes.length;)
            done += (await file.write(bytes, done, bytes.length - done, at + done).catch(explain)).bytesWritten;
        });
      } finally {
        await file.close();
      }
      return path;
    },
    async touch() {
      const now = new Date();
      return await utimes(folder, now, now).then(
        () => true,
        () => false,
      );
    },
    async dispose() {
      for (const descriptor of descriptors) closeSync(descriptor);
      descriptors.clear();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
      open.delete(folder);
    },
  };
}

function pathIn(folder: string, name: string): string {
  if (name !== basename(name) || name === "" || name === "." || name === "..")
    throw new TypeError(`"${name}" is not a file name`);
  return join(folder, name);
}

/** @throws BroadsheetError `unavailable` if the disk is full or cannot be written */
function explain(error: NodeJS.ErrnoException): never {
  if (error.code === "ENOSPC" || error.code === "EDQUOT") throw scratchFull(error, error.code);
  if (error.code === "EROFS" || error.code === "EACCES" || error.code === "ENOENT")
    throw new BroadsheetError(
      "unavailable",
      {
        code: "scratch-unusable",
        message: `The folder for temporary files cannot be written: ${error.code}`,
        seen: error.path,
        hint: "Point TMPDIR to a writable folder.",
      },
      { cause: error },
    );
  throw error;
}

function removeOpen(): void {
  for (const folder of open) rmSync(folder, { recursive: true, force: true });
}

/** Removes the folders of processes that are gone, at most once per `staleAfter`. */
async function sweep(parent: string): Promise<void> {
  const now = Date.now();
  if (now - (swept.get(parent) ?? 0) < staleAfter) return;
  swept.set(parent, now);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(parent, name);
    try {
      const [, owner] = named.exec(name) ?? [];
      const silent = now - (await stat(folder)).mtimeMs;
      if (silent > staleAfter || (owner !== undefined && isOfThisHost(owner) && !isAlive(owner, silent)))
        await rm(folder, { recursive: true, force: true });
    } catch {
      // Gone meanwhile, or another user's: both are none of our business.
    }
  }
}
