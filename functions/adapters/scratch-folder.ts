import { rmSync } from "node:fs";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import type { ScratchSpace } from "../core/ports.ts";

const prefix = "broadsheet-scratch-";

/** A folder this old belongs to a process or worker that was killed: no render lasts an hour. Milliseconds. */
const staleAfter = 3_600_000;

/** Folders that are in use, to be removed if the process ends before they are disposed of. */
const open = new Set<string>();

/** When each parent folder was last swept. */
const swept = new Map<string, number>();

/**
 * A scratch space that is a new private folder (mode 700) below the system's folder for temporary files. It is removed when it is
 * disposed of, or else when the process exits; what a killed process has left is removed an hour later, by whoever opens the next.
 *
 * @param parent where the folder is made @default the system's own
 */
export async function openScratchFolder(parent: string = tmpdir()): Promise<ScratchSpace> {
  if (open.size === 0 && swept.size === 0) process.once("exit", removeOpen);
  await sweep(parent);
  const folder = await mkdtemp(join(parent, prefix)).catch(explain);
  open.add(folder);
  return {
    folder,
    async write(name, body) {
      if (name !== basename(name) || name === "" || name === "." || name === "..") throw new TypeError(`"${name}" is not a file name`);
      const path = join(folder, name);
      await writeFile(path, body, { mode: 0o600 }).catch(explain);
      return path;
    },
    async dispose() {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
      open.delete(folder);
    },
  };
}

/** @throws BroadsheetError `unavailable` when the disk is full or cannot be written */
function explain(error: NodeJS.ErrnoException): never {
  if (error.code === "ENOSPC" || error.code === "EDQUOT")
    throw new BroadsheetError("unavailable", { code: "scratch-full", message: "The disk for temporary files is full", seen: error.code, hint: "Free some space, or point TMPDIR to a larger disk." }, { cause: error });
  if (error.code === "EROFS" || error.code === "EACCES" || error.code === "ENOENT")
    throw new BroadsheetError("unavailable", { code: "scratch-unusable", message: `The folder for temporary files cannot be written: ${error.code}`, seen: error.path, hint: "Point TMPDIR to a folder that can be written." }, { cause: error });
  throw error;
}

function removeOpen(): void {
  for (const folder of open) rmSync(folder, { recursive: true, force: true });
}

/** Removes stale folders, at most once in the time after which they are stale. */
async function sweep(parent: string): Promise<void> {
  const now = Date.now();
  if (now - (swept.get(parent) ?? 0) < staleAfter) return;
  swept.set(parent, now);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(parent, name);
    try {
      // There are hardly ever any.
      if (now - (await stat(folder)).mtimeMs > staleAfter) await rm(folder, { recursive: true, force: true });
    } catch {
      // Gone meanwhile, or another user's: both are none of our business.
    }
  }
}
