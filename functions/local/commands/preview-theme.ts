import { basename, resolve } from "node:path";
import { countWords } from "../../core/wording/count-words.ts";
import { loadTheme } from "../../core/report/template/shared/load-theme.ts";
import { themeSheet } from "../../core/report/template/shared/theme-sheet.ts";
import { templateFiles } from "../../core/report/template/store/template-files.ts";
import { templateVersion } from "../../core/report/template/store/template-version.ts";
import { assertName } from "../../core/names/name.ts";
import { readThemeFolder } from "../../seed/read-template-folder.ts";
import { checkOut } from "../check-out.ts";
import { formatProblems } from "../print-problems.ts";
import { renderOnce } from "../render-once.ts";
import { writePdfFile } from "../write-pdf-file.ts";

/** Dots per point in a picture: 144 per inch. */
const pictureScale = 2;

/**
 * `broadsheet themes preview`: renders a page that shows a theme's folder, as PDF or PNG, and reports what its check
 * finds.
 *
 * @throws BroadsheetError with each fault of the theme, by file and line
 */
export async function previewTheme(
  folder: string,
  { out, language, json }: { readonly out?: string; readonly language: string; readonly json?: boolean },
): Promise<void> {
  checkOut(out);
  const name = assertName(basename(resolve(folder)), "theme");
  const files = templateFiles(readThemeFolder(folder));
  const theme = loadTheme(name, templateVersion(files), files);
  const { report } = await renderOnce({
    name: "theme-sheet",
    files: themeSheet(theme),
    parameters: { language },
    datasets: {},
  });
  const path = out ?? `${name}.pdf`;
  await writePdfFile(path, path.endsWith(".png") ? await drawn(report.pdf) : report.pdf);
  // The sheet finds the theme's own faults again.
  const known = new Set(theme.warnings.map(({ code, message }) => `${code} ${message}`));
  const all = [...theme.warnings, ...report.warnings.filter(({ code, message }) => !known.has(`${code} ${message}`))];
  if (json === true) {
    // The page itself may be on standard output.
    const output = path === "-" ? process.stderr : process.stdout;
    return void output.write(`${JSON.stringify({ file: path, pages: report.pages, warnings: all }, null, 2)}\n`);
  }
  if (all.length > 0) process.stderr.write(`${formatProblems("warning", all)}\n`);
  process.stderr.write(`${path}: ${countWords(report.pages, "page")}\n`);
}

async function drawn(pdf: Uint8Array): Promise<Uint8Array> {
  const { drawPdfPage } = await import("../../adapters/pages/draw-pdf-page.ts");
  return await drawPdfPage(pdf, 1, pictureScale);
}
