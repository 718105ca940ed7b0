import { type FSWatcher, watch } from "node:fs";
import type { FolderFile } from "../../../http/services.ts";
import { type KnownFiles, listFolder } from "./list-folder.ts";

/** Quiet time before a look, ms: editors write a file in several steps. */
const settleMs = 50;
/** Time between looks without an event, ms: shared drives may send none. */
const lookMs = 1_000;

/**
 * Reports which of a template's files have changed on disk, by any program.
 *
 * @param changed gets the files that are new or different; `sha256` is undefined for one that is gone
 * @returns once the present files are known: a function that stops the watching
 */
export async function watchFolder(
  folder: string,
  changed: (files: readonly { readonly path: string; readonly sha256?: string }[]) => void,
): Promise<() => void> {
  const known: KnownFiles = new Map();
  let before: ReadonlyMap<string, string> | undefined;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;
  let looking: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    const files = await listFolder(folder, known);
    const now = new Map(files.map(({ path, sha256 }: FolderFile) => [path, sha256]));
    const last = before;
    before = now;
    if (last === undefined || ended) return;
    const different = [...now]
      .filter(([path, digest]) => last.get(path) !== digest)
      .map(([path, sha256]) => ({ path, sha256 }));
    const gone = [...last.keys()].filter((path) => !now.has(path)).map((path) => ({ path }));
    if (different.length + gone.length > 0) changed([...different, ...gone]);
  };

  const schedule = (ms: number): void => {
    if (ended) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      looking = (looking ?? Promise.resolve()).then(look).catch(() => {
        // The folder may be moved at this moment; the next look sees what has become of it.
      });
      void looking.then(() => schedule(lookMs));
    }, ms).unref();
  };

  try {
    watcher = watch(folder, { recursive: true }, () => schedule(settleMs));
    watcher.on("error", () => {
      // The looks go on.
    });
  } catch {
    // Without events the looks have to do.
  }
  await look();
  schedule(lookMs);
  return () => {
    ended = true;
    clearTimeout(timer);
    watcher?.close();
  };
}
