/** A stretch of Markdown that can be parsed on its own. */
export interface MarkdownPart {
  readonly text: string;
  /** Offset in the whole Markdown. */
  readonly offset: number;
}

/** A bracket that may close the label of a link's definition, even in a list or a quote or across two lines. */
const mayDefineLink = /\](?=:)(?<!\[\^(?:\\.|[^\][\\\s])+\])/;
/** HTML may contain blank lines. */
const mayBeginHtml = /^ {0,3}</m;
/** A mark of fenced code, with anything allowed before it: spaces, quotes, list items, unclosed attributes. */
const fenceMark = /^[ \t>*+\-\d.)]*(?:`{3}|~{3})/;
const openingFence = /^(?:(`{3,})[^`]*|(~{3,}).*)$/;

/**
 * Splits Markdown where a top-level block is certain to end: at a blank line outside fenced code and containers,
 * followed by a line at the margin that cannot continue the text before. Parsing parts takes less time than parsing the
 * whole, and a part that is the same as in an earlier report need not be parsed again.
 *
 * A text stays whole if its parts could mean something else: if it may define link addresses, which apply everywhere,
 * begins a line with `<`, has fenced code that does not begin at the margin, or leaves code or a container open.
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

/** Whether a line ends fenced code (CommonMark 0.31, 4.5): at least as many marks, and nothing else. */
function closes(fence: string, line: string): boolean {
  const mark = /^ {0,3}(`+|~+)$/.exec(line)?.[1];
  return mark !== undefined && mark.startsWith(fence);
}

/**
 * Tracks the colons of the open containers: `:::name` opens one, `:::` closes the innermost that it can. It may count
 * too many, never too few.
 *
 * @returns false if the colons are so far from the margin that they may be code
 */
function countContainers(containers: number[], line: string): boolean {
  const [, indent = "", colons = "", rest = ""] = /^(\s*)(:{3,})(.*)$/.exec(line) ?? [];
  if (colons === "") return true;
  if (indent.length > 3 || indent.includes("\t")) return false;
  if (rest.trim() !== "") containers.push(colons.length);
  else if (colons.length >= (containers.at(-1) ?? Infinity)) containers.pop();
  return true;
}
