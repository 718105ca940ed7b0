import type { Root } from "mdast";
import { extractAttributes, type ExtractedMarkdown } from "./extract-attributes.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { renumber } from "../liquid/placeholders.ts";
import { splitParts } from "./split-parts.ts";

/** A part of the report's Markdown, parsed. Placeholders in it are numbered from 0. */
export interface ReadPart {
  readonly root: Root;
  readonly extracted: ExtractedMarkdown;
  /** Offset in the whole Markdown. */
  readonly offset: number;
  /** Number of a placeholder in this part → its number in the report. */
  readonly numbers: readonly number[];
}

const definition = /^ {0,3}\[\^([^\]\s]+)\]:/gm;
const reference = /\[\^([^\]\s]+)\]/g;

/**
 * The report's Markdown in parts, each parsed. Footnotes may be defined in another part than they are
 * referred to in, so each part is told the labels that the others define, behind its own end.
 */
export function readParts(markdown: string): readonly ReadPart[] {
  const defined = labels(markdown, definition);
  return splitParts(markdown).map(({ text, offset }) => {
    const part = renumber(text);
    const extracted = extractAttributes(part.text);
    const own = labels(extracted.text, definition);
    const foreign = [...labels(extracted.text, reference)].filter((label) => defined.has(label) && !own.has(label));
    const stubs = foreign.map((label) => `\n\n[^${label}]: -`);
    return { root: parseMarkdown(extracted.text + stubs.join("")), extracted, offset, numbers: part.numbers };
  });
}

/** Labels of footnotes, in lower case as Markdown compares them. */
function labels(text: string, pattern: RegExp): Set<string> {
  return new Set([...text.matchAll(pattern)].map(([, label = ""]) => label.toLowerCase()));
}
