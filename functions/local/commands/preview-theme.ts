import { basename, resolve } from "node:path";
import { countWords } from "../../core/wording/count-words.ts";
import { withTheme } from "../../core/report/template/shared/take-theme.ts";
import { loadTheme } from "../../core/report/template/shared/load-theme.ts";
import { templateFiles } from "../../core/report/template/store/template-files.ts";
import { templateVersion } from "../../core/report/template/store/template-version.ts";
import { assertName } from "../../core/names/name.ts";
import { readThemeFolder } from "../../seed/read-template-folder.ts";
import { checkOut } from "../check-out.ts";
import { formatProblems } from "../print-problems.ts";
import { renderOnce } from "../render-once.ts";
import { writePdfFile } from "../write-pdf-file.ts";
import { specimenWith } from "./specimen.ts";

/**
 * `broadsheet themes preview`: renders a page that shows a theme's folder, and reports what its check finds.
 *
 * @throws BroadsheetError with each fault of the theme, by file and line
 */
export async function previewTheme(folder: string, { out }: { readonly out?: string }): Promise<void> {
  checkOut(out);
  const name = assertName(basename(resolve(folder)), "theme");
  const files = templateFiles(readThemeFolder(folder));
  const { warnings } = loadTheme(name, templateVersion(files), files);
  const { report } = await renderOnce({
    name: "specimen",
    files: withTheme(specimenWith(`${name}@current`), name, files),
    parameters: {},
    datasets: {},
  });
  const path = out ?? `${name}.pdf`;
  await writePdfFile(path, report.pdf);
  const all = [...warnings, ...report.warnings];
  if (all.length > 0) process.stderr.write(`${formatProblems("warning", all)}\n`);
  process.stderr.write(`${path}: ${countWords(report.pages, "page")}\n`);
}
