import type { Findings } from "../core/report/compose/check/check-text.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { World } from "../core/report/generate-report.ts";
import { readArchive } from "../core/report/template/archive/read-archive.ts";
import type { TemplateFiles } from "../core/report/template/template.ts";
import { checkFiles } from "./check-files.ts";

/**
 * Checks a template in a ZIP file as `broadsheet check` checks a folder, see `checkFiles`.
 *
 * @returns its faults and warnings; an archive that cannot be read is a fault too
 */
export async function checkArchive(
  { name, archive }: { readonly name: string; readonly archive: Uint8Array },
  world: World,
): Promise<Findings> {
  let files: TemplateFiles;
  try {
    files = readArchive(archive);
  } catch (error) {
    if (error instanceof BroadsheetError && !error.transient) return { errors: error.problems, warnings: [] };
    throw error;
  }
  return await checkFiles(name, files, world);
}
