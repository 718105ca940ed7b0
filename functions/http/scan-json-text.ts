import { pointerOf } from "../core/json-pointer.ts";

/** Where and why a text is no JSON that can be relied upon. */
export interface JsonFault {
  readonly code: "malformed-json" | "duplicate-key" | "lone-surrogate" | "number-out-of-range";
  /** In UTF-16 code units. */
  readonly offset: number;
  /** JSON pointer (RFC 6901) of the member or item concerned; absent where the text is malformed. */
  readonly pointer?: string;
  /** What may stand there. */
  readonly expected: string;
  /** The key or value as written; absent where the text is malformed. */
  readonly seen?: string;
}

const space = /[ \t\n\r]*/y;
const literal = /true|false|null/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex -- RFC 8259 forbids raw control characters in strings
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

/** An array or object that is not closed yet. */
interface Open {
  readonly close: "}" | "]";
  /** Keys so far. */
  readonly keys: Set<string>;
  /** Key or index of what is being read. */
  at: string | number;
}

/**
 * Finds the first fault of a JSON text: where it stops being JSON (RFC 8259), and what readers of JSON disagree on, which
 * I-JSON (RFC 7493) forbids: a key twice in an object, half a surrogate pair, a number beyond the range of doubles.
 * `JSON.parse` tells the first for some texts only, in words that change with V8, and takes the rest in silence. Keeps its own
 * stack, so that depth cannot end it.
 */
export function scanJsonText(text: string): JsonFault | undefined {
  const open: Open[] = [];
  let offset = 0;
  const read = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    const match = pattern.exec(text)?.[0];
    offset += match?.length ?? 0;
    return match;
  };
  const take = (character: string): boolean => {
    read(space);
    if (text[offset] !== character) return false;
    offset += 1;
    return true;
  };
  const malformed = (expected: string): JsonFault => ({ code: "malformed-json", offset, expected });
  const pointer = (): string => pointerOf(open.map(({ at }) => at));
  const checkText = (written: string): JsonFault | undefined => {
    if (!written.includes("\\u") || (JSON.parse(written) as string).isWellFormed()) return undefined;
    return { code: "lone-surrogate", offset: offset - written.length, pointer: pointer().toWellFormed(), expected: "text in Unicode: surrogates in pairs only", seen: written };
  };
  /** A key and the colon behind it. */
  const readKey = (expected: string): JsonFault | undefined => {
    read(space);
    const start = offset;
    const written = read(string);
    if (written === undefined) return malformed(expected);
    const key = JSON.parse(written) as string;
    const object = open.at(-1)!;
    object.at = key;
    if (object.keys.has(key)) return { code: "duplicate-key", offset: start, pointer: pointer(), expected: "each key once", seen: key };
    object.keys.add(key);
    return checkText(written) ?? (take(":") ? undefined : malformed(":"));
  };
  for (;;) {
    read(space);
    if (take("{")) {
      if (!take("}")) {
        open.push({ close: "}", keys: new Set(), at: "" });
        const fault = readKey("a property name in double quotes or }");
        if (fault !== undefined) return fault;
        continue;
      }
    } else if (take("[")) {
      if (!take("]")) {
        open.push({ close: "]", keys: new Set(), at: 0 });
        continue;
      }
    } else {
      const written = read(string);
      if (written !== undefined) {
        const fault = checkText(written);
        if (fault !== undefined) return fault;
      } else if (read(literal) === undefined) {
        const digits = read(number);
        if (digits === undefined) return malformed("a value");
        if (!Number.isFinite(Number(digits))) return { code: "number-out-of-range", offset: offset - digits.length, pointer: pointer(), expected: "a number between -1.8e308 and 1.8e308", seen: digits };
      }
    }
    for (;;) {
      const around = open.at(-1);
      if (around === undefined) {
        read(space);
        return offset === text.length ? undefined : malformed("the end of the body");
      }
      if (take(around.close)) {
        open.pop();
        continue;
      }
      if (!take(",")) return malformed(`, or ${around.close}`);
      if (typeof around.at === "number") around.at += 1;
      else {
        const fault = readKey("a property name in double quotes");
        if (fault !== undefined) return fault;
      }
      break;
    }
  }
}
