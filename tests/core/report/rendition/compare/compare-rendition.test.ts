import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { compareRendition } from "../../../../../functions/core/report/rendition/compare/compare-rendition.ts";
import { htmlBlocks } from "../../../../../functions/proof/html/html-blocks.ts";
import { shippedTemplates } from "../../../../../functions/seed/template-folders.ts";
import { type Page, renderHtml } from "../render-html.ts";

const whole = process.env["SOAK"] !== undefined;
const count = whole ? 1_000 : 150;
let pages: readonly Page[];

beforeAll(async () => {
  const flagship = join(shippedTemplates, "high-tech-industries");
  pages = [
    await renderHtml(flagship, { language: "en" }),
    await renderHtml(flagship, { language: "zh" }),
    await renderHtml(join(import.meta.dirname, "../../../../reports/blocks-en/template")),
  ];
});

test("every page says what its report says", () => {
  for (const { html, stated } of pages) expect(compareRendition(stated, htmlBlocks(html))).toEqual([]);
});

test("a page with one digit changed does not, wherever the digit is seen or heard", () => {
  const missed: string[] = [];
  for (const { html, stated } of pages) {
    const places = digitsIn(html);
    expect(places.length).toBeGreaterThan(20);
    const step = Math.max(1, Math.floor(places.length / (count / pages.length)));
    for (let index = 0; index < places.length; index += step) {
      const at = places[index]!;
      const other = String((Number(html[at]) + 1 + (index % 9)) % 10);
      const mutant = html.slice(0, at) + other + html.slice(at + 1);
      if (other !== html[at] && compareRendition(stated, htmlBlocks(mutant)).length === 0)
        missed.push(html.slice(at - 60, at + 20));
    }
  }
  expect(missed).toEqual([]);
});

test("two numbers exchanged are found, which a bag of numbers would not show", () => {
  const [{ html, stated }] = pages as [Page];
  const cells = [...html.matchAll(/<td class="number[^"]*"[^>]*>([\d.,]+)<\/td>/g)];
  const first = cells[0]!;
  const other = cells.find(([, words]) => words !== first[1])!;
  const swapped = exchange(html, first, other);
  expect(compareRendition(stated, htmlBlocks(swapped)).length).toBeGreaterThan(0);
});

test("a statement left out, said twice or moved is found", () => {
  const [{ html, stated }] = pages as [Page];
  const paragraphs = [...html.matchAll(/<p>.*?<\/p>/g)];
  expect(paragraphs.length).toBeGreaterThan(5);
  const [one, other] = [paragraphs[1]!, paragraphs[3]!];
  for (const mutant of [html.replace(one[0], ""), html.replace(one[0], one[0] + one[0]), exchange(html, one, other)])
    expect(compareRendition(stated, htmlBlocks(mutant)).length).toBeGreaterThan(0);
});

/** Offsets of the digits that are seen or heard: in texts and names, not in places, sizes and addresses on the page. */
function digitsIn(html: string): number[] {
  const body = html.indexOf("<body");
  const title = html.indexOf("<title>");
  const spans: [number, number][] = [[title + 7, html.indexOf("</title>")]];
  for (const match of html.matchAll(/>([^<]+)</g)) {
    if (match.index < body) continue;
    spans.push([match.index + 1, match.index + 1 + match[1]!.length]);
  }
  for (const match of html.matchAll(
    /<a [^>]*?(aria-label="[^"]*"|href="(?:https?|mailto):[^"]*")|<(?:svg|g) [^>]*?(aria-label="[^"]*")/g,
  )) {
    const value = match[1] ?? match[2]!;
    const from = match.index + match[0].length - value.length;
    spans.push([from + value.indexOf('"') + 1, from + value.length - 1]);
  }
  return spans
    .toSorted((a, b) => a[0] - b[0])
    .flatMap(([from, to]) =>
      // Part of a character written by its number is no digit.
      [
        ...html
          .slice(from, to)
          .replaceAll(/&[^;]*;/g, (entity) => " ".repeat(entity.length))
          .matchAll(/\d/g),
      ].map(({ index }) => from + index),
    );
}

function exchange(html: string, one: RegExpMatchArray, other: RegExpMatchArray): string {
  const [a, b] = [one, other].map((match) => ({
    from: match.index!,
    to: match.index! + match[0].length,
    text: match[0],
  }));
  return html.slice(0, a!.from) + b!.text + html.slice(a!.to, b!.from) + a!.text + html.slice(b!.to);
}
