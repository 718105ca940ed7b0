import { takeTheme } from "../core/report/template/shared/take-theme.ts";
import type { TemplateFiles } from "../core/report/template/template.ts";
import { readTemplateFolder } from "./read-template-folder.ts";
import { themesOfFolder } from "./theme-folders.ts";

/**
 * Reads a template's folder with the shared theme that it names, see `themesOfFolder`.
 *
 * @param themes the folder of shared themes @default the one beside the template's
 * @throws BroadsheetError as `readTemplateFolder`; `invalid-template` if there is no such theme
 */
export async function openTemplateFolder(folder: string, themes?: string): Promise<TemplateFiles> {
  return await takeTheme(readTemplateFolder(folder), themesOfFolder(folder, themes));
}
