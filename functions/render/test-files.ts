import { MemoryObjectStore } from "../adapters/memory-object-store.ts";
import { BroadsheetError, type Problem } from "../core/errors.ts";
import type { World } from "../core/report/generate-report.ts";
import { testTemplate } from "../core/service/review/test-template.ts";
import type { TemplateFiles } from "../core/report/template/template.ts";
import { seedTemplate } from "../seed/seed-template.ts";

/** What a template's tests say. */
export interface TestedFiles {
  readonly tests: readonly TestedFile[];
  /** Why the tests could not be run: faults of the template or of the tests themselves. */
  readonly errors: readonly Problem[];
}

export interface TestedFile {
  /** `tests/2021.yaml`. */
  readonly file: string;
  readonly title: string;
  /** What does not hold, with its place; empty if the test passed. */
  readonly problems: readonly Problem[];
}

/**
 * Runs the tests among a template's files as `broadsheet test` runs a folder's: with its own samples, in a store of its
 * own.
 *
 * @param world all that a render needs; its store is not used
 * @throws BroadsheetError `unavailable`
 */
export async function testFiles(name: string, files: TemplateFiles, world: World): Promise<TestedFiles> {
  const { sessions: _sessions, ...rest } = world;
  const own: World = { ...rest, store: new MemoryObjectStore() };
  const tests: TestedFile[] = [];
  try {
    for await (const {
      test: { file, title },
      problems,
    } of testTemplate(await seedTemplate(own.store, name, files), own))
      tests.push({ file, title, problems });
  } catch (error) {
    if (error instanceof BroadsheetError && !error.transient) return { tests, errors: error.problems };
    throw error;
  }
  return { tests, errors: [] };
}
