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
  /** Opening brackets in one stretch, and closing ones: each may be of a link, a note or a directive. */
  brackets: 5_000,
  /** Runs of `*`, `_` and `~` in one paragraph: each may begin emphasis that any later one ends. */
  marks: 2_000,
  /** The same in one stretch: lists and tables have many paragraphs. */
  marksInAll: 20_000,
  /**
   * Comments and declarations of HTML that begin in one stretch: the end of each is looked for to the end of the text.
   */
  declarations: 500,
  /**
   * Lengths that runs of backticks, or of dollar signs, have in one stretch: the end of each is looked for to the
   * end of the text.
   */
  runLengths: 20,
} as const;

/** Containers that begin on a line: `> - 1. text`. */
const container = /[ \t]{0,3}(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/y;
const listItem = /^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const colons = /^ {0,3}(:{3,})(\w)?/;

type Excess = Problem & { readonly offset: number };

/**
 * The first place at which Markdown exceeds the limits of the parser.
 *
 * @returns the problem with its offset in the text; `undefined` if the text may be parsed
 */
export function findExcess(markdown: string): Excess | undefined {
  for (const { text, offset } of splitParts(markdown)) {
    const excess = excessOf(text);
    if (excess !== undefined) return { ...excess, offset: offset + excess.offset };
  }
  return undefined;
}

/** The excess of one stretch. */
function excessOf(text: string): Excess | undefined {
  const deep = findDepth(text);
  if (deep !== undefined) {
    return {
      offset: deep,
      code: "markdown-too-deep",
      message: `quotes, lists or directives are nested more than ${limits.depth} deep`,
      allowed: `at most ${limits.depth} levels`,
    };
  }
  if (nthIndex(text, "\n", limits.lines) >= 0) {
    const message = `a stretch of text has more than ${limits.lines} lines without a blank line to end it`;
    return tooMany(0, message, `${limits.lines} lines`, manyRows);
  }
  const { brackets } = limits;
  return (
    tooMany(
      nthIndex(text, "]", brackets),
      `a stretch of text has more than ${brackets} closing brackets`,
      `${brackets} brackets`,
    ) ??
    tooMany(
      nthMatch(text, /<[!?]/g, limits.declarations),
      `a stretch of text has more than ${limits.declarations} comments or declarations of HTML`,
      `${limits.declarations}`,
    ) ??
    tooMany(
      findRuns(text),
      `a stretch of text has runs of more than ${limits.runLengths} lengths of backticks or dollar signs`,
      `${limits.runLengths} lengths`,
      "code and formulas stand between runs of the same length",
    ) ??
    tooMany(
      findMarks(text),
      `a paragraph has more than ${limits.marks} marks of emphasis (*, _, ~)`,
      `${limits.marks} marks`,
      "print many values with ::table{data=…}",
    ) ??
    tooMany(
      nthIndex(text, "[", brackets),
      `a stretch of text has more than ${brackets} opening brackets`,
      `${brackets} brackets`,
    )
  );
}

const manyRows = "print many rows with ::table{data=…}";

/** @param offset of what is one too many; negative or `undefined` if nothing is */
function tooMany(offset: number | undefined, message: string, most: string, hint?: string): Excess | undefined {
  if (offset === undefined || offset < 0) return undefined;
  return {
    offset,
    code: "markdown-too-long",
    message,
    allowed: `at most ${most}`,
    ...(hint !== undefined && { hint }),
  };
}

/** Offset of the first run of backticks or dollar signs whose length is one too many; `undefined` if none is. */
function findRuns(text: string): number | undefined {
  for (const sign of [/`+/g, /\$+/g]) {
    const lengths = new Set<number>();
    for (const { 0: run, index } of text.matchAll(sign)) {
      lengths.add(run.length);
      if (lengths.size > limits.runLengths) return index;
    }
  }
  return undefined;
}

/** Offset of the first run of emphasis marks that is one too many; `undefined` if none is. */
function findMarks(text: string): number | undefined {
  let [inAll, inParagraph, offset] = [0, 0, 0];
  for (const line of text.split("\n")) {
    // Each item, and each row of a table, is a paragraph or more.
    if (listItem.test(line) || line.includes("|") || line.trim() === "") inParagraph = 0;
    for (const { index } of line.matchAll(/\*+|_+|~+/g)) {
      inParagraph += 1;
      inAll += 1;
      if (inParagraph > limits.marks || inAll > limits.marksInAll) return offset + index;
    }
    offset += line.length + 1;
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

/** Index of the n-th match after the first; -1 if there are fewer. */
function nthMatch(text: string, pattern: RegExp, n: number): number {
  let count = 0;
  for (const { index } of text.matchAll(pattern)) if ((count += 1) > n) return index;
  return -1;
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
