import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** They load modules anew, have one mocked, or compare the time and memory that work takes: each in a process of its own. */
const alone = ["tests/core/layout/long-table.test.ts", "tests/core/chart/forget-dataflow.test.ts"];
/** They take many seconds each, and are for the server suites. */
const slow = ["tests/core/chart/many-points.test.ts", "tests/core/chart/time-zone.test.ts", "tests/infra/bundle-function.test.ts", "tests/infra/setup-fault.test.ts", "tests/local/commands/batch-to-folder.test.ts", "tests/render/worker-settings.test.ts"];

// What packages compile to, for the processes of vitest and all that tests start; `npx broadsheet` keeps it in the same place.
process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "node_modules/.cache/broadsheet");

// `npm test` runs on a bare machine; the suites that need a server or a tool from the
// system live in tests/servers and run by `npm run test:servers` (and in CI).
export default defineConfig({
  test: {
    // For what hangs: a busy machine may take ten times as long as a quiet one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      // Their files run one after the other in the same two processes, as reports do in a worker: what they load is loaded once, and is warm.
      { extends: true, test: { name: "together", include: ["tests/**/*.test.ts"], exclude: [...alone, ...slow, "tests/servers/**", "tests/studio/**/!(*.unit).test.ts"], isolate: false } },
      { extends: true, test: { name: "alone", include: alone } },
    ],
  },
});
