import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import type { Block, Document } from "../../../../../functions/core/report/document/document.ts";
import { english } from "../../../../../functions/core/report/locale/languages/en.ts";
import { writeDocx } from "../../../../../functions/core/report/rendition/docx/write-docx.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";

const documents = process.env["SOAK"] === undefined ? 150 : 5_000;

/** A page as it begins in the source: whether it is turned, and its words. */
interface Page {
  readonly turned: boolean;
  readonly words: string[];
}

function says(text: string): Block {
  return { type: "paragraph", children: text === "" ? [] : [{ type: "text", text }] };
}

/** Pages by the rules of the PDF: a page begins where something is printed after what begins one. */
function pagesOf(blocks: readonly Block[]): Page[] {
  const pages: Page[] = [{ turned: false, words: [] }];
  const turn = (turned: boolean): void => {
    if (pages.at(-1)!.words.length === 0) pages.pop();
    pages.push({ turned, words: [] });
  };
  const print = (children: readonly Block[]): void => {
    for (const block of children)
      if (block.type === "paragraph")
        for (const each of block.children) if (each.type === "text") pages.at(-1)!.words.push(each.text);
  };
  for (const block of blocks)
    if (block.type === "page-break") turn(false);
    else if (block.type === "landscape") {
      turn(true);
      print(block.children);
      turn(false);
    } else print(block.type === "text-columns" ? block.children : [block]);
  const printed = pages.filter(({ words }) => words.length > 0);
  // The PDF has no title where no heading is; here it is on the first page.
  return printed.length === 0
    ? [{ turned: false, words: ["title"] }]
    : printed.map(({ turned, words }, index) => ({ turned, words: index === 0 ? ["title", ...words] : words }));
}

/** Pages of a text document, the empty ones too. */
function shownPages(xml: string): Page[] {
  const body = /<w:body>(.*)<\/w:body>/s.exec(xml)![1]!;
  const pages: Page[] = [];
  for (const [, content, properties] of body.matchAll(/(.*?)(<w:sectPr>.*?<\/w:sectPr>)/gs)) {
    const turned = properties!.includes('w:orient="landscape"');
    if (pages.length === 0 || properties!.includes('w:type w:val="nextPage"')) pages.push({ turned, words: [] });
    for (const [piece, words] of content!.matchAll(/<w:br w:type="page"\/?>|<w:t(?: [^>]*)?>([^<]*)</g))
      if (piece.startsWith("<w:br")) pages.push({ turned, words: [] });
      else if (words!.trim() !== "") pages.at(-1)!.words.push(words!);
  }
  return pages;
}

/** Numbers from 0 to below a limit, the same in every run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function randomBlocks(seed: number): Block[] {
  const next = numbers(seed);
  let said = 0;
  const inside = (): Block[] => Array.from({ length: next(3) }, () => says(next(5) === 0 ? "" : `w${said++}`));
  return Array.from({ length: 1 + next(7) }, (): Block => {
    switch (next(6)) {
      case 0:
        return { type: "page-break" };
      case 1:
        return { type: "page-break", numbering: { start: 1 + next(4), style: "decimal" } };
      case 2:
        return { type: "landscape", children: inside() };
      case 3:
        return { type: "text-columns", count: 2, children: inside() };
      case 4:
        return says("");
      default:
        return says(`w${said++}`);
    }
  });
}

function written(blocks: readonly Block[]): string {
  const document: Document = {
    title: "title",
    language: "en",
    header: { left: "", right: "" },
    footer: "",
    blocks,
    footnotes: [],
  };
  const file = writeDocx(
    {
      document,
      locale: english,
      theme: defaultTheme,
      page: { width: 595, height: 842, margins: { top: 60, right: 60, bottom: 60, left: 60 }, footnotes: "page" },
      charts: new Map(),
      layout: { pages: [] },
      pictures: new Map(),
    },
    { date: "2024-02-29", application: "Broadsheet", manifest: "{}" },
  );
  return strFromU8(unzipSync(file)["word/document.xml"]!);
}

test("every page that begins has something on it, in whatever order pages are broken, turned and numbered anew", () => {
  const wrong: unknown[] = [];
  for (let seed = 1; seed <= documents; seed++) {
    const blocks = randomBlocks(seed);
    const [shown, wanted] = [shownPages(written(blocks)), pagesOf(blocks)];
    if (JSON.stringify(shown) !== JSON.stringify(wanted)) wrong.push({ seed, shown, wanted });
  }
  expect(wrong.length, JSON.stringify(wrong.slice(0, 3))).toBe(0);
});

test("a report that ends with pages turned to landscape ends there", () => {
  const xml = written([says("a"), { type: "landscape", children: [says("b")] }]);
  expect(shownPages(xml)).toEqual([
    { turned: false, words: ["title", "a"] },
    { turned: true, words: ["b"] },
  ]);
});
