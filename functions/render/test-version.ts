import type { Findings } from "../core/report/compose/check/check-text.ts";
import type { Problem } from "../core/errors.ts";
import type { World } from "../core/report/generate-report.ts";
import { openTemplate } from "../core/report/template/open-template.ts";
import type { VersionToTest } from "./render-messages.ts";
import { testFiles } from "./test-files.ts";

/**
 * Runs the tests of a stored version as `broadsheet test` runs a folder's.
 *
 * @param world all that a render needs; its store holds the version, and nothing is written to it
 * @returns what does not hold, test by test; that there are no tests is a fault too
 * @throws BroadsheetError `not-found` if there is no such version, `unavailable`
 */
export async function testVersion({ name, version }: VersionToTest, world: World): Promise<Findings> {
  const { files } = await openTemplate(world.store, { name, version });
  const { tests, errors } = await testFiles(name, files, world);
  if (errors.length > 0) return { errors, warnings: [] };
  const failed: Problem[] = tests.flatMap(({ title, problems }) =>
    problems.map((problem) => ({ ...problem, message: `the test "${title}" fails: ${problem.message}` })),
  );
  if (tests.length > 0) return { errors: failed, warnings: [] };
  return {
    errors: [
      {
        code: "no-tests",
        message: `the template "${name}" has no tests, and only what passes its tests may be promoted`,
        where: { file: "tests" },
        hint: "write tests/<name>.yaml: parameters, and what the report must show (docs/authoring/tests.md)",
      },
    ],
    warnings: [],
  };
}
