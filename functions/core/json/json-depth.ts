import type { Problem, Where } from "../errors.ts";

/**
 * Most levels of nested lists and objects in a JSON or YAML text. Code that walks such a value recurses once per level;
 * no hand-written text comes near this.
 */
export const deepestJson = 200;

/**
 * Offset of the first list or object of a JSON text that is nested deeper than `deepestJson`. The text need not be
 * JSON.
 */
export function findTooDeep(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === "\\") at++;
    } else if (character === "{" || character === "[") {
      depth++;
      if (depth > deepestJson) return at;
    } else if (character === "}" || character === "]") depth--;
  }
  return undefined;
}

/**
 * Whether a value nests lists or objects deeper than `deepestJson`; works level by level, so that depth cannot overflow
 * the stack.
 */
export function isTooDeep(value: unknown): boolean {
  let level = [value].filter(isContainer);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= deepestJson) return true;
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return false;
}

/**
 * The problem of a text or value that is nested too deep.
 *
 * @param what its name at the beginning of the message: `the body`, `charts/a.vl.json`
 */
export function tooDeep(what: string, where: Where): Problem {
  return {
    code: "too-deep",
    message: `${what} has lists and objects nested more than ${deepestJson} levels deep`,
    where,
    seen: `more than ${deepestJson} levels`,
    allowed: `${deepestJson} levels`,
  };
}

/** Line and column, from 1, of an offset in a text. */
export function placeOfOffset(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
