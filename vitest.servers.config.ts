import { basename } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { alone, sampled, separate, slow } from "./tests/suites.ts";

/** The files that take longest, which begin first so that none of them is left alone at the end. */
const longest = [
  "lambda-chaos",
  "lambda-arm64",
  "kept-sessions",
  "webhooks",
  "lambda-functions",
  "frozen-program",
  "gallery",
  "chart-fidelity",
  "s3-object-store",
  "stack-deploy",
  "lambda-batch-soak",
  "lambda-batch",
  "lambda-tick",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = longest.indexOf(basename(moduleId, ".test.ts"));
  return place < 0 ? longest.length : place;
}

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
          include: ["tests/servers/**/*.test.ts", "tests/studio/**/!(*.unit).test.ts", ...separate],
          exclude: alone,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "together",
          include: [...sampled, ...slow],
          isolate: false,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      { extends: true, test: { name: "alone", include: alone, maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
});
