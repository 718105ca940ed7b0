import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleWindows } from "./sample-windows.ts";

/**
 * Writes Stryker's options for a sample of the core's mutants.
 *
 * @param count of mutants, about
 * @param room folder below `functions/core` to stay in; empty: all of it
 * @returns the file of the options, and where the report will be
 */
export async function strykerOptions(root: string, count: number, seed: number, room: string): Promise<{ readonly file: string; readonly report: string }> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-mutants-"));
  const core = join(root, "functions/core");
  const names = readdirSync(core, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts") && name.startsWith(room));
  const sources = names.sort().map((name) => ({ name: join("functions/core", name), content: readFileSync(join(core, name), "utf8") }));
  const report = join(folder, "mutants.json");
  const options = {
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "vitest.mutants.config.ts", related: false },
    mutate: (await sampleWindows(sources, count, seed)).map(({ name, from, to }) => `${name}:${from}-${to}`),
    coverageAnalysis: "perTest",
    concurrency: 1,
    // All tests run in one process, first with every mutant counted.
    testRunnerNodeArgs: ["--max-old-space-size=8000"],
    reporters: ["clear-text", "json"],
    jsonReporter: { fileName: report },
    clearTextReporter: { logTests: false, allowColor: false },
    tempDirName: join(folder, "sandbox"),
    ignorePatterns: ["build", "cdk.out", ".broadsheet", "out"],
    // It rewrites paths in this file by an interface that TypeScript 7 has no more; vitest reads none.
    tsconfigFile: "none.json",
    timeoutMS: 30_000,
    dryRunTimeoutMinutes: 60,
  };
  const file = join(folder, "stryker.json");
  writeFileSync(file, JSON.stringify(options));
  return { file, report };
}
