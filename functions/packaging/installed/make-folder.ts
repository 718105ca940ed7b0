import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder, level by level. `mkdirSync` with `recursive` never returns below a folder such as `/proc`, which says
 * of every new name that its parent does not exist.
 *
 * @returns whether the folder is there and can be written
 */
export function makeFolder(path: string): boolean {
  if (!existsSync(path)) {
    const parent = dirname(path);
    if (parent === path || !makeFolder(parent)) return false;
    try {
      mkdirSync(path);
    } catch {
      // Another process may have made it meanwhile; otherwise the look below says so.
    }
  }
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
