import { basename } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that `npm test` leaves out, or of which it takes a sample: here they run as a whole. */
const sampled = ["tests/templates/editions.test.ts", "tests/core/batch/output/write-zip.test.ts", "tests/core/chart/check/validate-spec.test.ts", "tests/core/chart/scene/describe-chart.test.ts", "tests/core/chart/spec/take-or-make.test.ts", "tests/core/chart/time-zone.test.ts", "tests/infra/bundle-function.test.ts", "tests/infra/setup-fault.test.ts", "tests/local/commands/batch-to-folder.test.ts", "tests/local/start/watch-command.test.ts", "tests/templates/country-profile.test.ts", "tests/templates/dataset-profile.test.ts", "tests/engine-digest.test.ts", "tests/core/lifecycle/life-of-a-report.test.ts", "tests/adapters/file-object-store.test.ts", "tests/reports/determinism.test.ts", "tests/infra/report-stack.test.ts", "tests/infra/studio-site.test.ts"];

/** They measure time or memory, or what a kill leaves in how many seconds: nothing else runs meanwhile. */
const alone = [
  ...["chart-drawing", "group-sections", "lambda-limits", "long-table", "server-kill", "server-poison", "server-signals", "speed"].map((name) => `tests/servers/${name}.test.ts`),
  "tests/core/chart/many-points.test.ts",
  "tests/render/worker-settings.test.ts",
];

/** For the soak only: 2,000 rows take four minutes and more, since each kill costs a lease. */
const soaked = ["tests/servers/lambda-batch-soak.test.ts"];

/** The files that take longest, which begin first so that none of them is left alone at the end. */
const longest = ["lambda-chaos", "lambda-arm64", "kept-sessions", "webhooks", "lambda-functions", "frozen-program", "gallery", "chart-fidelity", "s3-object-store", "stack-deploy", "lambda-batch", "lambda-tick"];

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
    sequence: { sequencer: LongestFirst },
    // For what hangs: a test that measures time says so itself.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    projects: [
      // Each has servers of its own, and waits for them much of its time.
      { extends: true, test: { name: "beside", include: ["tests/servers/**/*.test.ts", "tests/studio/**/*.test.ts", ...sampled, "tests/render/preview/random-edits.test.ts"], exclude: [...alone, ...soaked], maxWorkers: 2, sequence: { groupOrder: 1 } } },
      { extends: true, test: { name: "alone", include: alone, maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
});
