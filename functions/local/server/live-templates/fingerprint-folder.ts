import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Whether a file is not part of a template: hidden files, editors' backups and installed packages. */
export function isScrap(name: string): boolean {
  return name.startsWith(".") || name.endsWith("~") || name === "node_modules";
}

/**
 * Paths, sizes and times of the files below a folder, as one text. Equal fingerprints mean that nothing was written in
 * between. A file that disappears meanwhile is left out.
 */
export async function fingerprintFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const parts = await Promise.all(
    entries
      .filter(({ name }) => !isScrap(name))
      .map(async (entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return `${entry.name}/(${await fingerprintFolder(path)})`;
        const found = await stat(path).catch(() => undefined);
        return found === undefined ? "" : `${entry.name} ${found.size} ${found.mtimeMs}`;
      }),
  );
  return parts.filter(Boolean).sort().join("\n");
}
