import { defineConfig } from "vitest/config";

// What notices a mutant of the core: its own tests and the golden reports. Files that measure time or memory or start other processes would
// notice by chance, and two that read thousands of files take too long for each.
export default defineConfig({
  test: {
    include: [`tests/core/${process.env["MUTANTS_ROOM"] ?? ""}/**/*.test.ts`, "tests/reports/**/*.test.ts"],
    exclude: ["tests/core/layout/long-table.test.ts", "tests/core/chart/many-points.test.ts", "tests/core/chart/time-zone.test.ts", "tests/core/chart/spec/take-or-make.test.ts", "tests/core/dataset/written-tables.test.ts", "tests/core/dataset/nasty-files.test.ts"],
    testTimeout: 120_000,
  },
});
