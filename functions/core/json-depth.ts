import type { Problem, Where } from "./errors.ts";

/**
 * Levels of lists and objects in each other that a JSON or YAML text may have. What goes through such a value calls itself for each
 * level; nothing that people write comes near.
 */
export const deepestJson = 200;

/** Offset of the first list or object of a JSON text that stands deeper than `deepestJson`. The text need not be JSON. */
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

/** Whether a value holds lists or objects deeper in each other than `deepestJson`; goes by levels, so that depth cannot end it. */
export function isTooDeep(value: unknown): boolean {
  let level = [value].filter(isContainer);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= deepestJson) return true;
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return false;
}

/**
 * What is wrong with a text or value that is too deep.
 *
 * @param what whose it is, as the message begins: `the body`, `charts/a.vl.json`
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
