/** A stretch of Markdown that can be parsed for itself. */
export interface MarkdownPart {
  readonly text: string;
  /** Offset in the whole. */
  readonly offset: number;
}

/** A bracket that may close the label of a link's definition, wherever that stands: in a list, a quote, over two lines. */
const mayDefineLink = /\](?=:)(?<!\[\^(?:\\.|[^\][\\\s])+\])/;
/** HTML may go over blank lines. */
const mayBeginHtml = /^ {0,3}</m;
/** A mark of fenced code, with what may stand before it: spaces, quotes, list items, attributes left open. */
const fenceMark = /^[ \t>*+\-\d.)]*(?:`{3}|~{3})/;
const openingFence = /^(?:(`{3,})[^`]*|(~{3,}).*)$/;

/**
 * Splits Markdown where a block of the top level ends for certain: at a blank line outside fenced code and
 * containers that is followed by a line at the margin which cannot go on with what came before. Parsing
 * parts takes less time than parsing the whole, and a part that is the same as in the report before
 * need not be parsed again.
 *
 * A text stays whole where its parts could mean something else than the whole: when it may define link
 * addresses, which hold everywhere; begins a line with `<`; has fenced code that does not begin at the margin; or leaves code or a container open.
 */
export function splitParts(markdown: string): readonly MarkdownPart[] {
  const whole = [{ text: markdown, offset: 0 }];
  if (mayDefineLink.test(markdown) || mayBeginHtml.test(markdown)) return whole;
  const parts: MarkdownPart[] = [];
  const containers: number[] = [];
  let fence = "";
  let start = 0;
  let position = 0;
  let blank = true;
  while (position < markdown.length) {
    const newline = markdown.indexOf("\n", position);
    const end = newline < 0 ? markdown.length : newline + 1;
    const line = markdown.slice(position, end).trimEnd();
    const outside = fence === "" && containers.length === 0;
    if (blank && outside && position > start && /^[^\s]/.test(line) && !/^(?:[-*+]|\d{1,9}[.)])(?:\s|$)/.test(line)) {
      parts.push({ text: markdown.slice(start, position), offset: start });
      start = position;
    }
    if (fence !== "") {
      if (closes(fence, line)) fence = "";
    } else {
      const [, ticks, tildes] = openingFence.exec(line) ?? [];
      fence = ticks ?? tildes ?? "";
      if (fence === "" && fenceMark.test(line)) return whole;
      if (fence === "" && !countContainers(containers, line)) return whole;
    }
    blank = line === "";
    position = end;
  }
  if (fence !== "" || containers.length > 0) return whole;
  parts.push({ text: markdown.slice(start), offset: start });
  return parts;
}

/** Whether a line ends fenced code (CommonMark 0.31, 4.5): as many marks or more, and nothing else. */
function closes(fence: string, line: string): boolean {
  const mark = /^ {0,3}(`+|~+)$/.exec(line)?.[1];
  return mark !== undefined && mark.startsWith(fence);
}

/**
 * Keeps the colons of the containers that are open: `:::name` opens one, `:::` closes the innermost that it can. More may be counted than there are,
 * never fewer.
 *
 * @returns false for colons so far from the margin that they may be code
 */
function countContainers(containers: number[], line: string): boolean {
  const [, indent = "", colons = "", rest = ""] = /^(\s*)(:{3,})(.*)$/.exec(line) ?? [];
  if (colons === "") return true;
  if (indent.length > 3 || indent.includes("\t")) return false;
  if (rest.trim() !== "") containers.push(colons.length);
  else if (colons.length >= (containers.at(-1) ?? Infinity)) containers.pop();
  return true;
}
