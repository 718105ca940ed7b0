import { BroadsheetError } from "../core/errors.ts";

const space = /[ \t\n\r]*/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex -- RFC 8259 forbids raw control characters in strings
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

/**
 * Parses a request body as JSON (RFC 8259).
 *
 * @throws BroadsheetError `invalid-request` with line and column of the first fault
 */
export function parseJson(body: Uint8Array): unknown {
  const text = decodeText(body);
  if (text.trim() === "")
    throw new BroadsheetError("invalid-request", {
      code: "empty-body",
      message: "the body is empty: a JSON object is expected",
      allowed: "a JSON object",
    });
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const { offset, expected } = findFault(text);
    const before = text.slice(0, offset).split("\n");
    const line = before.length;
    const column = (before.at(-1) ?? "").length + 1;
    const seen = offset >= text.length ? "the end of the body" : text.slice(offset, offset + 20);
    throw new BroadsheetError(
      "invalid-request",
      {
        code: "malformed-json",
        message: `the body is not JSON: line ${line}, column ${column}: expected ${expected}, saw ${seen}`,
        where: { line, column },
        seen,
        allowed: expected,
      },
      { cause: error },
    );
  }
}

/** @throws BroadsheetError `invalid-request` if the bytes are not UTF-8, which RFC 8259 section 8.1 demands */
function decodeText(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch (error) {
    throw new BroadsheetError(
      "invalid-request",
      { code: "not-utf-8", message: "the body is not UTF-8 text", allowed: "JSON in UTF-8" },
      { cause: error },
    );
  }
}

interface Fault {
  readonly offset: number;
  readonly expected: string;
}

/**
 * Where a text that is no JSON stops being JSON. `JSON.parse` tells it for some faults only and in
 * words that change with the version of V8. Keeps its own stack, so that depth cannot end it.
 */
function findFault(text: string): Fault {
  const open: ("}" | "]")[] = [];
  let offset = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset;
    const match = pattern.exec(text);
    if (match !== null) offset += match[0].length;
    return match !== null;
  };
  const take = (character: string): boolean => {
    skip(space);
    if (text[offset] !== character) return false;
    offset += 1;
    return true;
  };
  const key = (): boolean => {
    skip(space);
    return skip(string);
  };
  for (;;) {
    skip(space);
    if (take("{")) {
      if (!take("}")) {
        if (!key()) return { offset, expected: "a property name in double quotes or }" };
        if (!take(":")) return { offset, expected: ":" };
        open.push("}");
        continue;
      }
    } else if (take("[")) {
      if (!take("]")) {
        open.push("]");
        continue;
      }
    } else if (!skip(string) && !skip(scalar)) return { offset, expected: "a value" };
    for (;;) {
      const close = open.at(-1);
      if (close === undefined) {
        skip(space);
        return { offset, expected: "the end of the body" };
      }
      if (take(close)) {
        open.pop();
        continue;
      }
      if (!take(",")) return { offset, expected: `, or ${close}` };
      if (close === "}") {
        if (!key()) return { offset, expected: "a property name in double quotes" };
        if (!take(":")) return { offset, expected: ":" };
      }
      break;
    }
  }
}
