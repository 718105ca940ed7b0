import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { strykerOptions } from "./stryker-options.ts";

/**
 * Changes the core in many small ways, each by itself, and counts which changes the tests notice: `npm run mutants`. Its score is in `docs/performance.md`.
 */
const root = join(import.meta.dirname, "../..");
const { values } = parseArgs({ options: { count: { type: "string", default: "2000" }, seed: { type: "string", default: "17" }, room: { type: "string", default: "" } } });
const { file, report } = await strykerOptions(root, Number(values.count), Number(values.seed), values.room);
const { status } = spawnSync(join(root, "node_modules/.bin/stryker"), ["run", file], { cwd: root, stdio: "inherit", env: { ...process.env, MUTANTS_ROOM: values.room } });
if (status !== 0) process.exit(status ?? 1);

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}
const { files } = JSON.parse(readFileSync(report, "utf8")) as Report;
const counts = new Map<string, number>();
for (const { mutants } of Object.values(files)) for (const mutant of mutants) counts.set(mutant.status, (counts.get(mutant.status) ?? 0) + 1);
const of = (...names: readonly string[]): number => names.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
const [noticed, missed] = [of("Killed", "Timeout"), of("Survived", "NoCoverage")];
process.stdout.write(`\n${noticed} of ${noticed + missed} mutants noticed, ${((noticed / (noticed + missed)) * 100).toFixed(1)}% (${values.room === "" ? "core" : values.room}, seed ${values.seed}; ${[...counts].map(([name, count]) => `${name} ${count}`).join(", ")})\n`);
