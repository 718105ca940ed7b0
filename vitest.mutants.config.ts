import { statSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The small files first and the golden reports, which run the whole pipeline, last: most mutants are noticed before. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => weigh(a) - weigh(b));
  }
}

function weigh({ moduleId }: TestSpecification): number {
  return statSync(moduleId).size + (moduleId.includes("/tests/reports/") ? 1e9 : 0);
}

/** The stage that is tried, as a folder; `.` for the files beside the stages. */
const stage = process.env["MUTANTS_STAGE"] ?? "";
const own =
  stage === "."
    ? "tests/core/*.test.ts"
    : stage === "report"
      ? "tests/core/report/*.test.ts"
      : `tests/core/${stage}/**/*.test.ts`;

// What notices a mutant of a stage: its own tests and the golden reports. Files that measure time or memory or start other processes would
// notice by chance, and two that read thousands of files take too long for each.
export default defineConfig({
  test: {
    include: [own, "tests/reports/**/*.test.ts"],
    exclude: [
      "tests/core/report/layout/long-table.test.ts",
      "tests/core/report/chart/many-points.test.ts",
      "tests/core/report/chart/time-zone.test.ts",
      "tests/core/report/chart/spec/take-or-make.test.ts",
      "tests/core/report/dataset/written-tables.test.ts",
      "tests/core/report/dataset/nasty-files.test.ts",
      "tests/reports/determinism.test.ts",
    ],
    // A mutant's tests share a process, whose start is most of what a mutant costs.
    isolate: false,
    experimental: { viteModuleRunner: false },
    sequence: { sequencer: QuickFirst },
    testTimeout: 120_000,
  },
});
