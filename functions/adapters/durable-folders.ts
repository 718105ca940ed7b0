import { mkdir, open, realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { BroadsheetError } from "../core/errors.ts";

/** More names than a busy server touches at a time. */
const longestMemory = 10_000;

/** Makes the folders below one root, and makes sure that their names outlive a power cut. */
export class DurableFolders {
  readonly #root: string;
  /** Folders whose names are known to be on the disk. */
  readonly #known = new Set<string>();

  /** @param root real path of an existing folder */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * Makes a folder and those above it, as far as they are missing.
   * @throws BroadsheetError if a symbolic link leads out of the root
   */
  async ensure(folder: string): Promise<void> {
    if (this.#known.has(folder) || folder === this.#root) return;
    await this.ensure(dirname(folder));
    await mkdir(folder).catch(unless("EEXIST"));
    await this.contained(folder);
    // Even if it was there: whoever made it may not have come to this yet.
    await syncFolder(dirname(folder));
    if (this.#known.size >= longestMemory) this.#known.clear();
    this.#known.add(folder);
  }

  /** To be called when a folder was found missing or has been removed. */
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
    message: `${path} is a symbolic link: the store follows none, so that nothing outside the data directory is read or written`,
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
