import { readAttributes, type AttributeFault } from "./read-attributes.ts";

/** Markdown without its directives' attributes. */
export interface ExtractedMarkdown {
  /** The Markdown, with a number in place of each directive's attributes. */
  readonly text: string;
  /** The attributes, by that number. */
  readonly attributes: readonly Readonly<Record<string, string>>[];
  /** The attributes as written, with their braces. */
  readonly written: readonly string[];
  /** Faults of attributes, by offset in the original text; `index` is the number of the attributes. */
  readonly faults: readonly (AttributeFault & { readonly directive: string; readonly index: number })[];
  /** Converts an offset in `text` to one in the original. */
  originalOffset(offset: number): number;
}

/** Name of the attribute that holds the number: a noncharacter, which no template can write. */
export const attributesKey = "\ufde2";

const directiveStart = /^(?:[ \t]|> ?|[-*+] |\d{1,3}[.)] )*:{2,}([a-z][a-z0-9_-]*)(?:\[[^\]\n]*\])?\{/i;

/**
 * Extracts the attributes of leaf and container directives from Markdown. This way they may span several lines, which
 * Markdown's directives may not; mistakes in them can be located exactly; and the parser is spared the longest lines of
 * a report.
 */
export function extractAttributes(markdown: string): ExtractedMarkdown {
  const attributes: Record<string, string>[] = [];
  const written: string[] = [];
  const faults: (AttributeFault & { directive: string; index: number })[] = [];
  const shifts: { at: number; by: number }[] = [];
  let text = "";
  let position = 0;
  let fence = "";
  while (position < markdown.length) {
    const newline = markdown.indexOf("\n", position);
    const end = newline < 0 ? markdown.length : newline + 1;
    const line = markdown.slice(position, end);
    fence = nextFence(fence, line);
    const start = fence === "" ? directiveStart.exec(line) : null;
    if (start === null) {
      text += line;
      position = end;
      continue;
    }
    const open = position + start[0].length - 1;
    const read = readAttributes(markdown, open);
    faults.push(...read.faults.map((fault) => ({ ...fault, directive: start[1] ?? "", index: attributes.length })));
    text += `${markdown.slice(position, open)}{${attributesKey}=${attributes.length}}`;
    attributes.push(read.attributes);
    written.push(markdown.slice(open, read.end));
    position = read.end;
    shifts.push({ at: text.length, by: position - text.length });
    // The text after the brace is on the same line, which cannot begin another directive.
    const rest = markdown.indexOf("\n", position);
    const restEnd = rest < 0 ? markdown.length : rest + 1;
    text += markdown.slice(position, restEnd);
    position = restEnd;
  }
  return {
    text,
    attributes,
    written,
    faults,
    originalOffset: (offset) => offset + (shifts.findLast(({ at }) => at <= offset)?.by ?? 0),
  };
}

/** Puts attributes back into code, where they turned out not to belong to a directive. */
export function restoreAttributes(text: string, written: readonly string[]): string {
  return text.replace(/\{\ufde2=(\d+)\}/g, (match, index: string) => written[Number(index)] ?? match);
}

/** The mark that will close the fenced code block after this line; empty outside one. */
function nextFence(fence: string, line: string): string {
  const mark = /^(?:[ \t]|> ?|[-*+] |\d{1,3}[.)] )*(`{3,}|~{3,})/.exec(line)?.[1];
  if (mark === undefined) return fence;
  if (fence === "")
    return mark.startsWith("`") && line.slice(line.indexOf(mark) + mark.length).includes("`") ? "" : mark;
  return mark.startsWith(fence) && line.trim().endsWith(mark) ? "" : fence;
}
