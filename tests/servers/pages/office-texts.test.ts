import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Block } from "../../../functions/core/report/document/document.ts";
import { compareRendition } from "../../../functions/core/report/rendition/compare/compare-rendition.ts";
import { statementsOf } from "../../../functions/core/report/rendition/compare/statements.ts";
import { readCustomerStyles } from "../../../functions/core/report/rendition/docx/customer-styles.ts";
import { writeDocx } from "../../../functions/core/report/rendition/docx/write-docx.ts";
import { docxBlocks } from "../../../functions/proof/docx/docx-blocks.ts";
import { shippedTemplates } from "../../../functions/seed/template-folders.ts";
import { customerDocument } from "../../core/report/rendition/customer-document.ts";
import { type OfficeFile, renderOfficeFile } from "../../core/report/rendition/render-office-file.ts";
import { convertAll, lettersOf, validateFile, wordsOfFlat } from "./judge-office-file.ts";

/** Reports as text documents, judged by Microsoft's schema and by LibreOffice. */
const soak = process.env["SOAK"] !== undefined;
const reports = join(import.meta.dirname, "../../reports");
const all = [
  { name: "flagship-en", folder: join(shippedTemplates, "high-tech-industries"), parameters: { language: "en" } },
  { name: "flagship-zh", folder: join(shippedTemplates, "high-tech-industries"), parameters: { language: "zh" } },
  { name: "review", folder: join(shippedTemplates, "monthly-business-review"), parameters: {} },
  ...[
    "blocks-en",
    "mathematics",
    "right-to-left",
    "tables-styled",
    "tables-right-to-left",
    "pivot",
    "images",
    "footnotes",
    "spans",
    "cover",
    "yearbook-en",
  ].map((name) => ({ name, folder: join(reports, name, "template"), parameters: {} })),
];
const cases = all.filter(({ name }) => soak || ["flagship-en", "footnotes"].includes(name));

const run = promisify(execFile);
let folder: string;

const pathOf = (name: string): string => join(folder, `${name}.docx`);
/** Name of a case → its document. */
const made = new Map<string, OfficeFile>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-office-"));
  for (const { name, folder: template, parameters } of cases) {
    made.set(name, await renderOfficeFile("docx", template, parameters));
    await writeFile(pathOf(name), made.get(name)!.file);
  }
  await writeFile(pathOf("turned"), await turnedPages());
  const paths = cases.map(({ name }) => pathOf(name));
  await convertAll(folder, "fodt", paths);
  await convertAll(folder, "pdf", [...paths, pathOf("turned")]);
  await convertAll(folder, "dotx", masters);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

describe.each(cases)("the text document of $name", ({ name }) => {
  test("is valid by the Open XML SDK", async () => {
    expect((await validateFile(pathOf(name))).errors).toEqual([]);
  });

  test("is opened by LibreOffice, which reads every sentence in its order", async () => {
    const { words: read, notes } = wordsOf(await readFile(join(folder, `${name}.fodt`), "utf8"));
    const shown = lettersOf(read);
    const missing: string[] = [];
    let from = 0;
    const kinds = ["heading", "text", "row", "caption", "source", "term", "meaning", "speaker", "value", "code"];
    const stated = statementsOf(made.get(name)!.stated).filter(({ kind }) => kinds.includes(kind));
    for (const { text } of stated) {
      const words = lettersOf(text.replaceAll(/ <[^>]*>/g, " "));
      const at = shown.indexOf(words, from);
      if (at < 0) missing.push(text);
      else from = at + words.length;
    }
    expect(missing).toEqual([]);
    expect(stated.length).toBeGreaterThan(2);
    // Each mark is shown once in the text, and once before its note.
    expect(notes.map(({ mark }) => mark)).toEqual(notes.map((_, index) => index + 1));
    const double = notes.filter(
      ({ mark, own, behind, words }) => own && (behind === String(mark) || /^\d+\s/.test(words.trim())),
    );
    expect(double).toEqual([]);
  });

  test("is drawn by LibreOffice on about as many pages as the PDF has, with every picture", async () => {
    const { laidOut, file } = made.get(name)!;
    const { stdout } = await run("pdfinfo", [join(folder, `${name}.pdf`)]);
    const pages = Number(/Pages:\s+(\d+)/.exec(stdout)![1]);
    expect(pages).toBeLessThanOrEqual(laidOut.layout.pages.length * 2 + 1);
    const images = await run("pdfimages", ["-list", join(folder, `${name}.pdf`)]);
    const drawn = images.stdout.split("\n").filter((line) => / image /.test(line)).length;
    const pictures = Object.keys(unzipSync(file)).filter((part) => part.startsWith("word/media/")).length;
    expect(drawn).toBeGreaterThanOrEqual(pictures);
  });
});

