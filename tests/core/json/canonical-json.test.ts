import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, sha256 } from "../../../functions/core/json/canonical-json.ts";

test("sorts keys, drops undefined members, prints numbers as ECMAScript does", () => {
  expect(canonicalJson({ b: 1, a: [1e21, 0.1, -0, null, undefined], c: undefined, é: "\u2028" })).toBe(
    '{"a":[1e+21,0.1,0,null,null],"b":1,"é":"\u2028"}',
  );
});

test("whatever the order of keys, equal values give equal text that parses back", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reversed(value))).toBe(text);
    }),
    { seed: 7 },
  );
});

test.each([Number.NaN, Infinity, 1n, () => 1])("refuses %s", (value) => {
  expect(() => canonicalJson({ value })).toThrow(TypeError);
});

test("hashes text as UTF-8", () => {
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256("北京")).toBe(sha256(new TextEncoder().encode("北京")));
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}
