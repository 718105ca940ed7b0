import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareRendition } from "../../../functions/core/report/rendition/compare/compare-rendition.ts";
import { statementsOf } from "../../../functions/core/report/rendition/compare/statements.ts";
import { readCustomerMaster } from "../../../functions/core/report/rendition/master/customer-master.ts";
import { writePptx } from "../../../functions/core/report/rendition/pptx/write-pptx.ts";
import { pptxBlocks } from "../../../functions/proof/pptx/pptx-blocks.ts";
import { shippedTemplates } from "../../../functions/seed/template-folders.ts";
import { type OfficeFile, renderOfficeFile } from "../../core/report/rendition/render-office-file.ts";
import { soffice, validateFile } from "./judge-office-file.ts";

/** Reports as slides, judged by Microsoft's schema and by LibreOffice. */
const soak = process.env["SOAK"] !== undefined;
const reports = join(import.meta.dirname, "../../reports");
const all = [
  { name: "flagship-en", folder: join(shippedTemplates, "high-tech-industries"), parameters: { language: "en" } },
  { name: "flagship-zh", folder: join(shippedTemplates, "high-tech-industries"), parameters: { language: "zh" } },
  { name: "review", folder: join(shippedTemplates, "monthly-business-review"), parameters: {} },
  { name: "country", folder: join(shippedTemplates, "country-profile"), parameters: {} },
  ...[
    "blocks-en",
    "mathematics",
    "right-to-left",
    "tables-styled",
    "tables-divided",
    "tables-right-to-left",
    "pivot",
    "images",
    "footnotes",
    "spans",
    "cover",
    "yearbook-en",
  ].map((name) => ({ name, folder: join(reports, name, "template"), parameters: {} })),
];
const cases = all.filter(({ name }) => soak || ["flagship-zh", "tables-divided"].includes(name));

const shippedMasters = "/usr/lib/libreoffice/share/template/common/presnt";
const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-slides-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

describe.each(cases)("the slides of $name", ({ name, folder: template, parameters }) => {
  const path = (): string => join(folder, `${name}.pptx`);
  let made: OfficeFile;
  beforeAll(async () => {
    made = await renderOfficeFile("pptx", template, parameters);
    await writeFile(path(), made.file);
  });

  test("are valid by the Open XML SDK", async () => {
    expect((await validateFile(path())).errors).toEqual([]);
  });

  test("are opened by LibreOffice, which reads every sentence", async () => {
    await soffice(folder, "--convert-to", "fodp", "--outdir", folder, path());
    const shown = letters(wordsOf(await readFile(join(folder, `${name}.fodp`), "utf8")));
    const stated = statementsOf(made.stated).filter(({ kind }) => kind === "text");
    expect(stated.filter(({ text }) => !shown.includes(letters(text.replaceAll(/ <[^>]*>/g, " "))))).toEqual([]);
    expect(stated.length).toBeGreaterThan(2);
  });

  test("are drawn by LibreOffice, each on its page, with no word beyond its edges", async () => {
    await soffice(folder, "--convert-to", "pdf", "--outdir", folder, path());
    const { stdout } = await run("pdftotext", ["-bbox", join(folder, `${name}.pdf`), "-"], { maxBuffer: 2 ** 26 });
    const pages = stdout.split("<page ").slice(1);
    const slides = Object.keys(unzipSync(made.file)).filter((part) => /^ppt\/slides\/slide\d+\.xml$/.test(part));
    expect(pages).toHaveLength(slides.length);
    expect(pages.flatMap((page, index) => wordsBeyond(page).map((word) => `${index + 1}: ${word}`))).toEqual([]);
  });
});

/** Masters that come with LibreOffice, of other hands. */
const masters = soak ? ["Vivid", "Blue_Curve", "Lights", "Grey_Elegant"] : ["Vivid"];

test("masters by other programs give valid slides, which LibreOffice draws", async () => {
  const { laidOut, stated } = await renderOfficeFile("pptx", join(reports, "blocks-en/template"));
  const parts = { ...laidOut, theme: laidOut.template.theme, measurer: laidOut.typesetter, pictures: new Map() };
  const facts = { date: "2024-02-29", application: "Broadsheet", manifest: "{}" };
  for (const name of masters) {
    await soffice(folder, "--convert-to", "pptx", "--outdir", folder, join(shippedMasters, `${name}.otp`));
    const master = await readFile(join(folder, `${name}.pptx`));
    const file = writePptx({ ...parts, customer: readCustomerMaster(new Map([["theme.pptx", master]])) }, facts);
    expect(compareRendition(stated, pptxBlocks(file, laidOut.locale.number))).toEqual([]);
    const path = join(folder, `styled-${name}.pptx`);
    await writeFile(path, file);
    expect((await validateFile(path)).errors).toEqual([]);
    await soffice(folder, "--convert-to", "pdf", "--outdir", folder, path);
    const { stdout } = await run("pdfinfo", [join(folder, `styled-${name}.pdf`)]);
    const slides = Object.keys(unzipSync(file)).filter((part) => /^ppt\/slides\/slide\d+\.xml$/.test(part));
    expect(Number(/Pages:\s+(\d+)/.exec(stdout)![1])).toBe(slides.length);
  }
});

test("the Open XML SDK finds a fault", async () => {
  const files = unzipSync((await renderOfficeFile("pptx", join(reports, "footnotes/template"))).file);
  const faulty = strFromU8(files["ppt/slides/slide1.xml"]!).replace("<a:pPr", '<a:pPr algn2="aside"');
  const path = join(folder, "faulty.pptx");
  await writeFile(path, zipSync({ ...files, "ppt/slides/slide1.xml": strToU8(faulty) }));
  expect((await validateFile(path)).ok).toBe(false);
});

/** Words of a page that `pdftotext -bbox` places beyond its edges. */
function wordsBeyond(page: string): string[] {
  const [width, height] = /^width="([\d.]+)" height="([\d.]+)"/.exec(page)!.slice(1).map(Number) as [number, number];
  return [...page.matchAll(/xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</g)]
    .filter(([, left, top, right, bottom]) => {
      return Number(left) < 0 || Number(top) < 0 || Number(right) > width || Number(bottom) > height;
    })
    .map(([, , , , , word]) => word!);
}

/** The words of slides and notes that LibreOffice has read and written as flat ODF. */
function wordsOf(flat: string): string {
  return flat
    .slice(flat.indexOf("<office:presentation"))
    .replaceAll(/<svg:(?:title|desc)>.*?<\/svg:(?:title|desc)>|<office:binary-data>.*?<\/office:binary-data>/gs, " ")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/&(?:lt|gt|amp|quot|apos);/g, " ");
}

/** Letters and digits alone: programs set spaces, marks and signs of direction as they like. */
function letters(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "");
}
