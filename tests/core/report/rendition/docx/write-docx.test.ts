import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import type { Block, Document } from "../../../../../functions/core/report/document/document.ts";
import { english } from "../../../../../functions/core/report/locale/languages/en.ts";
import { compareRendition } from "../../../../../functions/core/report/rendition/compare/compare-rendition.ts";
import { writeDocx } from "../../../../../functions/core/report/rendition/docx/write-docx.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { docxBlocks } from "../../../../../functions/proof/docx/docx-blocks.ts";
import { shippedTemplates } from "../../../../../functions/seed/template-folders.ts";
import { mutateDigits } from "../mutate-digits.ts";
import { type OfficeFile, renderOfficeFile } from "../render-office-file.ts";

const whole = process.env["SOAK"] !== undefined;
const reports = join(import.meta.dirname, "../../../../reports");
const flagship = join(shippedTemplates, "high-tech-industries");
const names = whole
  ? [
      "blocks-en",
      "blocks-zh",
      "mathematics",
      "right-to-left",
      "tables-styled",
      "tables-divided",
      "pivot",
      "images",
      "footnotes",
      "footnotes-at-end",
      "spans",
      "figures-en",
      "floating",
      "cover",
      "characters",
      "yearbook-zh",
    ]
  : ["blocks-en", "tables-styled", "footnotes", "right-to-left"];
type Case = readonly [name: string, folder: string, parameters: Readonly<Record<string, string>>];
const cases: readonly Case[] = [
  ["flagship-en", flagship, { language: "en" }],
  ...(whole
    ? ([
        ["flagship-zh", flagship, { language: "zh" }],
        ["review", join(shippedTemplates, "monthly-business-review"), {}],
        ["country", join(shippedTemplates, "country-profile"), {}],
        ["profile", join(shippedTemplates, "dataset-profile"), {}],
      ] satisfies Case[])
    : []),
  ...names.map((name) => [name, join(reports, name, "template"), {}] satisfies Case),
];
/** Mutants of all documents together. */
const mutants = whole ? 1_000 : 150;

describe.each(cases)("the text document of %s", (_, folder, parameters) => {
  let made: OfficeFile;
  beforeAll(async () => {
    made = await renderOfficeFile("docx", folder, parameters);
  });

  test("keeps a figure with its own source, and not with the figure after it", () => {
    const text = strFromU8(unzipSync(made.file)["word/document.xml"]!);
    const paragraphs = [...text.matchAll(/<w:pStyle w:val="(\w+)">.*?<\/w:pPr>/g)].map(([look, style]) => ({
      look,
      style,
    }));
    const torn = paragraphs.flatMap(({ look, style }, at) => {
      const kept = style === "ReportFigure" && !look.includes('<w:keepNext w:val="0">');
      const next = paragraphs[at + 1]?.style ?? "nothing";
      return kept && !/^Report(?:Source|Picturetext)$/i.test(next) ? [next] : [];
    });
    expect(torn).toEqual([]);
  });

  test("says what its report says", () => {
    expect(compareRendition(made.stated, docxBlocks(made.file, made.laidOut.locale.number))).toEqual([]);
  });

  test("with one digit changed says something else, wherever the digit is displayed", () => {
    const missed: string[] = [];
    for (const { file, where } of mutateDigits(made.file, shownIn, mutants / cases.length))
      if (isFaithful(made, file)) missed.push(where);
    expect(missed).toEqual([]);
  });

  test("has the same bytes when it is made again", async () => {
    const again = await renderOfficeFile("docx", folder, parameters);
    expect(Buffer.compare(again.file, made.file)).toBe(0);
  });
});

/** Whether a document says what its report says; one that cannot be read does not. */
function isFaithful({ stated, laidOut }: OfficeFile, file: Uint8Array): boolean {
  try {
    return compareRendition(stated, docxBlocks(file, laidOut.locale.number)).length === 0;
  } catch {
    return false;
  }
}

/** Fields that Word fills in on each page, whatever the file shows in their places. */
const counted = /<w:fldSimple w:instr=" (?:PAGE|NUMPAGES|STYLEREF \d) ">.*?<\/w:fldSimple>/g;

