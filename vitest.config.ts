import { defineConfig } from "vitest/config";

/** They load modules anew, or compare the time and memory that work takes. */
const alone = ["tests/core/chart/spec/take-or-make.test.ts", "tests/core/chart/many-points.test.ts", "tests/core/layout/long-table.test.ts"];
/** Whose files run one after the other in the same process, as reports do in a worker: that halves their time. */
const together = ["tests/core/**/*.test.ts", "tests/http/**/*.test.ts", "tests/proof/**/*.test.ts", "tests/lambda/**/*.test.ts", "tests/docs/**/*.test.ts"];

// `npm test` runs on a bare machine; the suites that need a server or a tool from the
// system live in tests/servers and run by `npm run test:servers` (and in CI).
export default defineConfig({
  test: {
    testTimeout: 30_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "together", include: together, exclude: alone, isolate: false } },
      { extends: true, test: { name: "others", include: ["tests/**/*.test.ts"], exclude: [...together, "tests/servers/**"] } },
      { extends: true, test: { name: "alone", include: alone } },
    ],
  },
});
