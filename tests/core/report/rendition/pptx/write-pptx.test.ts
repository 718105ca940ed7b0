import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { createFontFiles } from "../../../../../functions/adapters/font-files.ts";
import type { Block, Document, TableCell } from "../../../../../functions/core/report/document/document.ts";
import { openTypesetter } from "../../../../../functions/core/report/fonts/open-typesetter.ts";
import { english } from "../../../../../functions/core/report/locale/languages/en.ts";
import { compareRendition } from "../../../../../functions/core/report/rendition/compare/compare-rendition.ts";
import { writePptx } from "../../../../../functions/core/report/rendition/pptx/write-pptx.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { pptxBlocks } from "../../../../../functions/proof/pptx/pptx-blocks.ts";
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
      "tables-right-to-left",
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
/** Mutants of all slides together. */
const mutants = whole ? 1_000 : 150;

describe.each(cases)("the slides of %s", (_, folder, parameters) => {
  let made: OfficeFile;
  beforeAll(async () => {
    made = await renderOfficeFile("pptx", folder, parameters);
  });

  test("say what their report says", () => {
    expect(compareRendition(made.stated, pptxBlocks(made.file, made.laidOut.locale.number))).toEqual([]);
  });

  test("with one digit changed say something else, wherever the digit is displayed", () => {
    const missed: string[] = [];
    for (const { file, where } of mutateDigits(made.file, shownIn, mutants / cases.length))
      if (isFaithful(made, file)) missed.push(where);
    expect(missed).toEqual([]);
  });

  test("have the same bytes when they are made again", async () => {
    const again = await renderOfficeFile("pptx", folder, parameters);
    expect(Buffer.compare(again.file, made.file)).toBe(0);
  });

  test("have nothing beyond their edges", () => {
    expect(placesBeyond(unzipSync(made.file))).toEqual([]);
  });
});

/** Whether slides say what their report says; those that cannot be read do not. */
function isFaithful({ stated, laidOut }: OfficeFile, file: Uint8Array): boolean {
  try {
    return compareRendition(stated, pptxBlocks(file, laidOut.locale.number)).length === 0;
  } catch {
    return false;
  }
}

/** Shapes that reach beyond their slide. */
function placesBeyond(files: Readonly<Record<string, Uint8Array>>): string[] {
  const [width, height] = [960 * 12_700, 540 * 12_700];
  return Object.entries(files)
    .filter(([path]) => /^ppt\/slides\/slide\d+\.xml$/.test(path))
    .flatMap(([path, bytes]) =>
      [...strFromU8(bytes).matchAll(/<a:off x="(-?\d+)" y="(-?\d+)">.*?<a:ext cx="(-?\d+)" cy="(-?\d+)">/g)]
        .map((match) => match.slice(1).map(Number) as [number, number, number, number])
        .filter(([x, y, cx, cy]) => x < 0 || y < 0 || cx < 0 || cy < 0 || x + cx > width + 1 || y + cy > height + 1)
        .map((place) => `${path}: ${place.join(" ")}`),
    );
}

/** The number of a slide, which PowerPoint counts. */
const counted = /<a:fld .*?<\/a:fld>/g;

/** What is displayed, or heard: texts, alternative texts, names of sections. */
function shownIn(path: string, body: string): { readonly from: number; readonly text: string }[] {
  const blank = body.replaceAll(counted, (each) => "_".repeat(each.length));
  const spans = /^ppt\/(?:slides|notesSlides)\/\w+\.xml$/.test(path)
    ? [...blank.matchAll(/<a:t>([^<]*)<|descr="([^"]*)"/g)]
    : path === "ppt/presentation.xml"
      ? [...blank.matchAll(/<p14:section name="([^"]*)"/g)]
      : path.startsWith("ppt/charts/")
        ? [...blank.matchAll(/<(?:c:v|a:t)>([^<]*)</g)]
        : path === "docProps/core.xml"
          ? [...blank.matchAll(/<dc:title>([^<]*)</g)]
          : [];
  return spans.flatMap((match) => {
    // The alternative text of a table repeats its title.
    if (match[2] !== undefined && /<p:cNvPr id="\d+" name="Table[^"]*" $/.test(blank.slice(0, match.index))) return [];
    const text = match[1] ?? match[2] ?? "";
    return [{ text, from: match.index + match[0].lastIndexOf(text) }];
  });
}

const hostile = `=x <a:t>1</a:t> {page} 7.\t3 & "' \u0000\ud800 ]]> (continued)`;
const words = [{ type: "text", text: hostile }] as const;
const paragraph: Block = { type: "paragraph", children: words };
const caption = { title: words, deck: words, source: words, note: words } as const;
const cell = { children: words } as const;
const measurer = openTypesetter(createFontFiles(), "en", () => {});

