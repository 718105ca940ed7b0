import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../functions/program/project-root.ts";
import { soffice } from "../servers/pages/judge-office-file.ts";
import { runProgram } from "../servers/run-program.ts";

/** Height of the picture and width of its widest part, pixels. */
const [high, wide] = [466, 420];
const grey = "#888888";

/** What is shown of an office file: a page as LibreOffice prints it. */
const pages = { xlsx: 1, docx: 1, pptx: 2 } as const;

/**
 * The flagship in every form: web page, workbook and text document as high as the picture, a slide over the card. Each
 * is seen by another program: Chromium, and LibreOffice.
 */
export async function takeRenditions(language: string): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-renditions-"));
  const at = (name: string): string => join(folder, name);
  try {
    // Chromium and LibreOffice draw Chinese in the fonts that Broadsheet ships: a machine may have none.
    writeFileSync(at("fonts.conf"), fontSettings(folder));
    process.env["FONTCONFIG_FILE"] = at("fonts.conf");
    for (const form of ["html", "xlsx", "docx", "pptx", "png"]) await render(language, at(`report.${form}`));
    const window = ["--window-size=760,1000", `--screenshot=${at("html.png")}`, `file://${at("report.html")}`];
    await run("/usr/bin/chromium-headless-shell", ["--no-sandbox", "--hide-scrollbars", ...window]);
    for (const [form, page] of Object.entries(pages)) {
      await soffice(folder, "--convert-to", "pdf", "--outdir", folder, at(`report.${form}`));
      const only = ["-f", String(page), "-l", String(page), "-singlefile", "-scale-to", "1000", "-png"];
      await run("pdftoppm", [...only, at("report.pdf"), at(form)]);
    }
    const tall = (name: string): string[] => ["(", at(`${name}.png`), "-resize", `x${high}`, ")"];
    const broad = (name: string): string[] => ["(", at(`${name}.png`), "-resize", `${wide}x`, ")"];
    const column = ["(", ...broad("pptx"), ...broad("report"), "-background", grey, "-splice", "0x10", "-append", ")"];
    const row = [
      ...["html", "xlsx", "docx"].flatMap(tall),
      ...column,
      "-background",
      grey,
      "-splice",
      "10x0",
      "+append",
    ];
    const frame = ["-bordercolor", grey, "-border", "10", "-strip", "-colors", "128"];
    await run("convert", [...row, ...frame, at("all.png")]);
    return readFileSync(at("all.png"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Settings of fontconfig: the machine's fonts, and ours for Chinese. */
function fontSettings(folder: string): string {
  const ours = new URL("node_modules/@expo-google-fonts/noto-sans-sc", projectRoot).pathname;
  const folders = ["/usr/share/fonts", ours];
  const lines = folders.map((path) => `<dir>${path}</dir>`).join("");
  return `<?xml version="1.0"?><fontconfig>${lines}<cachedir>${join(folder, "fonts")}</cachedir></fontconfig>\n`;
}

async function render(language: string, out: string): Promise<void> {
  const [command, template] = ["functions/local/broadsheet.mjs", "templates/high-tech-industries"].map(
    (path) => new URL(path, projectRoot).pathname,
  ) as [string, string];
  await run(process.execPath, [command, "render", template, "--param", `language=${language}`, "--out", out]);
}

/** @throws Error if the program fails */
async function run(program: string, words: readonly string[]): Promise<void> {
  const { code, stderr } = await runProgram(program, words);
  if (code !== 0) throw new Error(`${program} ends with ${code}: ${stderr}`);
}
