import { mkdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/**
 * Links the command line where npx looks for programs. npm links those of packages, and not the checkout's own: for a `bin` in package.json npx installs the
 * checkout into its own cache, which takes 8 to 40 s, with npm 10 each time.
 *
 * @param root folder of the checkout
 */
export function linkCommand(root: string): void {
  const folder = join(root, "node_modules/.bin");
  const link = join(folder, "broadsheet");
  mkdirSync(folder, { recursive: true });
  // In one step, as somebody may be running it.
  symlinkSync("../../functions/local/broadsheet.mjs", `${link}-${process.pid}`);
  renameSync(`${link}-${process.pid}`, link);
}
