/** A stretch of Markdown that can be parsed for itself. */
export interface MarkdownPart {
  readonly text: string;
  /** Offset in the whole. */
  readonly offset: number;
}

/**
 * Splits Markdown where a block of the top level ends for certain: at a blank line outside fenced code and
 * containers that is followed by a line at the margin which cannot go on with what came before. Parsing
 * parts takes less time than parsing the whole, and a part that is the same as in the report before
 * need not be parsed again.
 *
 * A text that defines link addresses, or begins a line with `<` (HTML may go over blank lines), stays whole.
 */
export function splitParts(markdown: string): readonly MarkdownPart[] {
  if (/^ {0,3}(?:\[(?!\^)[^\]]+\]:|<)/m.test(markdown)) return [{ text: markdown, offset: 0 }];
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
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && fence === "") fence = mark;
    else if (mark !== undefined && mark.startsWith(fence) && line.trim() === mark) fence = "";
    if (fence === "") countContainers(containers, line);
    blank = line === "";
    position = end;
  }
  parts.push({ text: markdown.slice(start), offset: start });
  return parts;
}

/** Keeps the colons of the containers that are open: `:::name` opens one, `:::` closes the innermost that it can. */
function countContainers(containers: number[], line: string): void {
  const [, colons = "", rest = ""] = /^\s*(:{3,})(.*)$/.exec(line) ?? [];
  if (colons === "") return;
  if (rest.trim() !== "") containers.push(colons.length);
  else if (colons.length >= (containers.at(-1) ?? Infinity)) containers.pop();
}
