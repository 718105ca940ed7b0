import type { Findings } from "../core/report/compose/check/check-text.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { World } from "../core/report/generate-report.ts";
import { readArchive } from "../core/report/template/archive/read-archive.ts";
import { takeTheme } from "../core/report/template/shared/take-theme.ts";
import { storedThemes } from "../core/report/template/shared/theme-shelf.ts";
import type { TemplateFiles } from "../core/report/template/template.ts";
import { checkFiles } from "./check-files.ts";

/**
 * Checks a template in a ZIP file as `broadsheet check` checks a folder, see `checkFiles`, with the shared theme of the
 * store that it names.
 *
 * @returns its faults and warnings; an archive that cannot be read is a fault too
 */
export async function checkArchive(
  { name, archive }: { readonly name: string; readonly archive: Uint8Array },
  world: World,
): Promise<Findings> {
  let files: TemplateFiles;
  try {
    files = await takeTheme(readArchive(archive), storedThemes(world.store));
  } catch (error) {
    if (error instanceof BroadsheetError && !error.transient) return { errors: error.problems, warnings: [] };
    throw error;
  }
  return await checkFiles(name, files, world);
}
