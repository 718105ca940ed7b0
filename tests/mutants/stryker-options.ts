import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Chunk } from "./plan-chunks.ts";

/**
 * Returns Stryker's options for one chunk.
 *
 * @param folder for its report, `mutants.json`, and its copy of the project
 */
export function strykerOptions({ windows }: Chunk, folder: string): Readonly<Record<string, unknown>> {
  return {
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    // DuckDB aborts the process if one of its threads ends.
    vitest: { configFile: "vitest.mutants.config.ts", related: false, pool: "forks" },
    mutate: windows.map(({ name, from, to }) => `${name}:${from}-${to}`),
    coverageAnalysis: "perTest",
    // Mutants in code that runs while a module loads are noticed by every test or by none.
    ignoreStatic: true,
    concurrency: availableParallelism(),
    reporters: ["progress-append-only", "json"],
    jsonReporter: { fileName: join(folder, "mutants.json") },
    tempDirName: join(folder, "sandbox"),
    ignorePatterns: ["build", "cdk.out", ".broadsheet", "out"],
    // Stryker rewrites paths in this file through an interface that TypeScript 7 no longer has; vitest does not read
    // it.
    tsconfigFile: "none.json",
    // The count of passes decides first whether a mutant loops for ever.
    timeoutMS: 30_000,
    timeoutFactor: 3,
    dryRunTimeoutMinutes: 60,
  };
}
