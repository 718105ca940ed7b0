import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { ScratchSpace } from "../core/ports.ts";

/**
 * A scratch space that is a new private folder (mode 700) below the system's folder for temporary files.
 *
 * @param parent where the folder is made @default the system's own
 */
export async function openScratchFolder(parent: string = tmpdir()): Promise<ScratchSpace> {
  const folder = await mkdtemp(join(parent, "broadsheet-"));
  return {
    folder,
    async write(name, body) {
      if (name !== basename(name) || name === "" || name === "." || name === "..") throw new TypeError(`"${name}" is not a file name`);
      const path = join(folder, name);
      await writeFile(path, body, { mode: 0o600 });
      return path;
    },
    async dispose() {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
