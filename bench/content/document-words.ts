import type { Block, Document, Inline } from "../../functions/core/report/document/document.ts";
import { childBlocks } from "../../functions/core/report/document/walk-blocks.ts";

/**
 * Lists the words of a composed report, without its charts. Chinese is counted by characters, since it does not
 * separate words.
 */
export function documentWords(document: Document): string[] {
  return wordsOf(
    [...document.blocks, ...document.footnotes.flatMap(({ children }) => children)].map(blockText).join(" "),
  );
}

/**
 * Radicals that Chromium's files have in place of characters which look the same; Unicode's NFKC does not change them.
 */
const radicals: Readonly<Record<string, string>> = {
  "⺠": "民",
  "⻅": "见",
  "⻆": "角",
  "⻋": "车",
  "⻓": "长",
  "⻔": "门",
  "⻚": "页",
  "⻰": "龙",
};

/**
 * Splits a text into runs of letters and runs of digits; marks, spaces and hyphens depend on the typesetting.
 * Compatibility forms count as one (Unicode's NFKC), and so do apostrophes: Chromium's files have one that Unicode
 * counts as a letter.
 */
export function wordsOf(text: string): string[] {
  const same = text
    .normalize("NFKC")
    .replaceAll("\u02bc", "\u2019")
    .replaceAll(/[⺀-⻿]/gu, (radical) => radicals[radical] ?? radical);
  return same.toLowerCase().match(/\p{Script=Han}|(?:(?!\p{Script=Han})\p{L})+|\p{N}+/gu) ?? [];
}

/** Returns the share of `wanted` that is in `found`, each word as often as `wanted` has it. */
export function shareFound(wanted: readonly string[], found: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of found) left.set(word, (left.get(word) ?? 0) + 1);
  let hits = 0;
  for (const word of wanted) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    hits += 1;
  }
  return hits / wanted.length;
}

function blockText(block: Block): string {
  switch (block.type) {
    case "heading":
    case "paragraph":
      return inlineText(block.children);
    case "callout":
      return [inlineText(block.title), ...block.children.map(blockText)].join(" ");
    case "pull-quote":
      return [...block.children.map(blockText), inlineText(block.by)].join(" ");
    case "definitions":
      return block.items
        .flatMap(({ terms, meanings }) => [...terms, ...meanings])
        .map(inlineText)
        .join(" ");
    case "code":
      return block.text;
    case "figure":
      return [block.title, block.deck, block.source, block.note].map(inlineText).join(" ");
    case "table": {
      const cells = block.rows.flatMap(({ cells }) => cells.map(({ children }) => children));
      return [block.title, block.deck, block.source, block.note, ...block.columns.map(({ label }) => label), ...cells]
        .map(inlineText)
        .join(" ");
    }
    case "key-figures":
      return block.items
        .flatMap(({ value, label, note }) => [value, label, note])
        .map(inlineText)
        .join(" ");
    default:
      return childBlocks(block).map(blockText).join(" ");
  }
}

function inlineText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) =>
      "text" in inline
        ? inline.text
        : "children" in inline
          ? inlineText(inline.children)
          : inline.type === "break"
            ? " "
            : "",
    )
    .join("");
}
