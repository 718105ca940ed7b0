import { editHints } from "../edit-hints.ts";
import type { SourcePlace, Surrounding } from "../edit.ts";
import { BroadsheetError } from "../../../errors.ts";
import type { SourceBlock, SourceTree } from "./source-tree.ts";

/**
 * The block at a place: the innermost that begins there, else the smallest around it, else the next one of its line.
 *
 * @throws BroadsheetError `not-found` with the lines at which blocks begin
 */
export function findBlock({ blocks, source, file }: SourceTree, { line, column }: SourcePlace): SourceBlock {
  const start = lineStart(source, line);
  const all = blocks.flatMap(withInner);
  if (start !== undefined) {
    const end = lineEnd(source, start);
    const begun = all.filter(({ from }) => from >= start && from < end);
    const at = start + (column ?? 1) - 1;
    const found =
      (column === undefined ? innermost(begun) : innermost(begun.filter(({ from }) => from === at))) ??
      all
        .filter(({ from, to }) => from <= at && at < to)
        .sort((one, two) => one.to - one.from - (two.to - two.from))[0] ??
      begun.find(({ from }) => from >= at);
    if (found !== undefined) return found;
  }
  throw new BroadsheetError("not-found", {
    code: "no-block-there",
    message: `${file}:${line}: no block that could be edited on the page is written there`,
    where: { file, line, ...(column !== undefined && { column }) },
    allowed: all.slice(0, 12).map(({ from }) => `line ${lineOf(source, from)}`),
    hint: editHints.printed,
  });
}

function withInner(block: SourceBlock): SourceBlock[] {
  return [block, ...block.children.flatMap(withInner)];
}

/** The first of some blocks, or the one in it that begins where it does, or on its line. */
function innermost([first, ...others]: readonly SourceBlock[]): SourceBlock | undefined {
  const next = first?.children[0];
  return next !== undefined && others.includes(next) ? innermost(others) : first;
}

function lineStart(source: string, line: number): number | undefined {
  let at = 0;
  for (let count = 1; count < line; count++) {
    const next = source.indexOf("\n", at);
    if (next < 0) return undefined;
    at = next + 1;
  }
  return at;
}

function lineEnd(source: string, start: number): number {
  const end = source.indexOf("\n", start);
  return end < 0 ? source.length : end;
}

/** The line of an offset, from 1. */
export function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split("\n").length;
}

const opening = new Map<string, { readonly kind: Surrounding["kind"]; readonly closer: string }>([
  ["for", { kind: "loop", closer: "endfor" }],
  ["if", { kind: "condition", closer: "endif" }],
  ["unless", { kind: "condition", closer: "endunless" }],
  ["case", { kind: "condition", closer: "endcase" }],
]);
const branches = new Set(["elsif", "else", "when"]);

/** The loops and conditions around an offset, outermost first. */
export function surroundingsOf({ source, projected }: SourceTree, offset: number): Surrounding[] {
  const stack: { closer: string; shown: Surrounding }[] = [];
  for (const { kind, name, source: tag, from } of projected.spans) {
    if (from >= offset) break;
    if (kind !== "tag") continue;
    const opened = opening.get(name);
    const last = stack.at(-1);
    if (opened !== undefined)
      stack.push({ closer: opened.closer, shown: { kind: opened.kind, tag, line: lineOf(source, from) } });
    else if (last !== undefined && name === last.closer) stack.pop();
    else if (last !== undefined && branches.has(name))
      last.shown = { kind: "condition", tag, line: lineOf(source, from) };
  }
  return stack.map(({ shown }) => shown);
}
