import { defineConfig } from "vitest/config";

// What notices a mutant of the core: its own tests and the golden reports. Files that measure time or memory, or start other processes, would notice by chance.
export default defineConfig({
  test: {
    include: ["tests/core/**/*.test.ts", "tests/reports/**/*.test.ts"],
    exclude: ["tests/core/layout/long-table.test.ts", "tests/core/chart/many-points.test.ts", "tests/core/chart/time-zone.test.ts", "tests/core/chart/spec/take-or-make.test.ts"],
    testTimeout: 120_000,
  },
});
