import { defineConfig } from "vitest/config";

/** Files that `npm test` leaves out, or of which it takes a sample: here they run as a whole. */
const sampled = ["tests/templates/editions.test.ts", "tests/core/chart/spec/take-or-make.test.ts", "tests/core/chart/many-points.test.ts", "tests/core/chart/time-zone.test.ts", "tests/infra/bundle-function.test.ts", "tests/infra/setup-fault.test.ts", "tests/render/worker-settings.test.ts", "tests/local/start/watch-command.test.ts", "tests/templates/country-profile.test.ts", "tests/engine-digest.test.ts", "tests/core/lifecycle/life-of-a-report.test.ts", "tests/adapters/file-object-store.test.ts", "tests/reports/determinism.test.ts", "tests/infra/report-stack.test.ts"];

// Suites that need a server or a tool from the system (a missing one is a failure, never a skip).
// One file at a time: they start servers and measure what survives a kill.
export default defineConfig({
  test: {
    include: ["tests/servers/**/*.test.ts", "tests/studio/**/*.test.ts", ...sampled],
    env: { WHOLE: "1" },
    globalSetup: "tests/servers/global-setup.ts",
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
