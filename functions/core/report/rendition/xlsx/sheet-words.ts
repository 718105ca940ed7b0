import type { Inline } from "../../document/document.ts";
import { isSafeUrl } from "../../document/safe-url.ts";
import { joinLines } from "../join-lines.ts";
import type { PageFacts } from "../page-facts.ts";

/**
 * The words of inline content as a cell has them: notes by their numbers in brackets, addresses behind the words that
 * lead there, pages as the PDF numbers them, formulas in TeX.
 */
export function sheetWords(facts: PageFacts, inlines: readonly Inline[]): string {
  return settled(rawWords(facts, inlines));
}

/** The same words with their no-break spaces: in printed numbers they separate thousands, and words such as "Mio.". */
export function printedWords(facts: PageFacts, inlines: readonly Inline[]): string {
  return rawWords(facts, inlines)
    .replaceAll(/[\u200e\u200f]/g, "")
    .replaceAll(/[^\S\u00a0\u202f]+/g, " ")
    .trim();
}

/** A text without surplus white space, and the marks that only direct it. */
export function settled(words: string): string {
  return words
    .replaceAll(/[\u200e\u200f]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function rawWords(facts: PageFacts, inlines: readonly Inline[]): string {
  return inlines.map((inline) => rawWord(facts, inline)).join("");
}

function rawWord(facts: PageFacts, inline: Inline): string {
  switch (inline.type) {
    case "text":
      return joinLines(inline.text);
    case "code":
      return inline.text;
    case "break":
      return " ";
    case "formula":
      return inline.tex;
    case "footnote":
      return `[${facts.noteNumber(inline.index)}]`;
    case "page-reference": {
      const number = facts.pageOf(inline.target);
      return number === "" ? "" : inline.words.replaceAll("{page}", number);
    }
    case "link": {
      const words = rawWords(facts, inline.children);
      return inline.url.startsWith("#") ? words : `${words} <${inline.url}>`;
    }
    default:
      return rawWords(facts, inline.children);
  }
}

/** The most characters of an address that Excel follows; a file with a longer one is damaged to it. */
const longestAddress = 2_000;

/**
 * The only address in inline content, which its cell may lead to; undefined if there are none or several, or if it is
 * too long: its words are in the cell all the same.
 */
export function onlyAddress(inlines: readonly Inline[]): string | undefined {
  const [url, ...others] = new Set(addressesIn(inlines));
  return url !== undefined && others.length === 0 && url.length <= longestAddress && isSafeUrl(url) ? url : undefined;
}

function addressesIn(inlines: readonly Inline[]): string[] {
  return inlines.flatMap((inline) => {
    if (inline.type === "link" && !inline.url.startsWith("#")) return [inline.url];
    return "children" in inline ? addressesIn(inline.children) : [];
  });
}
