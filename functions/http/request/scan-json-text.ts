import { pointerOf } from "../../core/json/json-pointer.ts";
import { type JsonPath, scanJson } from "../../core/json/scan-json.ts";

/** Where and why a text is not reliable JSON. */
export interface JsonFault {
  readonly code: "malformed-json" | "duplicate-key" | "lone-surrogate" | "nul-character" | "number-out-of-range";
  /** In UTF-16 code units. */
  readonly offset: number;
  /** JSON pointer (RFC 6901) to the member or item; absent if the text is malformed. */
  readonly pointer?: string;
  /** What is allowed there. */
  readonly expected: string;
  /** The key or value as written; absent if the text is malformed. */
  readonly seen?: string;
}

/**
 * Finds the first fault of a JSON text: a syntax error (RFC 8259), or something that parsers disagree on and I-JSON
 * (RFC 7493) forbids: a repeated key in an object, a lone surrogate, a number beyond the range of doubles. `JSON.parse`
 * locates syntax errors only for some texts, in words that change with V8, and accepts the rest silently.
 */
export function scanJsonText(text: string): JsonFault | undefined {
  /** Keys so far of each open object, by depth. */
  const keys: (Set<string> | undefined)[] = [];
  const found = scanJson<JsonFault>(text, {
    value(_offset, path) {
      keys[path.length] = undefined;
    },
    key(written, offset, path) {
      const key = path.at(-1) as string;
      const known = (keys[path.length - 1] ??= new Set());
      if (known.has(key))
        return { code: "duplicate-key", offset, pointer: pointerOf(path), expected: "each key once", seen: key };
      known.add(key);
      return checkText(written, offset, path);
    },
    string: checkText,
    number(written, offset, path) {
      if (Number.isFinite(Number(written))) return undefined;
      return {
        code: "number-out-of-range",
        offset,
        pointer: pointerOf(path),
        expected: "a number between -1.8e308 and 1.8e308",
        seen: written,
      };
    },
  });
  if (found === undefined) return undefined;
  if ("fault" in found) return found.fault;
  const { offset, expected } = found.malformed;
  return {
    code: "malformed-json",
    offset,
    expected: expected === "the end of the text" ? "the end of the body" : expected,
  };
}

function checkText(written: string, offset: number, path: JsonPath): JsonFault | undefined {
  if (!written.includes("\\u")) return undefined;
  const value = JSON.parse(written) as string;
  const at = { offset, pointer: pointerOf(path).toWellFormed(), seen: written };
  if (!value.isWellFormed())
    return { code: "lone-surrogate", ...at, expected: "text in Unicode: surrogates in pairs only" };
  return value.includes("\0") ? { code: "nul-character", ...at, expected: "text without U+0000" } : undefined;
}
