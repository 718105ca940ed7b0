import { MemoryObjectStore } from "../adapters/memory-object-store.ts";
import { checkTemplate } from "../core/report/check-template.ts";
import type { Findings } from "../core/report/compose/check/check-text.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { World } from "../core/report/generate-report.ts";
import type { TemplateFiles } from "../core/report/template/template.ts";
import { overDatasets } from "./over-datasets.ts";
import { seedTemplate } from "../seed/seed-template.ts";

/**
 * Checks a template's files as `broadsheet check` checks a folder: with its own samples, in a store of its own. A
 * dataset without a sample is taken as it is stored.
 *
 * @param world all that a render needs; of its store only datasets are read
 * @returns its faults and warnings
 */
export async function checkFiles(name: string, files: TemplateFiles, world: World): Promise<Findings> {
  const { sessions: _sessions, ...rest } = world;
  const store = new MemoryObjectStore();
  try {
    const template = await seedTemplate(store, name, files);
    return await checkTemplate(template, { ...rest, store: overDatasets(store, world.store) });
  } catch (error) {
    if (error instanceof BroadsheetError && !error.transient) return { errors: error.problems, warnings: [] };
    throw error;
  }
}
