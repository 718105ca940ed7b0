import { expect, test } from "vitest";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { parseJson } from "../../../functions/http/request/parse-json.ts";
import { scanJsonText } from "../../../functions/http/request/scan-json-text.ts";

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

test.each(
  [
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
    ["[".repeat(200), 1, 201, "a value"],
  ].map(([text, ...expected]) => ({ title: String(text).slice(0, 40), text: String(text), expected })),
)("$title is reported with line and column", ({ text, expected: [line, column, allowed] }) => {
  expect(faultOf(bytes(text))).toMatchObject({
    kind: "invalid-request",
    code: "malformed-json",
    where: { line, column },
    allowed,
  });
});

test.each([
  [
    '{"a": {"b": 1, "c": 2, "b": 3}}',
    { code: "duplicate-key", where: { pointer: "/a/b", line: 1, column: 24 }, seen: "b" },
  ],
  [
    '{"x/y~": 1, "x/y~": 1}',
    { code: "duplicate-key", where: { pointer: "/x~1y~0", line: 1, column: 13 }, seen: "x/y~" },
  ],
  ['{"a": 1, "\\u0061": 2}', { code: "duplicate-key", where: { pointer: "/a", line: 1, column: 10 }, seen: "a" }],
  [
    '{"title": ["ok", "\\ud800"]}',
    { code: "lone-surrogate", where: { pointer: "/title/1", line: 1, column: 18 }, seen: '"\\ud800"' },
  ],
  [
    '{"parameters": {"city": "a\\u0000b"}}',
    { code: "nul-character", where: { pointer: "/parameters/city", line: 1, column: 25 }, seen: '"a\\u0000b"' },
  ],
  ['{"a\\u0000": 1}', { code: "nul-character", where: { pointer: "/a\0", line: 1, column: 2 } }],
  ['{"\\udc00": 1}', { code: "lone-surrogate", where: { pointer: "/\ufffd", line: 1, column: 2 } }],
  ['{"rate": 1e400}', { code: "number-out-of-range", where: { pointer: "/rate", line: 1, column: 10 }, seen: "1e400" }],
  ["[[1, -1e999]]", { code: "number-out-of-range", where: { pointer: "/0/1", line: 1, column: 6 }, seen: "-1e999" }],
])("%s is JSON that its readers disagree on", (text, fault) => {
  expect(faultOf(bytes(text))).toMatchObject({ kind: "invalid-request", ...fault });
});

test("equal keys in different objects, pairs of surrogates and small numbers are taken", () => {
  const text = '{"a": {"a": [{"a": 1}, {"a": "\\ud83d\\ude00"}]}, "b": 1e-400, "c": 1.7e308, "__proto__": {"x": 1}}';
  expect(parseJson(bytes(text))).toEqual(JSON.parse(text));
});

test("what JSON.parse refuses is refused, and nothing else", () => {
  const parts = ["{", "}", "[", "]", ",", ":", '"a"', '"b"', "1", "-", "0", "e5", "true", "nul", " ", "\\"];
  let seed = 20_240_630;
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
  for (let round = 0; round < 20_000; round += 1) {
    const text = Array.from({ length: (next() % 7) + 1 }, () => parts[next() % parts.length]).join("");
    if (text.trim() === "") continue;
    let valid = true;
    try {
      JSON.parse(text);
    } catch {
      valid = false;
    }
    const fault = scanJsonText(text);
    if ((fault?.code === "malformed-json") === valid) throw new Error(`${text}: ${JSON.stringify(fault)}`);
  }
});

test("an empty body and a body that is not UTF-8 are reported as such", () => {
  expect(faultOf(bytes(" \n"))).toMatchObject({ kind: "invalid-request", code: "empty-body" });
  expect(faultOf(new Uint8Array([0x7b, 0xff, 0x7d]))).toMatchObject({ kind: "invalid-request", code: "not-utf-8" });
});
