import type { Problem } from "../../../errors.ts";
import { splitParts } from "./split-parts.ts";

/**
 * Limits for Markdown. The parser's time grows with the square of these, and its stack with the first: a thousand
 * levels crash the program, and twenty thousand lines without a break take half a minute.
 */
const limits = {
  /** Levels of quotes, list items and directives inside one another. */
  depth: 100,
  /** Lines of one stretch of text (a paragraph, list or table), up to where another can begin. */
  lines: 5_000,
  /** Opening brackets in one stretch: each may begin a link, a note or a directive. */
  brackets: 5_000,
} as const;

/** Containers that begin on a line: `> - 1. text`. */
const container = /[ \t]{0,3}(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/y;
const listItem = /^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const colons = /^ {0,3}(:{3,})(\w)?/;

/**
 * The first place at which Markdown exceeds the limits of the parser.
 *
 * @returns the problem with its offset in the text; `undefined` if the text may be parsed
 */
export function findExcess(markdown: string): (Problem & { readonly offset: number }) | undefined {
  for (const { text, offset } of splitParts(markdown)) {
    const deep = findDepth(text);
    if (deep !== undefined) {
      return {
        offset: offset + deep,
        code: "markdown-too-deep",
        message: `quotes, lists or directives are nested more than ${limits.depth} deep`,
        allowed: `at most ${limits.depth} levels`,
      };
    }
    const lines = nthIndex(text, "\n", limits.lines);
    if (lines >= 0) {
      return {
        offset,
        code: "markdown-too-long",
        message: `a stretch of text has more than ${limits.lines} lines without a blank line to end it`,
        allowed: `at most ${limits.lines} lines`,
        hint: "print many rows with ::table{data=…}",
      };
    }
    const brackets = nthIndex(text, "[", limits.brackets);
    if (brackets >= 0)
      return {
        offset: offset + brackets,
        code: "markdown-too-long",
        message: `a stretch of text has more than ${limits.brackets} opening brackets`,
        allowed: `at most ${limits.brackets} brackets`,
      };
  }
  return undefined;
}

/** Offset of the first line that is nested too deep; `undefined` if none is. */
function findDepth(text: string): number | undefined {
  let fenced: string | undefined;
  const directives: number[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    const mark = fence.exec(line)?.[1];
    if (fenced !== undefined) {
      if (mark !== undefined && mark.startsWith(fenced)) fenced = undefined;
    } else if (mark === undefined) {
      const open = colons.exec(line);
      const length = open?.[1]?.length ?? 0;
      if (open?.[2] !== undefined) directives.push(length);
      else if (open !== null) while (directives.length > 0 && directives.pop()! > length);
      // An item inside another is indented by at least two columns.
      const indented = listItem.test(line)
        ? Math.floor(/^[ \t]*/.exec(line)![0].replaceAll("\t", "    ").length / 2)
        : 0;
      if (directives.length + indented + containersOn(line) > limits.depth) return offset;
    } else fenced = mark;
    offset += line.length + 1;
  }
  return undefined;
}

function containersOn(line: string): number {
  let count = 0;
  for (container.lastIndex = 0; count <= limits.depth && container.test(line); count++);
  return count;
}

/** Index of the n-th occurrence after the first; -1 if there are fewer. */
function nthIndex(text: string, part: string, n: number): number {
  let at = -1;
  for (let i = 0; i <= n; i++) {
    at = text.indexOf(part, at + 1);
    if (at < 0) return -1;
  }
  return at;
}
