import type { Chart } from "../../chart/chart.ts";
import type { Inline } from "../../document/document.ts";
import type { PageFacts } from "../page-facts.ts";

/** What inline content needs to be put in words. */
export interface WordFacts extends PageFacts {
  /** The word before a footnote's number. */
  readonly note: string;
  /** Formulas by their ids. */
  readonly charts: ReadonlyMap<string, Chart>;
  /** Whether nothing but characters can say it, as in a cell of a sheet. */
  readonly plain: boolean;
}

const han = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u{20000}-\u{3ffff}]/u;

/**
 * The words of inline content as a page shows them: with the numbers of notes and pages, and the addresses of links,
 * those to other places in angle brackets, the names that only screen readers hear in round ones. In plain words,
 * numbers of notes are in square brackets, and formulas are TeX.
 *
 * @param linked whether inside a link, where nothing else is one
 */
export function wordsOf(facts: WordFacts, inlines: readonly Inline[], linked = false): string {
  return inlines
    .map((inline, index) => {
      const again = inline.type === "footnote" && inlines[index - 1]?.type === "footnote";
      const comma = again && !facts.plain ? "," : "";
      return comma + wordOf(facts, inline, linked);
    })
    .join("");
}

function wordOf(facts: WordFacts, inline: Inline, linked: boolean): string {
  switch (inline.type) {
    case "text":
      return joinedHan(inline.text);
    case "code":
      return inline.text;
    case "break":
      return " ";
    case "formula":
      return facts.plain ? inline.tex : formulaWords(facts.charts.get(inline.id)?.mathml ?? inline.tex);
    case "footnote": {
      const number = facts.noteNumber(inline.index);
      if (facts.plain) return `[${number}]`;
      return linked ? String(number) : `${number}(${facts.note} ${number})`;
    }
    case "page-reference": {
      const page = facts.pageOf(inline.target);
      return page === "" ? "" : inline.words.split("{page}").join(page);
    }
    case "link": {
      const words = wordsOf(facts, inline.children, true);
      if (facts.plain && !inline.url.startsWith("#")) return `${words} <${inline.url}>`;
      if (linked || inline.url.startsWith("#")) return words;
      return words.trim() === "" ? `(${inline.url}) <${inline.url}>` : `${words} <${inline.url}>`;
    }
    case "reference": {
      const words = wordsOf(facts, inline.children, true);
      return words.trim() === "" && !linked && !facts.plain ? `(${inline.target})` : words;
    }
    default:
      return wordsOf(facts, inline.children, linked);
  }
}

/** A line break between two Chinese characters is no space. */
function joinedHan(text: string): string {
  return text
    .split(/[ \t]*\n[ \t]*/)
    .reduce((before, after) => before + (han.test(before.slice(-1)) && han.test(after.charAt(0)) ? "" : "\n") + after);
}

/** The characters of a formula, from its MathML. */
function formulaWords(mathml: string): string {
  return mathml
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
