import { mkdir, open, realpath, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import type { CopyPlace } from "../core/ports.ts";

/**
 * Copies below one folder. What leads out of it, by a name or by a link on the disk, is refused: real paths are
 * compared, before folders are made and again before the file gets its name.
 *
 * @param root the folder; created with the first copy
 */
export function folderCopies(root: string): CopyPlace {
  return {
    async write(to, name, body) {
      await mkdir(root, { recursive: true }).catch(unavailable);
      const real = await realpath(root).catch(unavailable);
      const target = resolve(real, to, name);
      assertInside(real, target, name);
      assertInside(real, await realpathOfNearest(dirname(target)), name);
      try {
        await mkdir(dirname(target), { recursive: true });
        const folder = await realpath(dirname(target));
        assertInside(real, folder, name);
        const beside = join(folder, `.${crypto.randomUUID()}.part`);
        try {
          const handle = await open(beside, "wx", 0o644);
          try {
            await handle.writeFile(body instanceof Uint8Array ? body : Readable.from(body.body, { objectMode: false }));
            await handle.sync();
          } finally {
            await handle.close();
          }
          await rename(beside, join(folder, basename(target)));
        } finally {
          await rm(beside, { force: true });
        }
      } catch (error) {
        unavailable(error as Error);
      }
    },
  };
}

/** The real path of a folder, or of the nearest one above it that exists. */
async function realpathOfNearest(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(folder) === folder)
      return unavailable(error as Error);
    return join(await realpathOfNearest(dirname(folder)), basename(folder));
  }
}

function assertInside(root: string, path: string, name: string): void {
  const way = relative(root, path);
  if (way !== ".." && !way.startsWith(`..${sep}`) && resolve(root, way) === path) return;
  throw new BroadsheetError("invalid-request", {
    code: "outside-copies",
    message: `"${name}" would lie outside the folder of copies`,
    seen: name,
  });
}

function unavailable(error: Error): never {
  if (error instanceof BroadsheetError) throw error;
  throw new BroadsheetError(
    "unavailable",
    {
      code: "copy-failed",
      message: `the copy could not be written: ${(error as NodeJS.ErrnoException).code ?? error.message}`,
    },
    { cause: error },
  );
}
