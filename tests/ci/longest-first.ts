import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = `${import.meta.dirname}/../..`;

/**
 * The files that take longest, longest first, by what `.ci/run` prints of a run. They begin first, so that none of them
 * is left alone at the end, with idle cores beside it. The first of the stack's suites makes what the others wait for,
 * so those begin after others.
 */
export const longest = [
  "tests/servers/stack/lambda-chaos.test.ts",
  "tests/servers/install/package.test.ts",
  "tests/studio/every-page.test.ts",
  "tests/servers/install/container.test.ts",
  "tests/studio/draft/draft-room.test.ts",
  "tests/studio/write/add-menu.test.ts",
  "tests/servers/install/frozen-program.test.ts",
  "tests/studio/data/datasets-room.test.ts",
  "tests/studio/draft/own-report-by-keyboard.test.ts",
  "tests/studio/write/page-edit.test.ts",
  "tests/servers/stack/lambda-arm64.test.ts",
  "tests/servers/stack/lambda-batch-soak.test.ts",
  "tests/studio/requests/make.test.ts",
  "tests/studio/requests/batches-and-publications.test.ts",
  "tests/studio/reports/find-reports.test.ts",
  "tests/studio/write/write.test.ts",
  "tests/servers/stack/lambda-studio.test.ts",
  "tests/servers/stack/lambda-functions.test.ts",
  "tests/servers/stack/lambda-pull.test.ts",
  "tests/servers/pages/template-mutations.test.ts",
  "tests/servers/pages/gallery.test.ts",
  "tests/servers/pages/chart-fidelity.test.ts",
  "tests/servers/pages/chart-mutations.test.ts",
  "tests/servers/pages/check-pdf.test.ts",
  "tests/servers/pages/determinism.test.ts",
  "tests/servers/pages/logo-letters.test.ts",
  "tests/servers/pages/office-texts.test.ts",
  "tests/servers/pages/office-slides.test.ts",
  "tests/servers/stores/shared-store.test.ts",
  "tests/servers/stores/s3-object-store.test.ts",
  "tests/servers/requests/uploads.test.ts",
  "tests/servers/requests/webhooks.test.ts",
  "tests/servers/requests/server-requests.test.ts",
  "tests/servers/requests/server-kill.test.ts",
  "tests/servers/requests/deliver.test.ts",
  "tests/servers/install/smoke.test.ts",
  "tests/studio/sweep.test.ts",
  "tests/studio/sign-in.test.ts",
  "tests/studio/reports/viewer.test.ts",
  "tests/studio/reports/ask-numbers.test.ts",
  "tests/studio/data/data-choices.test.ts",
  "tests/studio/data/sources-room.test.ts",
  "tests/studio/data/views-room.test.ts",
  "tests/studio/write/page-settings.test.ts",
  "tests/studio/shell.test.ts",
  "tests/studio/focus.test.ts",
  "tests/servers/stack/stack-deploy.test.ts",
  "tests/servers/stack/cfn-lint.test.ts",
  "tests/servers/stack/lambda-limits.test.ts",
  "tests/servers/stack/lambda-deliver.test.ts",
  "tests/servers/stack/lambda-batch.test.ts",
  "tests/servers/stack/lambda-tick.test.ts",
  "tests/servers/bench-contender.test.ts",
  "tests/render/preview/random-edits.test.ts",
  "tests/core/report/lineage/generated-queries.test.ts",
  "tests/core/report/query/page/fill-page.test.ts",
  "tests/core/report/draft/draft-report.test.ts",
  "tests/core/report/draft/office-tables.test.ts",
  "tests/core/report/draft/draft-words.test.ts",
  "tests/core/report/draft/ordinary-tables.test.ts",
  "tests/core/report/draft/judged-shapes.test.ts",
  "tests/core/report/dataset/parquet/sparse-table.test.ts",
  "tests/core/report/dataset/parquet/damaged-parquet.test.ts",
  "tests/core/report/dataset/parquet/sparse-reports.test.ts",
  "tests/core/report/dataset/change-recipe.test.ts",
  "tests/core/service/batch/pack/packs.test.ts",
  "tests/core/report/dataset/erase-rows.test.ts",
  "tests/source/fetch-postgres.test.ts",
  "tests/docs/authoring-examples.test.ts",
];

/** Runs the files that take longest first, and the others in the order of their names. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = longest.indexOf(relative(root, moduleId));
  return place < 0 ? longest.length : place;
}
