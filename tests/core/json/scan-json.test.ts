import fc from "fast-check";
import { expect, test } from "vitest";
import { scanJson } from "../../../functions/core/json/scan-json.ts";

test("everything is reported with its place, in the order of the text", () => {
  const told: unknown[] = [];
  const text = '{"a": [1, {"b": "x"}], "c": null}';
  expect(
    scanJson(text, {
      key: (written, offset, path) => void told.push(["key", written, offset, [...path]]),
      value: (offset, path) => void told.push(["value", offset, [...path]]),
      string: (written, offset) => void told.push(["string", written, offset]),
      number: (written, offset) => void told.push(["number", written, offset]),
    }),
  ).toBeUndefined();
  expect(told).toEqual([
    ["value", 0, []],
    ["key", '"a"', 1, ["a"]],
    ["value", 6, ["a"]],
    ["value", 7, ["a", 0]],
    ["number", "1", 7],
    ["value", 10, ["a", 1]],
    ["key", '"b"', 11, ["a", 1, "b"]],
    ["value", 16, ["a", 1, "b"]],
    ["string", '"x"', 16],
    ["key", '"c"', 23, ["c"]],
    ["value", 28, ["c"]],
  ]);
});

test("a listener's fault ends the reading", () => {
  expect(scanJson<string>("[1, 2, 3]", { number: (written) => (written === "2" ? "two" : undefined) })).toEqual({
    fault: "two",
  });
});

test("what JSON.parse takes is read, and nothing else", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "]", '"', "0", "-", "x", "\n"), (json, at, put) => {
      const place = at % (json.length + 1);
      for (const text of [
        json,
        json.slice(0, place) + put + json.slice(place),
        json.slice(0, place) + json.slice(place + 1),
      ]) {
        expect(scanJson(text, {}) === undefined, text).toBe(parses(text));
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("a text nested deeper than a stack is read to its end", () => {
  expect(scanJson("[".repeat(200_000) + "]".repeat(200_000), {})).toBeUndefined();
  expect(scanJson("[".repeat(200_000), {})).toEqual({ malformed: { offset: 200_000, expected: "a value" } });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
