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
import { convertAll, lettersOf, validateFile, wordsOfFlat } from "./judge-office-file.ts";

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

const pathOf = (name: string): string => join(folder, `${name}.pptx`);
/** Name of a case → its slides. */
const made = new Map<string, OfficeFile>();
/** Slides in the master of another program. */
let styled: { readonly name: string; readonly file: Uint8Array; readonly differences: unknown }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-slides-"));
  for (const { name, folder: template, parameters } of cases) {
    made.set(name, await renderOfficeFile("pptx", template, parameters));
    await writeFile(pathOf(name), made.get(name)!.file);
  }
  styled = await styleAll();
  const paths = cases.map(({ name }) => pathOf(name));
  await convertAll(folder, "fodp", paths);
  await convertAll(folder, "pdf", [...paths, ...styled.map(({ name }) => pathOf(`styled-${name}`))]);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

describe.each(cases)("the slides of $name", ({ name }) => {
  test("are valid by the Open XML SDK", async () => {
    expect((await validateFile(pathOf(name))).errors).toEqual([]);
  });

  test("are opened by LibreOffice, which reads every sentence", async () => {
    const shown = lettersOf(wordsOf(await readFile(join(folder, `${name}.fodp`), "utf8")));
    const stated = statementsOf(made.get(name)!.stated).filter(({ kind }) => kind === "text");
    expect(stated.filter(({ text }) => !shown.includes(lettersOf(text.replaceAll(/ <[^>]*>/g, " "))))).toEqual([]);
    expect(stated.length).toBeGreaterThan(2);
  });

  test("are drawn by LibreOffice, each on its page, with no word beyond its edges", async () => {
    const { stdout } = await run("pdftotext", ["-bbox", join(folder, `${name}.pdf`), "-"], { maxBuffer: 2 ** 26 });
    const pages = stdout.split("<page ").slice(1);
    const slides = Object.keys(unzipSync(made.get(name)!.file)).filter((part) =>
      /^ppt\/slides\/slide\d+\.xml$/.test(part),
    );
    expect(pages).toHaveLength(slides.length);
    expect(pages.flatMap((page, index) => wordsBeyond(page).map((word) => `${index + 1}: ${word}`))).toEqual([]);
  });
});

/** Masters that come with LibreOffice, of other hands. */
const masters = soak ? ["Vivid", "Blue_Curve", "Lights", "Grey_Elegant"] : ["Vivid"];

/** The same report in each master. */
async function styleAll(): Promise<typeof styled> {
  const { laidOut, stated } = await renderOfficeFile("pptx", join(reports, "blocks-en/template"));
  const parts = { ...laidOut, theme: laidOut.template.theme, measurer: laidOut.typesetter, pictures: new Map() };
  const facts = { date: "2024-02-29", application: "Broadsheet", manifest: "{}" };
  await convertAll(
    folder,
    "pptx",
    masters.map((name) => join(shippedMasters, `${name}.otp`)),
  );
  return await Promise.all(
    masters.map(async (name) => {
      const customer = readCustomerMaster(new Map([["theme.pptx", await readFile(pathOf(name))]]));
      const file = writePptx({ ...parts, customer }, facts);
      await writeFile(pathOf(`styled-${name}`), file);
      return { name, file, differences: compareRendition(stated, pptxBlocks(file, laidOut.locale.number)) };
    }),
  );
}

test.each(masters)("the master %s, by another program, gives valid slides, which LibreOffice draws", async (name) => {
  const { file, differences } = styled.find((each) => each.name === name)!;
  expect(differences).toEqual([]);
  expect((await validateFile(pathOf(`styled-${name}`))).errors).toEqual([]);
  const { stdout } = await run("pdfinfo", [join(folder, `styled-${name}.pdf`)]);
  const slides = Object.keys(unzipSync(file)).filter((part) => /^ppt\/slides\/slide\d+\.xml$/.test(part));
  expect(Number(/Pages:\s+(\d+)/.exec(stdout)![1])).toBe(slides.length);
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
  return wordsOfFlat(flat.slice(flat.indexOf("<office:presentation")));
}
