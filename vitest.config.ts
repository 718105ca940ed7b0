import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/ci/longest-first.ts";
import { alone, separate, slow } from "./tests/suites.ts";

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
    setupFiles: ["tests/ci/hear-prints.ts"],
    include: ["tests/**/*.test.ts"],
    exclude: [...alone, ...separate, ...slow, "tests/servers/**", "tests/studio/**/!(*.unit).test.ts"],
    // Files run one after the other in the same two processes, as reports do in a worker: what they load is loaded once, and is warm.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});
