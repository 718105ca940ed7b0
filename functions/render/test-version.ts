import { MemoryObjectStore } from "../adapters/memory-object-store.ts";
import type { Findings } from "../core/compose/check/check-text.ts";
import { BroadsheetError, type Problem } from "../core/errors.ts";
import type { World } from "../core/generate-report.ts";
import { testTemplate } from "../core/review/test-template.ts";
import { openTemplate } from "../core/template/open-template.ts";
import { seedTemplate } from "../seed/seed-template.ts";
import type { VersionToTest } from "./render-messages.ts";

/**
 * Runs the tests of a stored version as `broadsheet test` runs a folder's: with its own samples, in a store of its own.
 *
 * @param world all that a render needs; its store holds the version, and nothing is written to it
 * @returns what does not hold, test by test; that there are no tests is a fault too
 * @throws BroadsheetError `not-found` if there is no such version, `unavailable`
 */
export async function testVersion({ name, version }: VersionToTest, world: World): Promise<Findings> {
  const { sessions: _sessions, ...rest } = world;
  const own: World = { ...rest, store: new MemoryObjectStore() };
  const { files } = await openTemplate(world.store, { name, version });
  const errors: Problem[] = [];
  let tests = 0;
  try {
    for await (const { test, problems } of testTemplate(await seedTemplate(own.store, name, files), own)) {
      tests += 1;
      errors.push(...problems.map((problem) => ({ ...problem, message: `the test "${test.title}" fails: ${problem.message}` })));
    }
  } catch (error) {
    if (error instanceof BroadsheetError && !error.transient) return { errors: error.problems, warnings: [] };
    throw error;
  }
  if (tests === 0) errors.push({ code: "no-tests", message: `the template "${name}" has no tests, and only what passes its tests may be promoted`, where: { file: "tests" }, hint: "write tests/<name>.yaml: parameters, and what the report must show (docs/authoring/tests.md)" });
  return { errors, warnings: [] };
}