function partsOf(blocks: readonly Block[], more: Partial<Document> = {}): Parameters<typeof writePptx>[0] {
  const document: Document = {
    title: hostile,
    language: "en",
    header: { left: hostile.replace("{page}", ""), right: "" },
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
    charts: new Map(),
    layout: { pages: [] },
    measurer,
    pictures: new Map(),
  };
}

/** The parts of slides, once they say what their blocks say and have nothing beyond their edges. */
function written(blocks: readonly Block[], more: Partial<Document> = {}): Readonly<Record<string, string>> {
  const parts = partsOf(blocks, more);
  const file = writePptx(parts, { date: "2024-02-29", application: "Broadsheet", manifest: "{}" });
  expect(compareRendition({ ...parts, form: "pptx" }, pptxBlocks(file, english.number))).toEqual([]);
  const files = unzipSync(file);
  expect(placesBeyond(files)).toEqual([]);
  return Object.fromEntries(Object.entries(files).map(([path, body]) => [path, strFromU8(body)]));
}

function slidesOf(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([path, body]) => (/^ppt\/slides\/slide\d+\.xml$/.test(path) ? [body] : []));
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

function heading(level: 1 | 2 | 3, id: string, text = id): Block {
  return { type: "heading", level, id, children: [{ type: "text", text }] };
}

