import { expect, test } from "vitest";
import { BroadsheetError } from "../../functions/core/errors.ts";
import { parseJson } from "../../functions/http/parse-json.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function faultOf(body: Uint8Array): unknown {
  try {
    parseJson(body);
  } catch (error) {
    return error instanceof BroadsheetError ? { kind: error.kind, ...error.problems[0] } : error;
  }
  return "no error";
}

test("JSON is parsed, with or without a byte order mark", () => {
  expect(parseJson(bytes('{"template":"a","n":[1,-2.5e3,true,null,"\\u00e9"]}'))).toEqual({
    template: "a",
    n: [1, -2500, true, null, "é"],
  });
  expect(parseJson(bytes('\u{feff}{"a":{}}'))).toEqual({ a: {} });
});

test.each([
  ['{\n  "template": "a",\n}', 3, 1, "a property name in double quotes"],
  ['{"template": "a" "date": 1}', 1, 18, ", or }"],
  ["{template: 1}", 1, 2, "a property name in double quotes or }"],
  ['{"a" 1}', 1, 6, ":"],
  ['{"a": [1, 2', 1, 12, ", or ]"],
  ['{"a": 01}', 1, 8, ", or }"],
  ["{'a': 1}", 1, 2, "a property name in double quotes or }"],
  ['{"a": "line\nbreak"}', 1, 7, "a value"],
  ['{"a": 1} x', 1, 10, "the end of the body"],
  ['{"a": nope}', 1, 7, "a value"],
  ['{"a": "\\x"}', 1, 7, "a value"],
  ["[".repeat(200_000), 1, 200_001, "a value"],
])("%j is told with line %i and column %i", (text, line, column, allowed) => {
  expect(faultOf(bytes(text))).toMatchObject({
    kind: "invalid-request",
    code: "malformed-json",
    where: { line, column },
    allowed,
  });
});

test("an empty body and a body that is not UTF-8 are told as such", () => {
  expect(faultOf(bytes(" \n"))).toMatchObject({ kind: "invalid-request", code: "empty-body" });
  expect(faultOf(new Uint8Array([0x7b, 0xff, 0x7d]))).toMatchObject({ kind: "invalid-request", code: "not-utf-8" });
});
