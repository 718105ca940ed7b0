import { defineConfig } from "vitest/config";

// Everything, one file at a time, with the full counts of all random tests: takes hours.
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    env: { WHOLE: "1", SOAK: "1" },
    globalSetup: "tests/servers/global-setup.ts",
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
  },
});