test("what comes from data stays text, and no address but a safe one is followed", () => {
  const link = { type: "link", url: "https://example.org/?a=1&b=2" } as const;
  const files = written([
    { type: "heading", level: 1, id: `x"y`, children: words },
    says({ type: "link", url: "javascript:alert(1)", children: words }),
    says({ ...link, children: words }, { ...link, children: words }),
    says({ ...link, children: [{ type: "strong", children: words }, note(0), { type: "break" }] }),
    says({ ...link, children: [{ ...link, url: "https://example.org/b", children: words }] }),
    says({ type: "link", url: "https://example.org/", children: [] }),
    says({ type: "reference", target: `x"y`, children: words }),
    { type: "code", text: `${hostile}\n\tindented` },
    { type: "callout", title: words, children: [paragraph, { type: "rule" }] },
    { type: "table", id: "t", number: 1, ...caption, columns: [], rows: [{ kind: "body", cells: [] }] },
    { type: "key-figures", items: [] },
  ]);
  const external = Object.entries(files)
    .filter(([path]) => path.endsWith(".rels"))
    .flatMap(([, body]) => [...body.matchAll(/Target="([^"]*)" TargetMode="External"/g)].map(([, target]) => target));
  expect(new Set(external)).toEqual(new Set(["https://example.org/?a=1&amp;b=2"]));
  expect(external).toHaveLength(3);
});

test("lists, notes and sections say the same at any depth, on slides and in notes", () => {
  let deep: Block = list(7, [paragraph], [paragraph]);
  for (let level = 0; level < 9; level++) deep = list(level, [deep], [paragraph, deep, paragraph]);
  const table: Block = { type: "table", id: "t", number: 0, ...caption, columns: [], rows: [] };
  const blocks: Block[] = [
    list(
      3,
      [list(7, [paragraph]), paragraph],
      [],
      [{ type: "quote", children: [paragraph, heading(3, "in a quote")] }],
    ),
    list(999_999_999, [paragraph], [list(1, [paragraph])], []),
    { type: "list", ordered: false, start: 1, tight: true, items: [[], [paragraph], [list(2, [paragraph])]] },
    says(note(2), note(0), { type: "superscript", children: [{ type: "text", text: "1" }] }),
    deep,
  ];
  const footnotes = [
    { label: "a", children: [says({ type: "text", text: "1" }), says(note(1))] },
    { label: "b", children: [table, list(4, [paragraph])] },
    { label: "c", children: [] },
  ];
  written(blocks, { footnotes });
  const shown = written([heading(1, "one"), heading(2, "two"), ...blocks, table, ...blocks, table, paragraph], {
    footnotes,
  });
  expect(Object.keys(shown).filter((path) => path.startsWith("ppt/notesSlides/notesSlide")).length).toBeGreaterThan(1);
});

test("words behind the numbers of a list stand below each other, however many digits these have", () => {
  for (const [start, digits] of [
    [1, 1],
    [9, 2],
    [98, 3],
    [99_998, 6],
  ] as const) {
    const files = written([list(start, [paragraph, paragraph], [paragraph], [paragraph])]);
    const set = [
      ...slidesOf(files)
        .join("")
        .matchAll(/<a:pPr marL="(\d+)"(?: indent="-(\d+)")?[^>]*>/g),
    ];
    expect(new Set(set.map(([, left]) => left)).size).toBe(1);
    // A digit of the widest of the usual faces has 0.64 of the size of type.
    for (const [, left, indent = left] of set) {
      expect(Number(indent)).toBe(Number(left));
      expect(Number(indent)).toBeGreaterThan(digits * 0.64 * 14 * 12_700);
    }
  }
});

test("headings alone, lists of contents and texts before the first heading have slides", () => {
  const files = written([
    paragraph,
    { type: "toc", depth: 3 },
    heading(2, "a"),
    heading(3, "b"),
    { type: "toc", depth: 3 },
    paragraph,
    heading(2, "c"),
  ]);
  expect(slidesOf(files)).toHaveLength(7);
  expect(files["ppt/presentation.xml"]!.match(/<p14:section /g)).toHaveLength(3);
  expect(slidesOf(written([]))).toHaveLength(1);
  const links = [...slidesOf(files)[2]!.matchAll(/ppaction:\/\/hlinksldjump/g)];
  expect(links).toHaveLength(3);
});

test("a paragraph longer than a slide goes on upon the next, whole where it is read", () => {
  const sentence = "Twelve thousand 12,345 words and a link go on and on. ";
  const long = says(
    { type: "text", text: sentence.repeat(120) },
    { type: "link", url: "https://example.org/", children: [{ type: "text", text: sentence.repeat(40) }] },
    note(0),
  );
  const han = says({ type: "text", text: "三十万高精尖产业".repeat(300) });
  const unbroken = says({ type: "text", text: "x".repeat(6_000) });
  const files = written([heading(1, "one"), heading(2, "two"), paragraph, long, paragraph, han, unbroken], {
    footnotes: [{ label: "a", children: [long] }],
  });
  expect(slidesOf(files).length).toBeGreaterThan(8);
});

const row = (...cells: readonly Partial<TableCell>[]) => ({
  kind: "body" as const,
  cells: cells.map((each) => ({ ...cell, ...each })),
});

function table(rows: readonly ReturnType<typeof row>[], columns = 3, more: object = {}): Block {
  return {
    type: "table",
    id: "t",
    number: 2,
    label: "A1",
    ...caption,
    columns: Array.from({ length: columns }, () => ({ label: words, align: "decimal" as const })),
    rows,
    notes: [words],
    ...more,
  };
}

function number(text: string): Partial<TableCell> {
  return { children: [{ type: "text", text }] };
}

test("a table goes on upon as many slides as it needs, with its headings, groups and joined cells", () => {
  const rows = Array.from({ length: 90 }, (_, index) => {
    if (index % 40 === 0)
      return row({ ...number(`Group ${index}`), rowSpan: 40, header: true }, number("1"), number("2"));
    return row(number(`${index}`), { ...number(`${index} of 90`), note: 0 });
  });
  const slides = slidesOf(written([heading(1, "one"), table(rows), paragraph]));
  expect(slides.length).toBeGreaterThan(4);
  for (const slide of slides.slice(1, -1)) {
    const [, ...headings] = slide.split("=x &lt;a:t&gt;1");
    expect(headings.length).toBeGreaterThan(2);
    const spans = [...slide.matchAll(/<a:tr .*?<\/a:tr>/g)].map(([each]) => each.match(/<a:tc[ >]/g)!.length);
    expect(new Set(spans)).toEqual(new Set([3]));
  }
  const head = [[{ ...cell, colSpan: 3 }], [cell, cell, cell]];
  written([table([row({ rowSpan: 9, colSpan: 2 }, {}), row(), row({})], 3, { head })]);
});

test("a table with more columns, or a higher row, than a slide has is refused", () => {
  const one = [{ type: "text", text: "1" }] as const;
  const columns = Array.from({ length: 75 }, () => ({ label: one, align: "left" as const }));
  written([table([row(...columns.map(() => ({ children: one })))], 75, { columns })]);
  expect(() => written([table([], 76)])).toThrow("more columns");
  const tall = { children: [{ type: "text" as const, text: "word ".repeat(40_000) }] };
  expect(() => written([table([row(tall)], 1)])).toThrow("no slide can hold");
});

function linkTo(index: number): Block {
  return says({ type: "link", url: `https://example.org/${index}`, children: [{ type: "text", text: "1" }] });
}

test("many rows and many links are written quickly", () => {
  written(Array.from({ length: 5_000 }, (_, index) => linkTo(index)));
  const plain = row(...Array.from({ length: 3 }, () => ({ children: [{ type: "text" as const, text: "12" }] })));
  written([table(Array.from({ length: 5_000 }, () => plain))]);
});
