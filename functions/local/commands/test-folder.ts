import { MemoryObjectStore } from "../../adapters/memory-object-store.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { testTemplate, type TestResult } from "../../core/service/review/test-template.ts";
import { countWords } from "../../core/wording/count-words.ts";
import { showControlsInLines } from "../../core/wording/show-controls.ts";
import { createWorld } from "../../render/create-world.ts";
import { seedTemplate } from "../../seed/seed-template.ts";
import { locateTemplate } from "../../seed/template-folders.ts";
import { formatProblems } from "../print-problems.ts";

/**
 * `broadsheet test`: runs a template's tests.
 *
 * @returns whether all passed
 * @throws BroadsheetError `not-found` if there is no such template or it has no tests, `invalid-template`
 */
export async function testFolder(
  label: string,
  { json, themes }: { readonly json?: boolean; readonly themes?: string },
): Promise<boolean> {
  const { name, folder } = await locateTemplate(label);
  const world = createWorld(new MemoryObjectStore());
  const template = await seedTemplate(world.store, name, folder, "seed", themes);
  const results: TestResult[] = [];
  for await (const result of testTemplate(template, world)) {
    results.push(result);
    if (json !== true) process.stderr.write(`${showControlsInLines(print(result))}\n`);
  }
  if (results.length === 0)
    throw new BroadsheetError("not-found", {
      code: "no-tests",
      message: `the template "${name}" has no tests`,
      where: { file: "tests" },
      hint: "write tests/<name>.yaml: parameters, and what the report must show (docs/authoring/tests.md)",
    });
  const failed = results.filter(({ problems }) => problems.length > 0).length;
  if (json === true)
    process.stdout.write(
      `${JSON.stringify({ template: name, passed: results.length - failed, failed, tests: results.map(({ test: { file, title }, problems }) => ({ file, title, passed: problems.length === 0, problems })) }, null, 2)}\n`,
    );
  else process.stderr.write(`${name}: ${countWords(results.length - failed, "test")} passed, ${failed} failed\n`);
  return failed === 0;
}

function print({ test: { file, title }, problems }: TestResult): string {
  if (problems.length === 0) return `passed: ${title} (${file})`;
  return `failed: ${title} (${file})\n${formatProblems("error", problems)}`;
}
