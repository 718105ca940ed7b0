import { expect, test } from "vitest";
import type { Block, Inline } from "../../../../functions/core/report/document/document.ts";
import { markedLanguages } from "../../../../functions/core/report/document/marked-languages.ts";
import { compareLanguages } from "../../../../functions/core/service/review/compare-languages.ts";

const marked = (words: string, language: string): Inline => ({ type: "text", text: words, language });
const plain = (text: string): Inline => ({ type: "text", text });
const paragraph = (...children: Inline[]): Block => ({ type: "paragraph", children }) as Block;
const shown = (text: string, ...languages: [string, string][]) => ({
  lines: [{ place: "text", kind: "text", text }],
  languages: languages.map(([words, language]) => ({ words, language })),
});

test("marked words are found in reading order, wherever they stand", () => {
  const blocks: Block[] = [
    paragraph(plain("In "), { type: "strong", children: [marked("北京", "zh-Hans"), plain(".")] }),
    {
      type: "quote",
      children: [paragraph({ type: "link", url: "https://example.org", children: [marked("Wien", "de")] })],
    } as unknown as Block,
    {
      type: "table",
      title: [marked("Tabelle", "de")],
      rows: [{ cells: [{ children: [marked("東京", "ja")] }] }],
    } as unknown as Block,
  ];
  expect(markedLanguages({ blocks, footnotes: [{ children: [paragraph(marked("note", "fr"))] }] as never })).toEqual([
    { words: "北京", language: "zh-Hans" },
    { words: "Wien", language: "de" },
    { words: "Tabelle", language: "de" },
    { words: "東京", language: "ja" },
    { words: "note", language: "fr" },
  ]);
});

test("another tag, a mark that came and one that went are differences, named by the words", () => {
  expect(compareLanguages(shown("In 北京.", ["北京", "zh-Hans"]), shown("In 北京.", ["北京", "zh-Hant"]))).toEqual([
    { kind: "text", place: "language of “北京”", before: "zh-Hans", after: "zh-Hant" },
  ]);
  expect(compareLanguages(shown("In 北京."), shown("In 北京.", ["北京", "zh-Hans"]))).toEqual([
    { kind: "text", place: "language of “北京”", after: "zh-Hans" },
  ]);
  expect(compareLanguages(shown("In 北京.", ["北京", "zh-Hans"]), shown("In 北京."))).toEqual([
    { kind: "text", place: "language of “北京”", before: "zh-Hans" },
  ]);
  expect(compareLanguages(shown("In 北京.", ["北京", "zh-Hans"]), shown("In 北京.", ["北京", "zh-Hans"]))).toEqual([]);
});

test("words that only one of the two has are a difference of the text alone", () => {
  expect(compareLanguages(shown("In 北京.", ["北京", "zh-Hans"]), shown("In 上海.", ["上海", "zh-Hans"]))).toEqual([]);
});