/** Letters that come with LibreOffice, as masters of other hands. */
const letterheads = "/usr/lib/libreoffice/share/template/common";
const masters = [
  join(letterheads, "officorr/Modern_business_letter_serif.ott"),
  ...(soak
    ? [
        join(letterheads, "officorr/Modern_business_letter_sans_serif.ott"),
        join(letterheads, "wizard/fax/bus-modern_f.ott"),
      ]
    : []),
];

test("the styles of a house, and those of masters by other programs, give valid documents", async () => {
  const { laidOut, stated } = await renderOfficeFile("docx", join(reports, "blocks-en/template"));
  const files: [string, Uint8Array][] = [["house", customerDocument()]];
  for (const master of masters) {
    const name = basename(master, ".ott");
    files.push([name, await readFile(join(folder, `${name}.dotx`))]);
  }
  const facts = { date: "2024-02-29", application: "Broadsheet", manifest: "{}" };
  const parts = { ...laidOut, theme: laidOut.template.theme, page: laidOut.template.page, pictures: new Map() };
  for (const [name, master] of files) {
    const customer = readCustomerStyles(new Map([["theme.dotx", master]]));
    const file = writeDocx({ ...parts, customer }, facts);
    expect(compareRendition(stated, docxBlocks(file, laidOut.locale.number))).toEqual([]);
    await writeFile(pathOf(`styled-${name}`), file);
    expect((await validateFile(pathOf(`styled-${name}`))).errors).toEqual([]);
  }
});

function says(text: string): Block {
  return { type: "paragraph", children: [{ type: "text", text }] };
}

/** A document whose pages are turned, broken and numbered anew. */
async function turnedPages(): Promise<Uint8Array> {
  const { laidOut } = await renderOfficeFile("docx", join(reports, "footnotes/template"));
  const pageBreak: Block = { type: "page-break" };
  const blocks: Block[] = [
    pageBreak,
    says("first"),
    pageBreak,
    pageBreak,
    { type: "page-break", numbering: { start: 1, style: "decimal" } },
    { type: "landscape", children: [says("second")] },
    pageBreak,
    { type: "text-columns", count: 2, children: [says("third")] },
    pageBreak,
    { type: "landscape", children: [says("fourth")] },
  ];
  const document = { ...laidOut.document, blocks, footnotes: [] };
  const parts = { ...laidOut, document, theme: laidOut.template.theme, page: laidOut.template.page };
  const facts = { date: "2024-02-29", application: "Broadsheet", manifest: "{}" };
  return writeDocx({ ...parts, pictures: new Map() }, facts);
}

test("LibreOffice draws no empty page where pages are turned, broken or numbered anew", async () => {
  expect((await validateFile(pathOf("turned"))).errors).toEqual([]);
  const { stdout } = await run("pdftotext", ["-layout", join(folder, "turned.pdf"), "-"]);
  const pages = stdout.split("\f").slice(0, -1);
  expect(pages.map((page) => /first|second|third|fourth/.exec(page)?.[0])).toEqual([
    "first",
    "second",
    "third",
    "fourth",
  ]);
});

test("the Open XML SDK finds a fault", async () => {
  const files = unzipSync((await renderOfficeFile("docx", join(reports, "footnotes/template"))).file);
  const faulty = strFromU8(files["word/document.xml"]!).replace("<w:pPr>", "<w:pPr><w:jc w:val='aside'/>");
  const path = join(folder, "faulty.docx");
  await writeFile(path, zipSync({ ...files, "word/document.xml": strToU8(faulty) }));
  expect((await validateFile(path)).ok).toBe(false);
});

interface Note {
  /** As the text shows it. */
  readonly mark: number;
  /** Whether it is a mark of its own, which LibreOffice does not count. */
  readonly own: boolean;
  /** Digits behind the mark. */
  readonly behind: string;
  readonly words: string;
}

/** The words of a document that LibreOffice has read and written as flat ODF: notes behind the text, by their marks. */
function wordsOf(flat: string): { readonly words: string; readonly notes: readonly Note[] } {
  const body = flat.slice(flat.indexOf("<office:text"), flat.indexOf("</office:text>"));
  const notes: Note[] = [];
  const text = body.replaceAll(
    /<text:note .*?<text:note-citation([^>]*)>(.*?)<\/text:note-citation>(.*?)<\/text:note>(?=(?:<[^>]*>)*(\d*))/gs,
    (_, label: string, mark: string, words: string, behind: string) => {
      notes.push({ mark: Number(mark), own: label.includes("text:label"), behind, words });
      return mark;
    },
  );
  const sorted = notes.toSorted((a, b) => a.mark - b.mark);
  const words = [text, ...sorted.map((note) => note.words)].join(" ");
  return { words: wordsOfFlat(words), notes: sorted.map((note) => ({ ...note, words: wordsOfFlat(note.words) })) };
}
