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
import { soffice, validateFile } from "./judge-office-file.ts";

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

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-office-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

describe.each(cases)("the text document of $name", ({ name, folder: template, parameters }) => {
  const path = (): string => join(folder, `${name}.docx`);
  let made: OfficeFile;
  beforeAll(async () => {
    made = await renderOfficeFile("docx", template, parameters);
    await writeFile(path(), made.file);
  });

  test("is valid by the Open XML SDK", async () => {
    expect((await validateFile(path())).errors).toEqual([]);
  });

  test("is opened by LibreOffice, which reads every sentence in its order", async () => {
    await soffice(folder, "--convert-to", "fodt", "--outdir", folder, path());
    const { words: read, notes } = wordsOf(await readFile(join(folder, `${name}.fodt`), "utf8"));
    const shown = letters(read);
    const missing: string[] = [];
    let from = 0;
    const kinds = ["heading", "text", "row", "caption", "source", "term", "meaning", "speaker", "value", "code"];
    const stated = statementsOf(made.stated).filter(({ kind }) => kinds.includes(kind));
    for (const { text } of stated) {
      const words = letters(text.replaceAll(/ <[^>]*>/g, " "));
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
    await soffice(folder, "--convert-to", "pdf", "--outdir", folder, path());
    const { stdout } = await run("pdfinfo", [join(folder, `${name}.pdf`)]);
    const pages = Number(/Pages:\s+(\d+)/.exec(stdout)![1]);
    expect(pages).toBeLessThanOrEqual(made.laidOut.layout.pages.length * 2 + 1);
    const images = await run("pdfimages", ["-list", join(folder, `${name}.pdf`)]);
    const drawn = images.stdout.split("\n").filter((line) => / image /.test(line)).length;
    const pictures = Object.keys(unzipSync(made.file)).filter((part) => part.startsWith("word/media/")).length;
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
    await soffice(folder, "--convert-to", "dotx", "--outdir", folder, master);
    const name = basename(master, ".ott");
    files.push([name, await readFile(join(folder, `${name}.dotx`))]);
  }
  const facts = { date: "2024-02-29", application: "Broadsheet", manifest: "{}" };
  const parts = { ...laidOut, theme: laidOut.template.theme, page: laidOut.template.page, pictures: new Map() };
  for (const [name, master] of files) {
    const customer = readCustomerStyles(new Map([["theme.dotx", master]]));
    const file = writeDocx({ ...parts, customer }, facts);
    expect(compareRendition(stated, docxBlocks(file, laidOut.locale.number))).toEqual([]);
    const path = join(folder, `styled-${name}.docx`);
    await writeFile(path, file);
    expect((await validateFile(path)).errors).toEqual([]);
  }
});

function says(text: string): Block {
  return { type: "paragraph", children: [{ type: "text", text }] };
}

test("LibreOffice draws no empty page where pages are turned, broken or numbered anew", async () => {
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
  const path = join(folder, "turned.docx");
  await writeFile(path, writeDocx({ ...parts, pictures: new Map() }, facts));
  expect((await validateFile(path)).errors).toEqual([]);
  await soffice(folder, "--convert-to", "pdf", "--outdir", folder, path);
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
  return { words: plain(words), notes: sorted.map((note) => ({ ...note, words: plain(note.words) })) };
}

/** The words of a part of flat ODF. */
function plain(flat: string): string {
  return flat
    .replaceAll(/<svg:(?:title|desc)>.*?<\/svg:(?:title|desc)>|<office:binary-data>.*?<\/office:binary-data>/gs, " ")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/&(?:lt|gt|amp|quot|apos);/g, " ");
}

/** Letters and digits alone: programs set spaces, marks and signs of direction as they like. */
function letters(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "");
}
