import { expect, test } from "vitest";
import type { Block } from "../../../../../functions/core/report/document/document.ts";
import type { KeptText } from "../../../../../functions/core/report/layout/text/kept-texts.ts";
import { footnote, heading, layOut, paragraph } from "../layout-fixture.ts";

/** Keeps lines, and counts those that were found. */
class Counting extends Map<string, KeptText> {
  found = 0;

  override get(key: string): KeptText | undefined {
    const kept = super.get(key);
    if (kept !== undefined) this.found += 1;
    return kept;
  }
}

const words = (count: number): string => "some words and others ".repeat(count);
const notes = [footnote(`The first note says ${words(3)}`), footnote(`The second note says ${words(3)}`)];
const noted = (index: number): Block =>
  paragraph(words(12), { type: "footnote", index }, words(4), {
    type: "link",
    url: "https://example.org",
    children: [{ type: "text", text: "a link that is long enough" }],
  });

test("kept lines are those that a fresh layout sets, whatever stands before them", () => {
  const texts = new Counting();
  const blocks = [paragraph(words(30)), noted(0), noted(1), paragraph(words(9))];
  layOut(blocks, { align: "justify", footnotes: notes, texts });
  expect(texts.found).toBe(0);
  for (const changed of [
    blocks,
    [paragraph("One more"), ...blocks],
    blocks.slice(1),
    [blocks[0]!, blocks[3]!, noted(0), noted(1)],
  ]) {
    const before = texts.found;
    expect(layOut(changed, { align: "justify", footnotes: notes, texts })).toEqual(
      layOut(changed, { align: "justify", footnotes: notes }),
    );
    expect(texts.found).toBeGreaterThan(before + 3);
  }
});

test("another width, another alignment and another style are other lines", () => {
  const texts = new Counting();
  const blocks = [paragraph(words(20))];
  layOut(blocks, { texts });
  const quote: Block = { type: "quote", children: blocks };
  for (const [other, options] of [
    [blocks, { align: "justify" }],
    [[heading(2, "h", words(20))], {}],
    [[quote], {}],
  ] as const) {
    texts.found = 0;
    expect(layOut(other, { ...options, texts })).toEqual(layOut(other, options));
    expect(texts.found).toBe(0);
  }
});

test("a text that gives a warning is set every time, so that every report has it", () => {
  const texts = new Counting();
  const long = [paragraph("x".repeat(440))];
  const first = layOut(long, { texts }).warnings;
  expect(first.map(({ code }) => code)).toEqual(["overflow"]);
  expect(layOut(long, { texts }).warnings).toEqual(first);
  expect(texts.size).toBe(0);
});

test("a text with a missing character is set every time: a report warns of it where it occurs first", () => {
  const texts = new Counting();
  layOut([paragraph(`${words(3)} \u25a1 ${words(3)}`)], { texts });
  expect(texts.size).toBe(0);
});
