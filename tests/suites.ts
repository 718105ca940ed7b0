/**
 * Which suite runs a file: `npm test` takes a minute or two on two cores, and the server suites run what it leaves out.
 * Paths are those from the project's folder.
 */

/** `npm test` takes a sample of them; the server suites set `WHOLE` and run all of each. */
export const sampled = [
  "tests/adapters/file-object-store.test.ts",
  "tests/core/report/chart/check/validate-spec.test.ts",
  "tests/core/report/chart/scene/describe-chart.test.ts",
  "tests/core/report/chart/spec/take-or-make.test.ts",
  "tests/core/service/lifecycle/life-of-a-report.test.ts",
  "tests/core/report/picture/formula/speak-formula.test.ts",
  "tests/reports/determinism.test.ts",
];

/** They start programs, synthesise stacks, or try very many inputs. */
export const slow = [
  "tests/adapters/lock-data-directory.test.ts",
  "tests/adapters/mail/smtp-mailer.test.ts",
  "tests/core/service/batch/handover/letters-of-rows.test.ts",
  "tests/core/service/batch/output/make-output.test.ts",
  "tests/core/service/batch/output/write-zip.test.ts",
  "tests/core/report/chart/dataflow/register-placement.test.ts",
  "tests/core/report/compose/injection.test.ts",
  "tests/core/report/edit/shipped-edits.test.ts",
  "tests/core/report/dataset/nasty-files.test.ts",
  "tests/core/report/dataset/parquet/parquet-reports.test.ts",
  "tests/core/report/dataset/parquet/parquet-table.test.ts",
  "tests/core/report/dataset/parquet/table-in-files.test.ts",
  "tests/core/report/dataset/long/both-ways.test.ts",
  "tests/core/report/dataset/long/quoted-lines.test.ts",
  "tests/core/report/dataset/put-while-deleted.test.ts",
  "tests/core/report/dataset/types/judge-numbers.test.ts",
  "tests/core/report/dataset/written-tables.test.ts",
  "tests/core/report/layout/layout-properties.test.ts",
  "tests/core/service/lifecycle/sweep/bounded-sweep.test.ts",
  "tests/core/report/publish/record-content.test.ts",
  "tests/core/report/query/session/keep-sessions.test.ts",
  "tests/engine-digest.test.ts",
  "tests/infra/broadsheet-construct.test.ts",
  "tests/infra/resources/canary-release.test.ts",
  "tests/infra/function-rights.test.ts",
  "tests/infra/code/prepare-lambda.test.ts",
  "tests/infra/report-stack.test.ts",
  "tests/infra/resources/studio-site.test.ts",
  "tests/local/cli-errors.test.ts",
  "tests/local/commands/diff-reports.test.ts",
  "tests/local/commands/publish.test.ts",
  "tests/local/commands/push-template.test.ts",
  "tests/local/commands/remote/call-api.test.ts",
  "tests/local/commands/remote/login/log-in-to.test.ts",
  "tests/local/commands/remote/themes/theme-verbs.test.ts",
  "tests/local/commands/remote/data/recipe-verb.test.ts",
  "tests/local/commands/remote/data/source-verbs.test.ts",
  "tests/local/commands/remote/data/view-verbs.test.ts",
  "tests/local/commands/remote/verbs.test.ts",
  "tests/local/commands/reread-datasets.test.ts",
  "tests/local/explain.test.ts",
  "tests/local/mcp/serve-mcp.test.ts",
  "tests/local/server/open-readers.test.ts",
  "tests/local/server/server.test.ts",
  "tests/local/server/live-templates/watch-templates.test.ts",
  "tests/local/sign.test.ts",
  "tests/local/start/end-with-npm.test.ts",
  "tests/local/start/link-command.test.ts",
  "tests/local/start/watch-command.test.ts",
  "tests/local/verify-rendition.test.ts",
  "tests/local/verify.test.ts",
  "tests/mutants/sample-windows.test.ts",
  "tests/render/preview/drawings.test.ts",
  "tests/render/preview/open-preview-lane.test.ts",
  "tests/render/preview/preview-sessions.test.ts",
  "tests/render/preview/random-edits.test.ts",
  "tests/render/preview/preview-pool.test.ts",
  "tests/render/render-pool.test.ts",
  "tests/stores/open-shapes.test.ts",
  "tests/stores/open-stores.test.ts",
  "tests/templates/colour-proofs.test.ts",
  "tests/templates/country-profile.test.ts",
  "tests/templates/dataset-profile.test.ts",
  "tests/templates/editions.test.ts",
  "tests/templates/monthly-business-review.test.ts",
  "tests/templates/numbers-answer.test.ts",
  "tests/templates/own-tests.test.ts",
  "tests/templates/page-quality.test.ts",
];

/**
 * Server suites that run the pipeline in their own process, with a tool beside it: they share processes with the slow
 * ones, whose pipeline is loaded and warm.
 */
export const piped = [
  "extracted-text",
  "flagship-from-tables",
  "gallery",
  "golden-images",
  "stray-signs",
  "template-mutations",
  "whole-numbers",
].map((name) => `tests/servers/pages/${name}.test.ts`);

/**
 * Slow, too; each needs a process of its own, since it sets the time zone, mocks a module, starts others like it or
 * measures memory.
 */
export const separate = [
  "tests/core/report/edit/chart/spec/edit-spec.test.ts",
  "tests/render/make-rendition.test.ts",
  "tests/core/report/chart/many-points.test.ts",
  "tests/core/report/layout/long-table.test.ts",
  "tests/render/worker-settings.test.ts",
  "tests/core/report/chart/forget-dataflow.test.ts",
  "tests/core/report/chart/time-zone.test.ts",
  "tests/infra/code/bundle-function.test.ts",
  "tests/infra/setup-fault.test.ts",
  "tests/local/commands/batch-to-folder.test.ts",
];

/**
 * They compare CPU times that lie near each other, which the neighbours of a core change, or must be quicker than what
 * fills the memory: nothing else runs meanwhile. What measures memory, or whose limit on time is far away, runs beside
 * others.
 */
export const alone = ["pages/chart-drawing", "requests/server-greedy", "speed"].map(
  (name) => `tests/servers/${name}.test.ts`,
);
