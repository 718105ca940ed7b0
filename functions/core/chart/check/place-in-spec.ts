import type { Where } from "../../errors.ts";
import { stepsOf } from "../../json-pointer.ts";

type Place = Where & { readonly file: string; readonly line: number; readonly column: number };

/**
 * Where a JSON pointer (RFC 6901) leads in the text of a JSON file. A pointer that leads nowhere, such as that of a missing
 * member, gives the innermost value on its way that is there.
 *
 * @param text valid JSON
 * @param part what is wanted of a member: its name or its value
 */
export function placeInSpec(file: string, text: string, pointer: string, part: "key" | "value" = "value"): Place {
  const before = text.slice(0, offsetOf(text, stepsOf(pointer), part)).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function offsetOf(text: string, steps: readonly string[], part: "key" | "value"): number {
  let at = skipSpace(text, 0);
  for (const [depth, step] of steps.entries()) {
    const member = findMember(text, at, step);
    if (member === undefined) return at;
    if (part === "key" && depth === steps.length - 1) return member.key;
    at = member.value;
  }
  return at;
}

/** Offsets of a member of the object, or an element of the list, that begins at `at`. The last of several of a name counts, as in JSON.parse. */
function findMember(text: string, at: number, step: string): { readonly key: number; readonly value: number } | undefined {
  const isList = text[at] === "[";
  if (!isList && text[at] !== "{") return undefined;
  let found: { key: number; value: number } | undefined;
  let index = 0;
  for (let next = skipSpace(text, at + 1); text[next] !== "]" && text[next] !== "}" && next < text.length; ) {
    const key = next;
    let name = String(index);
    if (!isList) {
      const end = skipString(text, next);
      name = JSON.parse(text.slice(next, end)) as string;
      next = skipSpace(text, skipSpace(text, end) + 1);
    }
    if (name === step) found = { key, value: next };
    next = skipSpace(text, skipValue(text, next));
    if (text[next] === ",") next = skipSpace(text, next + 1);
    index += 1;
  }
  return found;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n\ufeff".includes(text[at]!)) at += 1;
  return at;
}

function skipString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function skipValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  do {
    const character = text[at]!;
    if (character === '"') at = skipString(text, at);
    else {
      if (character === "{" || character === "[") depth += 1;
      if (character === "}" || character === "]") depth -= 1;
      at += 1;
    }
    // A number or a word goes on until its surroundings do.
  } while (at < text.length && (depth > 0 || /[\w.+-]/.test(text[at]!) && /[\w.+-]/.test(text[at - 1]!)));
  return at;
}
