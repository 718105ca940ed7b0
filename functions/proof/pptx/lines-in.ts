import type { TextBlock } from "../../core/report/rendition/compare/text-block.ts";
import {
  child,
  elements,
  notOurs,
  type OfficePackage,
  type PartElement,
  textOf,
  within,
} from "../xlsx/read-package.ts";

/** A line of text as it is read back. */
export interface SlideText extends TextBlock {
  /** The words as they stand there. */
  readonly raw?: string;
  /** Whether they go on with the paragraph that ends the slide before. */
  readonly rest?: true;
}

/** How far marks of notes are raised. */
const markRise = "33000";

type Related = ReturnType<OfficePackage["related"]>;

/**
 * The lines of a shape, with the numbers of lists as lines of their own.
 *
 * @param goesOn whether the first one goes on with a paragraph of a slide before
 */
export function linesIn(shape: PartElement, related: Related, goesOn = false): SlideText[] {
  return within(shape, "p").flatMap((paragraph, index): SlideText[] => {
    const words = wordsIn(paragraph, related);
    const [typed, number] = /^(\d+)\.\t/.exec(words) ?? ["", undefined];
    const raw = words.slice(typed!.length);
    const line: SlideText = { kind: "text", text: settle(raw), raw, ...(goesOn && index === 0 && { rest: true }) };
    return [...(number === undefined ? [] : [{ kind: "marker", text: number }]), line];
  });
}

/** The words of a paragraph: marks of notes in brackets, addresses behind the words that lead there. */
export function wordsIn(paragraph: PartElement, related: Related): string {
  const pieces = elements(paragraph).map((each) => readPiece(each));
  return pieces
    .map(({ words, link }, index) => {
      if (link === undefined || pieces[index + 1]?.link === link) return words;
      const address = related.get(link);
      if (address?.type !== "hyperlink") throw notOurs("a link leads nowhere");
      return `${words} <${address.target}>`;
    })
    .join("");
}

interface Piece {
  readonly words: string;
  /** Relationship to an address. */
  readonly link?: string | undefined;
}

function readPiece(each: PartElement): Piece {
  if (each.name === "br") return { words: " " };
  if (each.name !== "r") return { words: "" };
  const properties = child(each, "rPr");
  const words = elements(each, "t").map(textOf).join("");
  if (properties?.attributes["baseline"] === markRise) return { words: markOf(words) };
  const click = properties && child(properties, "hlinkClick");
  const leaves = click !== undefined && click.attributes["action"] === undefined;
  return { words, link: leaves ? click.attributes["r:id"] : undefined };
}

/** The number of a note, the letter of a table's, or the comma between two. */
function markOf(words: string): string {
  if (words === ",") return "";
  return /^\d+$/.test(words) ? `[${words}]` : ` [${words}]`;
}

/** Without surplus white space, and the marks that only direct text. */
export function settle(text: string): string {
  return text
    .replaceAll(/[\u200e\u200f]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