/** What is displayed, or heard: texts, alternative texts, and the numbers of lists. */
function shownIn(path: string, body: string): { readonly from: number; readonly text: string }[] {
  const blank = body.replaceAll(counted, (each) => "_".repeat(each.length));
  const spans = /^word\/(?:document|footnotes|header1|footer1)\.xml$/.test(path)
    ? [...blank.matchAll(/<w:t(?: [^>]*)?>([^<]*)<|(?:descr|\\r)(?:=")? ?([^"]*)"/g)]
    : path === "word/numbering.xml"
      ? [...blank.matchAll(/<w:startOverride w:val="([^"]*)"/g)]
      : path.startsWith("word/charts/")
        ? [...blank.matchAll(/<(?:c:v|a:t)>([^<]*)</g)]
        : path === "docProps/core.xml"
          ? [...blank.matchAll(/<dc:title>([^<]*)</g)]
          : [];
  return spans.map((match) => {
    const text = match[1] ?? match[2] ?? "";
    return { text, from: match.index + match[0].lastIndexOf(text) };
  });
}

const hostile = `=x <w:t>1</w:t> {page} PAGE \\r _x0041_ & "' \u0000\ud800 ]]>`;
const words = [{ type: "text", text: hostile }] as const;
const paragraph: Block = { type: "paragraph", children: words };
const caption = { title: words, deck: words, source: words, note: words } as const;
const cell = { children: words } as const;

function partsOf(blocks: readonly Block[], more: Partial<Document> = {}): Parameters<typeof writeDocx>[0] {
  const document: Document = {
    title: hostile,
    language: "en",
    header: { left: hostile, right: "" },
    footer: "{page} of {pages}: {chapter}",
    watermark: hostile,
    blocks,
    footnotes: [],
    ...more,
  };
  return {
    document,
    locale: english,
    theme: defaultTheme,
    page: { width: 595, height: 842, margins: { top: 60, right: 60, bottom: 60, left: 60 }, footnotes: "page" },
    charts: new Map(),
    layout: { pages: [] },
    pictures: new Map(),
  };
}

/** The parts of a document, once it says what its blocks say. */
function written(blocks: readonly Block[], more: Partial<Document> = {}): Readonly<Record<string, string>> {
  const parts = partsOf(blocks, more);
  const file = writeDocx(parts, { date: "2024-02-29", application: "Broadsheet", manifest: "{}" });
  expect(compareRendition({ ...parts, form: "docx" }, docxBlocks(file, english.number))).toEqual([]);
  return Object.fromEntries(Object.entries(unzipSync(file)).map(([path, body]) => [path, strFromU8(body)]));
}

function list(start: number, ...items: readonly (readonly Block[])[]): Block {
  return { type: "list", ordered: true, start, tight: false, items };
}

function note(index: number) {
  return { type: "footnote", index } as const;
}

function says(...children: Extract<Block, { type: "paragraph" }>["children"]): Block {
  return { type: "paragraph", children };
}

test("what comes from data stays text, and no address but a safe one is followed", () => {
  const files = written([
    { type: "heading", level: 1, id: `x"y`, children: words },
    { type: "paragraph", children: [{ type: "link", url: "javascript:alert(1)", children: words }] },
    { type: "paragraph", children: [{ type: "link", url: "https://example.org/?a=1&b=2", children: words }] },
    { type: "paragraph", children: [{ type: "link", url: "https://example.org/", children: [] }] },
    { type: "paragraph", children: [{ type: "reference", target: `x"y`, children: words }] },
    { type: "code", text: `${hostile}\n\tindented` },
    { type: "callout", title: words, children: [paragraph, { type: "rule" }] },
    { type: "table", id: "t", number: 1, ...caption, columns: [], rows: [{ kind: "body", cells: [] }] },
  ]);
  const relationships = Object.entries(files).filter(([path]) => path.endsWith(".rels"));
  const external = relationships.flatMap(([, body]) => [...body.matchAll(/Target="([^"]*)" TargetMode="External"/g)]);
  expect(external.map(([, target]) => target)).toEqual(["https://example.org/?a=1&amp;b=2"]);
});

test("lists begin where they should, at any depth, with anything in them", () => {
  let deep: Block = list(7, [paragraph], [paragraph]);
  for (let level = 0; level < 9; level++) deep = list(level, [deep], [paragraph, deep, paragraph]);
  const table: Block = { type: "table", id: "t", number: 0, ...caption, columns: [], rows: [] };
  const files = written([
    list(3, [list(7, [paragraph]), paragraph], [], [{ type: "quote", children: [paragraph] }], [table], [paragraph]),
    list(0, [], []),
    list(32_760, [paragraph], [], [table], [paragraph], [paragraph], [paragraph], [paragraph]),
    list(999_999_999, [paragraph], [list(1, [paragraph])], []),
    { type: "list", ordered: false, start: 1, tight: true, items: [[], [paragraph], [list(2, [paragraph])]] },
  ]);
  expect(files["word/numbering.xml"]).not.toContain("999999999");
  expect(written([list(1, [deep])])["word/document.xml"]).not.toMatch(/w:ilvl w:val="(?:9|\d\d)"/);
});

test("notes have the numbers of the PDF, wherever and however often they are marked", () => {
  const table: Block = { type: "table", id: "t", number: 1, ...caption, columns: [], rows: [] };
  const files = written(
    [says(note(2), note(0)), says({ type: "strong", children: [note(1), note(2)] }, note(0)), says(note(5))],
    {
      footnotes: [
        { label: "a", children: [says({ type: "text", text: "1" }), says(note(3))] },
        { label: "b", children: [table, { type: "list", ordered: true, start: 4, tight: true, items: [[paragraph]] }] },
        { label: "c", children: [] },
        { label: "d", children: [says({ type: "text", text: "only from a note" }), paragraph] },
        { label: "e", children: [paragraph] },
        { label: "f", children: [{ type: "code", text: "1" }] },
      ],
    },
  );
  expect(files["word/document.xml"]!.match(/<w:footnoteReference /g)).toHaveLength(4);
  expect(files["word/document.xml"]).toContain("only from a note");
});

test("cells that reach over rows and columns are continued in every row", () => {
  const row = (...cells: readonly object[]) => ({
    kind: "body" as const,
    cells: cells.map((each) => ({ ...cell, ...each })),
  });
  const files = written([
    {
      type: "table",
      id: "t",
      number: 2,
      label: "A1",
      ...caption,
      columns: [1, 2, 3, 4].map(() => ({ label: words, align: "decimal" as const })),
      head: [
        [
          { ...cell, rowSpan: 2 },
          { ...cell, colSpan: 3 },
        ],
        [cell, cell, cell],
      ],
      rows: [
        row({ rowSpan: 3, header: true }, {}, { rowSpan: 2, colSpan: 2 }),
        row({}),
        row({}, {}, {}),
        row({ rowSpan: 9 }, {}, {}, {}),
      ],
      notes: [words],
    },
  ]);
  const rows = [...files["word/document.xml"]!.matchAll(/<w:tr>.*?<\/w:tr>/g)].map(([each]) =>
    [...each.matchAll(/<w:tc>.*?<\/w:tc>/g)].reduce(
      (sum, [one]) => sum + Number(/w:gridSpan w:val="(\d+)"/.exec(one)?.[1] ?? 1),
      0,
    ),
  );
  expect(rows).toEqual([4, 4, 4, 4, 4, 4]);
});

function wideTable(count: number): Block {
  return {
    type: "table",
    id: "t",
    number: 1,
    ...caption,
    columns: Array.from({ length: count }, () => ({ label: words, align: "left" })),
    rows: [{ kind: "body", cells: Array.from({ length: count }, () => cell) }],
  };
}

function heading(level: 2 | 4, id: string): Block {
  return { type: "heading", level, id, children: words };
}

test("a table with more columns than Word has is refused, and many links are written quickly", () => {
  written([wideTable(63)]);
  expect(() => written([wideTable(64)])).toThrow("more columns");
  const links = Array.from({ length: 5_000 }, (_, index) =>
    says({ type: "link", url: `https://example.org/${index}`, children: words }),
  );
  expect(written(links)["word/_rels/document.xml.rels"]!.match(/TargetMode="External"/g)).toHaveLength(5_000);
});

test("fields name Word's levels where an author's begin with the second", () => {
  const files = written([{ type: "toc", depth: 4 }, heading(2, "a"), heading(4, "b")]);
  expect(files["word/document.xml"]).toContain('TOC \\o "1-2"');
  expect(files["word/footer1.xml"]).toContain(" STYLEREF 1 ");
  expect(written([{ type: "toc", depth: 2 }, heading(2, "a"), heading(4, "b")])["word/document.xml"]).toContain(
    '"1-1"',
  );
});

const anew = (start: number, style?: "lower-roman" | "decimal"): Block => ({
  type: "page-break",
  numbering: { start, style },
});

test("pages are numbered on in every section, anew where the text says so, once", () => {
  const landscape: Block = { type: "landscape", children: [paragraph] };
  const columns: Block = { type: "text-columns", count: 2, children: [paragraph] };
  const blocks = [
    anew(1, "lower-roman"),
    paragraph,
    landscape,
    paragraph,
    anew(5),
    landscape,
    anew(1, "decimal"),
    columns,
  ];
  const sections = written(blocks)["word/document.xml"]!.match(/<w:sectPr>.*?<\/w:sectPr>/gs)!;
  expect(
    sections.map((each) => [
      /w:type w:val="(\w+)"/.exec(each)?.[1],
      /w:fmt="(\w+)"/.exec(each)?.[1],
      /w:start="(\d+)"/.exec(each)?.[1],
    ]),
  ).toEqual([
    ["nextPage", "lowerRoman", "1"],
    ["nextPage", "lowerRoman", undefined],
    ["nextPage", "lowerRoman", undefined],
    ["nextPage", "lowerRoman", "5"],
    ["nextPage", "decimal", "1"],
  ]);
});

test("in a document from the right, digits without letters stand behind a mark of their direction", async () => {
  const made = await renderOfficeFile("docx", join(reports, "tables-right-to-left/template"), {});
  const document = strFromU8(unzipSync(made.file)["word/document.xml"]!);
  const texts = [...document.matchAll(/<w:t xml:space="preserve">([^<]*)</g)].map(([, text]) => text!);
  const signed = texts.filter((text) => /[-−+]\d/.test(text) && !/\p{L}/u.test(text));
  expect(signed.length).toBeGreaterThan(0);
  expect(signed.filter((text) => !text.startsWith("\u200e"))).toEqual([]);
  expect(compareRendition(made.stated, docxBlocks(made.file, made.laidOut.locale.number))).toEqual([]);
});
