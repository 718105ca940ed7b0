import { BroadsheetError } from "../../core/errors.ts";
import { findTooDeep, placeOfOffset, tooDeep } from "../../core/json/json-depth.ts";
import { type JsonFault, scanJsonText } from "./scan-json-text.ts";

/** Longest excerpt of the text in a message. */
const shown = 40;

/**
 * Parses a request body as JSON (RFC 8259), restricted to what every parser reads alike (RFC 7493).
 *
 * @throws BroadsheetError `invalid-request` with line, column and, if any, JSON pointer of the first fault
 */
export function parseJson(body: Uint8Array): unknown {
  const text = decodeText(body);
  if (text.trim() === "")
    throw new BroadsheetError("invalid-request", {
      code: "empty-body",
      message: "the body is empty: a JSON object is expected",
      allowed: "a JSON object",
    });
  const deep = findTooDeep(text);
  if (deep !== undefined) throw new BroadsheetError("invalid-request", tooDeep("the body", placeOfOffset(text, deep)));
  const fault = scanJsonText(text);
  if (fault === undefined) return JSON.parse(text) as unknown;
  const before = text.slice(0, fault.offset).split("\n");
  const line = before.length;
  const column = (before.at(-1) ?? "").length + 1;
  const seen =
    fault.seen?.slice(0, shown) ??
    (fault.offset >= text.length ? "the end of the body" : text.slice(fault.offset, fault.offset + 20));
  throw new BroadsheetError("invalid-request", {
    code: fault.code,
    message: describe(fault, `line ${line}, column ${column}`, seen),
    where: { pointer: fault.pointer, line, column },
    seen,
    allowed: fault.expected,
  });
}

function describe({ code, expected, pointer }: JsonFault, place: string, seen: string): string {
  switch (code) {
    case "malformed-json":
      return `the body is not JSON: ${place}: expected ${expected}, saw ${seen}`;
    case "duplicate-key":
      return `the key "${seen}" is given twice in one object: ${place}`;
    case "lone-surrogate":
      return `the text at ${pointer} holds half of a surrogate pair, which is not a character: ${place}`;
    case "nul-character":
      return `the text at ${pointer} holds U+0000, which neither SQL nor a PDF can hold: ${place}`;
    case "number-out-of-range":
      return `the number ${seen} is too large to represent: ${place}`;
  }
}

/** @throws BroadsheetError `invalid-request` if the bytes are not UTF-8, which RFC 8259 section 8.1 requires */
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
