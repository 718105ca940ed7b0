import type { TemplateProblem } from "./problem.ts";

/** A range of a file's text, offsets in UTF-16 units. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The part of a file's text that a problem is about: the value seen where the problem names a column or stands in its
 * line, else the word at the column, else the whole line. A problem without a line is placed on the first.
 */
export function placeProblem({ where, seen }: TemplateProblem, text: string): TextRange {
  const lines = text.split("\n");
  const row = Math.min(Math.max((where?.line ?? 1) - 1, 0), lines.length - 1);
  const start = lines.slice(0, row).reduce((sum, line) => sum + line.length + 1, 0);
  const line = lines[row]!.replace(/\r$/, "");
  const { column } = where ?? {};
  const at = column === undefined ? undefined : Math.min(Math.max(column - 1, 0), line.length);
  const written = typeof seen === "string" || typeof seen === "number" ? String(seen) : "";
  if (written !== "") {
    const found = line.indexOf(written, at ?? 0);
    if (found >= 0 && (at === undefined || found - at < 200))
      return { from: start + found, to: start + found + written.length };
  }
  if (at !== undefined) {
    const word = /^(?:[\w$-]+|"[^"]*"|::+[\w-]+|\S)/.exec(line.slice(at));
    if (word !== null) return { from: start + at, to: start + at + word[0].length };
    // Behind the last character: mark that one.
    return { from: start + Math.max(0, at - 1), to: start + Math.max(at, Math.min(1, line.length)) };
  }
  const indent = /^\s*/.exec(line)![0].length;
  return { from: start + indent, to: start + Math.max(line.trimEnd().length, indent) };
}
