import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { countOutcomes, listMissed, printScore, type MutantReport } from "./mutant-score.ts";
import { planChunks, type Chunk } from "./plan-chunks.ts";
import { sampleWindows } from "./sample-windows.ts";
import { strykerOptions } from "./stryker-options.ts";

/**
 * Changes the core in many small ways, one at a time, and counts the changes that the tests notice: `npm run mutants`.
 * `docs/testing.md` has the score.
 *
 * It runs in chunks and keeps the report of each in `build/mutants`, so that an interrupted run goes on where it
 * stopped, with the same sample of the same sources and tests. `--score` prints the result of the kept reports and runs
 * nothing.
 */
const root = join(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    count: { type: "string", default: "2000" },
    seed: { type: "string", default: "17" },
    room: { type: "string", default: "" },
    score: { type: "boolean", default: false },
  },
});
const read = (below: string, keep: (name: string) => boolean) =>
  readdirSync(join(root, below), { recursive: true, encoding: "utf8" })
    .filter(keep)
    .sort()
    .map((name) => ({ name: join(below, name), content: readFileSync(join(root, below, name), "utf8") }));
const sources = read("functions/core", (name) => name.endsWith(".ts") && name.startsWith(values.room));
const tests = ["tests/core", "tests/reports"].flatMap((below) => read(below, (name) => name.endsWith(".ts")));
const windows = await sampleWindows(sources, Number(values.count), Number(values.seed));
const chunks = planChunks(windows, 1_000);
const kept = join(
  root,
  "build/mutants",
  createHash("sha256")
    .update(JSON.stringify([windows, sources, tests]))
    .digest("hex")
    .slice(0, 12),
);
const reportOf = ({ name }: Chunk): string => join(kept, `${name}.json`);

let failed = 0;
for (const chunk of chunks) {
  if (values.score || existsSync(reportOf(chunk))) continue;
  process.stdout.write(
    `\n${chunk.name}: about ${chunk.windows.reduce((sum, { mutants }) => sum + mutants, 0)} mutants\n`,
  );
  if (run(chunk)) process.stdout.write(`so far: ${score()}\n`);
  else failed++;
}
process.stdout.write(
  `\n${reports()
    .flatMap(listMissed)
    .map((line) => `${line}\n`)
    .join("")}\n${score()}\n`,
);
if (failed > 0) {
  process.stderr.write(
    `${failed} of ${chunks.length} chunks failed and are not in the score; what Stryker says of them stands above\n`,
  );
  process.exitCode = 1;
}

/** @returns whether its report was kept */
function run(chunk: Chunk): boolean {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-mutants-"));
  try {
    writeFileSync(join(folder, "stryker.json"), JSON.stringify(strykerOptions(chunk, folder)));
    const { status } = spawnSync(join(root, "node_modules/.bin/stryker"), ["run", join(folder, "stryker.json")], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, MUTANTS_STAGE: chunk.stage, NODE_COMPILE_CACHE: join(root, "build/compile-cache") },
    });
    if (status !== 0) return false;
    mkdirSync(kept, { recursive: true });
    // Written beside its place first, so that an interruption leaves no partial report.
    writeFileSync(`${reportOf(chunk)}.part`, readFileSync(join(folder, "mutants.json")));
    renameSync(`${reportOf(chunk)}.part`, reportOf(chunk));
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function reports(): MutantReport[] {
  return chunks
    .filter((chunk) => existsSync(reportOf(chunk)))
    .map((chunk) => JSON.parse(readFileSync(reportOf(chunk), "utf8")) as MutantReport);
}

function score(): string {
  const done = chunks.filter((chunk) => existsSync(reportOf(chunk))).length;
  return `${printScore(countOutcomes(reports()))}; ${done} of ${chunks.length} chunks, ${values.room === "" ? "core" : values.room}, seed ${values.seed}`;
}
