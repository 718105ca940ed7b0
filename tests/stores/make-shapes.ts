import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../functions/local/start/run-command.ts";

/**
 * Makes `shapes/recipe-and-view.tar.gz`: a data directory with a dataset that has a recipe, another version of it that
 * is held back, and a view. Run it once when a stored shape is new, and keep what it makes: later releases must read
 * it.
 *
 *     node tests/stores/make-shapes.ts
 */
const folder = mkdtempSync(join(tmpdir(), "shapes-"));
const store = join(folder, "store");
const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
/** Prints the version that was made, which the test names. */
const run = async (...words: readonly string[]): Promise<void> => {
  await runCommand([...words, "--data-dir", store]);
};

await run("datasets", "put", "ledger", fileOf("ledger.csv", "year,value\n2020,1\n2021,2\nTotal,3\n"));
await run(
  "datasets",
  "recipe",
  "ledger",
  "--file",
  fileOf(
    "recipe.yaml",
    "# without the sum\nsteps:\n  - leave-out: {where: year = 'Total'}\n  - types: {year: integer}\n",
  ),
);
await run("datasets", "put", "ledger", fileOf("next.csv", "year,value\n2020,1\n2021,2\n2022,3\nTotal,6\n"), "--hold");
await run(
  "views",
  "put",
  "twice",
  fileOf(
    "view.yaml",
    "# twice as much\nfrom: ledger\nselect: SELECT year, value * 2 AS twice FROM ledger ORDER BY year\n",
  ),
);
rmSync(join(store, ".store"), { recursive: true, force: true });
const made = join(import.meta.dirname, "shapes/recipe-and-view.tar.gz");
execFileSync("tar", [
  "--sort=name",
  "--mtime=@0",
  "--owner=0",
  "--group=0",
  "--numeric-owner",
  "-czf",
  made,
  "-C",
  folder,
  "store",
]);
rmSync(folder, { recursive: true, force: true });
