import { join } from "node:path";
import type { Chunk } from "./plan-chunks.ts";

/**
 * Stryker's options for one chunk.
 *
 * @param folder for its report, `mutants.json`, and its copy of the project
 */
export function strykerOptions({ windows }: Chunk, folder: string): Readonly<Record<string, unknown>> {
  return {
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    // DuckDB aborts the process when one of its threads ends.
    vitest: { configFile: "vitest.mutants.config.ts", related: false, pool: "forks" },
    mutate: windows.map(({ name, from, to }) => `${name}:${from}-${to}`),
    coverageAnalysis: "perTest",
    // Those that run while a module loads are noticed by any test of all, or by none.
    ignoreStatic: true,
    concurrency: 1,
    reporters: ["progress-append-only", "json"],
    jsonReporter: { fileName: join(folder, "mutants.json") },
    tempDirName: join(folder, "sandbox"),
    ignorePatterns: ["build", "cdk.out", ".broadsheet", "out"],
    // It rewrites paths in this file by an interface that TypeScript 7 has no more; vitest reads none.
    tsconfigFile: "none.json",
    // Whether a mutant loops for ever is decided by its count of passes first.
    timeoutMS: 30_000,
    timeoutFactor: 3,
    dryRunTimeoutMinutes: 60,
  };
}
