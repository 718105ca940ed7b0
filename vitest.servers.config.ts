import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/ci/longest-first.ts";
import { alone, piped, sampled, separate, slow } from "./tests/suites.ts";

// What packages compile to, as in `vitest.config.ts`. Functions of the stack run in an environment of their own, without it.
process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "node_modules/.cache/broadsheet");

// Suites that need a server or a tool from the system (a missing one is a failure, never a skip).
export default defineConfig({
  test: {
    env: { WHOLE: "1" },
    globalSetup: "tests/servers/global-setup.ts",
    setupFiles: ["tests/ci/hear-prints.ts"],
    // What a busy machine upsets. `.ci/run` names each test that needed it.
    retry: 1,
    sequence: { sequencer: LongestFirst },
    // For what hangs: a test that measures time says so itself.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // What a page will show within this time is waited for, also on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      // Each has servers of its own, and waits for them much of its time: three at once keep two cores busy.
      {
        extends: true,
        test: {
          name: "beside",
          include: ["tests/servers/**/*.test.ts"],
          exclude: [...alone, ...piped],
          // Node reads the sources itself, as it does for users: each process begins with two seconds of CPU less.
          experimental: { viteModuleRunner: false },
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      // Some of them mock modules, which Vite's runner does.
      { extends: true, test: { name: "separate", include: separate, maxWorkers: 3, sequence: { groupOrder: 1 } } },
      {
        extends: true,
        test: {
          name: "together",
          include: ["tests/studio/**/!(*.unit).test.ts", ...piped, ...sampled, ...slow],
          isolate: false,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      { extends: true, test: { name: "alone", include: alone, maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
});
