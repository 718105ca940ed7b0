import { MemoryObjectStore } from "../../adapters/memory-object-store.ts";
import { checkTemplate } from "../../core/report/check-template.ts";
import type { Findings } from "../../core/report/compose/check/check-text.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { countWords } from "../../core/wording/count-words.ts";
import { createWorld } from "../../render/create-world.ts";
import { formatProblems } from "../print-problems.ts";
import { seedTemplate } from "../../seed/seed-template.ts";
import { locateTemplate } from "../../seed/template-folders.ts";

/**
 * `broadsheet check`: reports every fault of a template, with file and line.
 *
 * @param batch whether to say which queries run for each report of a batch by itself, and why
 * @returns whether there are no errors; warnings alone pass
 * @throws BroadsheetError `not-found` if there is no such template
 */
export async function checkFolder(
  template: string,
  { json, batch, themes }: { readonly json?: boolean; readonly batch?: boolean; readonly themes?: string },
): Promise<boolean> {
  const { name, folder } = await locateTemplate(template);
  const world = createWorld(new MemoryObjectStore());
  const {
    errors,
    warnings,
    notes = [],
  } = await seedTemplate(world.store, name, folder, "seed", themes).then(
    (stored) => checkTemplate(stored, world, { batch: batch === true }),
    whatIsWrong,
  );
  if (json === true) {
    process.stdout.write(
      `${JSON.stringify({ template: name, errors, warnings, ...(batch === true && { notes }) }, null, 2)}\n`,
    );
    return errors.length === 0;
  }
  for (const [heading, problems] of [
    ["error", errors],
    ["warning", warnings],
    ["note", batch === true ? notes : []],
  ] as const) {
    if (problems.length > 0) process.stderr.write(`${formatProblems(heading, problems)}\n`);
  }
  process.stderr.write(`${name}: ${countWords(errors.length, "error")}, ${countWords(warnings.length, "warning")}\n`);
  return errors.length === 0;
}

/** A template that cannot be stored, or a sample that cannot be read, is a finding too. */
function whatIsWrong(error: unknown): Findings {
  if (error instanceof BroadsheetError && !error.transient) return { errors: error.problems, warnings: [] };
  throw error;
}
