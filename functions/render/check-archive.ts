import { MemoryObjectStore } from "../adapters/memory-object-store.ts";
import { checkTemplate } from "../core/check-template.ts";
import type { Findings } from "../core/compose/check/check-text.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { World } from "../core/generate-report.ts";
import { readArchive } from "../core/template/archive/read-archive.ts";
import { seedTemplate } from "../seed/seed-template.ts";

/**
 * Checks a template in a ZIP file as `broadsheet check` checks a folder: with its own samples, in a store of its own.
 *
 * @param world all that a render needs; its store is not used
 * @returns its faults and warnings; an archive that cannot be read is a fault too
 */
export async function checkArchive({ name, archive }: { readonly name: string; readonly archive: Uint8Array }, world: World): Promise<Findings> {
  const { sessions: _sessions, ...rest } = world;
  const own: World = { ...rest, store: new MemoryObjectStore() };
  try {
    const template = await seedTemplate(own.store, name, readArchive(archive));
    return await checkTemplate(template, own);
  } catch (error) {
    if (error instanceof BroadsheetError && !error.transient) return { errors: error.problems, warnings: [] };
    throw error;
  }
}
