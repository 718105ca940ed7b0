import { defineConfig } from "vitest/config";

// Suites that need a server or a tool from the system (a missing one is a failure, never a skip).
// One file at a time: they start servers and measure what survives a kill.
export default defineConfig({
  test: {
    include: ["tests/servers/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
