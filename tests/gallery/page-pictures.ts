import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { projectRoot } from "../../functions/program/project-root.ts";
import { runProgram } from "../servers/run-program.ts";
import { pictures } from "./list-pictures.ts";
import { pageSheets } from "./page-sheets.ts";

/**
 * Makes the pictures of every page of the shipped templates, in each of their languages, beside each other in one
 * picture a template and language: `node tests/gallery/page-pictures.ts`. With `--before FOLDER`, a checkout of an
 * earlier commit with its packages, it makes those of its templates, by its program. Needs poppler and
 * ImageMagick.
 */
const pixelsPerInch = 58;
const { values } = parseArgs({ options: { before: { type: "string" } } });
const checkout = values.before === undefined ? projectRoot : pathToFileURL(`${values.before}/`);
const suffix = values.before === undefined ? "after" : "before";
const target = join(pictures, "pages");
mkdirSync(target, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "broadsheet-pages-"));
try {
  for (const { template, language, name } of pageSheets) {
    const pdf = join(folder, `${name}.pdf`);
    await run(process.execPath, [
      new URL("functions/local/broadsheet.mjs", checkout).pathname,
      "render",
      new URL(`templates/${template}`, checkout).pathname,
      "--param",
      `language=${language}`,
      "--out",
      pdf,
    ]);
    await run("pdftoppm", ["-r", String(pixelsPerInch), "-png", pdf, join(folder, name)]);
    const pages = readdirSync(folder).filter((file) => file.startsWith(`${name}-`));
    const out = join(target, `${name}-${suffix}.webp`);
    await run("montage", [
      ...pages.toSorted().map((file) => join(folder, file)),
      "-tile",
      "4x",
      "-geometry",
      "+4+4",
      "-background",
      "#888888",
      "-strip",
      "-quality",
      "62",
      "-define",
      "webp:method=6",
      out,
    ]);
    process.stdout.write(`${out}: ${pages.length} pages\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function run(program: string, words: readonly string[]): Promise<void> {
  const { code, stderr } = await runProgram(program, words);
  if (code !== 0) throw new Error(`${program} ${words.join(" ")} ended with ${code}: ${stderr}`);
}
