import { mkdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/**
 * Links the command line where npx looks for programs. npm links the programs of packages, but not the checkout's own:
 * for a `bin` in package.json, npx would install the checkout into its own cache, which takes 8 to 40 s, and with npm
 * 10 every time.
 *
 * @param root the checkout's folder
 */
export function linkCommand(root: string): void {
  const folder = join(root, "node_modules/.bin");
  const link = join(folder, "broadsheet");
  mkdirSync(folder, { recursive: true });
  // In one step, since someone may be running it.
  symlinkSync("../../functions/local/broadsheet.mjs", `${link}-${process.pid}`);
  renameSync(`${link}-${process.pid}`, link);
}
