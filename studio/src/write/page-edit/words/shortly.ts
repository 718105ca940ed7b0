import { nameInWords } from "./condition-words.ts";
import type { DescribedItem } from "../edits/edited-block.ts";

/** What a value is called in the reader's language. */
interface ValueWords {
  readonly nameOf: (name: string) => string;
}

/** Most characters of a text of another branch. */
const most = 160;

/**
 * A text in short, with its values by their names, and a stroke between parts that are printed instead of each other.
 *
 * @param blocks how many stand where it does
 */
export function shortly(content: readonly DescribedItem[], blocks: number, called: ValueWords): string {
  const text = content
    .map(
      ({ text: words, kind, source = "" }) =>
        words ?? (kind === "value" ? valueInWords(source, called) : isOther(source) ? " / " : ""),
    )
    .join("")
    .replace(/\s+/g, " ")
    .trim();
  return text.length > most ? `${text.slice(0, most)}…` : blocks > 1 ? `${text} …` : text;
}

/** What a value is called: `{{ total.sales_now | number }}` as `‹sales now›`. */
export function valueInWords(source: string, called: ValueWords): string {
  return `‹${nameInWords(pathOf(source), called)}›`;
}

/** What a value is called in its source: `{{ total.sales | number }}` as `total.sales`. */
function pathOf(source: string): string {
  return source.replace(/^\{\{-?\s*|\s*(?:\|[^]*)?-?\}\}$/g, "");
}

/** Whether a tag begins a part that is printed instead of the one before. */
function isOther(tag: string): boolean {
  return /^\{%-?\s*(?:els|when\b)/.test(tag);
}
