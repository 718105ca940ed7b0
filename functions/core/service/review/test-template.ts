import { acceptReport } from "../../report/accept-report.ts";
import { BroadsheetError, type Problem } from "../../errors.ts";
import type { World } from "../../report/generate-report.ts";
import { inspectReport } from "./inspect-report.ts";
import { checkExpectations } from "./check-expectations.ts";
import { storeOwnDatasets } from "./store-own-datasets.ts";
import { readTests, type TemplateTest } from "../../report/template/files/read-tests.ts";
import { collectProblems } from "../../report/template/template-problems.ts";
import type { Template } from "../../report/template/template.ts";

/** How one test of a template ended. */
export interface TestResult {
  readonly test: TemplateTest;
  /** What was expected and did not hold; empty if the test passed. */
  readonly problems: readonly Problem[];
}

/**
 * Runs a template's tests, `tests/*.yaml`, one after the other: renders a report for each and checks what it shows.
 *
 *     tests/*.yaml ──► parameters, datasets, date ──► render ──► expectations
 *
 * @param world its store holds the template and its sample datasets, and takes the tests' datasets
 * @throws BroadsheetError `invalid-template` for faulty tests, by file and line; `unavailable`
 */
export async function* testTemplate(template: Template, world: World): AsyncGenerator<TestResult, void, undefined> {
  const problems = collectProblems();
  const tests = readTests(template.files, problems);
  problems.throwAny();
  for (const test of tests) yield { test, problems: await runTest(test, template, world) };
}

async function runTest(test: TemplateTest, template: Template, world: World): Promise<readonly Problem[]> {
  const { expect, locate } = test;
  try {
    const { report, shown } = await inspectReport(await acceptTest(test, template, world), world);
    if (expect.error === undefined) return checkExpectations(test, report.title, shown);
    return [
      {
        code: "expectation-failed",
        message: "the report was rendered",
        where: locate("/expect/error"),
        seen: `${report.pages} pages`,
        allowed: `the error ${expect.error}`,
      },
    ];
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.transient) throw error;
    if (expect.error === undefined)
      return error.problems.map(({ where, ...problem }) => ({
        ...problem,
        where: where?.file === undefined ? { ...where, ...locate("") } : where,
      }));
    const codes = error.problems.map(({ code }) => code);
    return codes.includes(expect.error)
      ? []
      : [
          {
            code: "expectation-failed",
            message: `the report failed with another error: ${error.message}`,
            where: locate("/expect/error"),
            seen: codes,
            allowed: expect.error,
          },
        ];
  }
}

/**
 * Accepts the request that a test stands for. Its datasets are stored under names that no other test uses.
 *
 * @throws BroadsheetError as `acceptReport` and `storeDataset`
 */
export async function acceptTest(
  { parameters, datasets, date }: TemplateTest,
  template: Template,
  world: World,
): ReturnType<typeof acceptReport> {
  const own = Object.entries(datasets).map(
    ([alias, file]) => [alias, { file, body: template.files.get(file)! }] as const,
  );
  const names = await storeOwnDatasets(Object.fromEntries(own), template, world);
  return await acceptReport(
    { template: template.name, parameters, datasets: names, ...(date !== undefined && { date }) },
    world,
  );
}
