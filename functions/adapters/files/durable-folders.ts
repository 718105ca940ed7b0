import { mkdir, open, realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { BroadsheetError } from "../../core/errors.ts";

/** Folders to remember: more than a busy server uses at a time. */
const longestMemory = 10_000;

/** Creates folders below one root, durably: their names survive a power cut. */
export class DurableFolders {
  readonly #root: string;
  /** Folders whose names are already flushed to disk. */
  readonly #known = new Set<string>();

  /** @param root real path of an existing folder */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * Creates a folder and its missing parents.
   * @throws BroadsheetError if a symbolic link leads out of the root
   */
  async ensure(folder: string): Promise<void> {
    if (this.#known.has(folder) || folder === this.#root) return;
    await this.ensure(dirname(folder));
    await mkdir(folder).catch(unless("EEXIST"));
    await this.contained(folder);
    // Flush even if it existed: its creator may not have flushed it yet.
    await syncFolder(dirname(folder));
    if (this.#known.size >= longestMemory) this.#known.clear();
    this.#known.add(folder);
  }

  /** Call when a folder is missing or has been removed. */
  forget(folder: string): void {
    for (let path = folder; path.length > this.#root.length; path = dirname(path)) this.#known.delete(path);
  }

  /**
   * Whether a folder exists and is where its path says: the names below the root are the store's
   * own, so a real path that differs means a symbolic link.
   * @throws BroadsheetError `conflict`, code `outside-data-directory`
   */
  async contained(folder: string): Promise<boolean> {
    const real = await realpath(folder).catch(unless("ENOENT", "ENOTDIR"));
    if (real === undefined || real === folder) return real !== undefined;
    throw outside(folder);
  }
}

export function outside(path: string): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "outside-data-directory",
    message: `${path} is a symbolic link; the store follows no links, so that it never reads or writes outside the data directory`,
    seen: path,
    hint: "Remove the link, or make the data directory itself a link.",
  });
}

/** Waits until the names in a folder are on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** For `catch`: lets these errors of the file system pass as `undefined`. */
export function unless(...codes: readonly string[]): (error: NodeJS.ErrnoException) => undefined {
  return (error) => {
    if (codes.includes(error.code ?? "")) return undefined;
    throw error;
  };
}
