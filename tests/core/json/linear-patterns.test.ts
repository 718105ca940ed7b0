import { beforeAll, expect, test } from "vitest";
import { compileSchema } from "../../../functions/core/json/json-schema.ts";
import { linearPattern, loadLinearPatterns } from "../../../functions/core/json/linear-patterns.ts";

beforeAll(() => loadLinearPatterns(Buffer.from("pattern: x")));

test.each([
  ["^[A-Z]{3}$", "CHF", "chf"],
  ["^\\d{4}-\\d\\d$", "2026-11", "2026-1"],
  ["^\\p{Lu}\\p{Ll}+$", "Zürich", "zürich"],
  ["^[\\w.-]+@[\\w.-]+$", "a.b@c-d.org", "a b@c"],
  ["a/b", "xa/by", "ab"],
  ["^(?:red|green)$", "green", "greenish"],
  ["^\u{1f600}$", "\u{1f600}", "\ud83d"],
])("%s accepts and refuses the same as ECMA-262", (pattern, good, bad) => {
  const linear = linearPattern(pattern);
  const own = new RegExp(pattern, "u");
  for (const text of [good, bad, `${good}\n`, ""]) expect([text, linear.test(text)]).toEqual([text, own.test(text)]);
});

test("an expression that backtracks without end answers, in work that grows with the text alone", () => {
  const linear = linearPattern("^(a+)+$");
  expect(linear.test(`${"a".repeat(20_000)}b`)).toBe(false);
  expect(linear.test("a".repeat(20_000))).toBe(true);
});

test.each([
  ["(a)\\1", "back-reference"],
  ["(?<n>a)\\k<n>", "back-reference"],
  ["^(?=a)", "linear time"],
  ["a{1,2000}", "linear time"],
  ["(", "Invalid regular expression"],
])("%s is refused: %s", (pattern, why) => {
  expect(() => linearPattern(pattern)).toThrow(why);
  const compiled = compileSchema({ type: "string", pattern }, { strangers: true });
  expect("faults" in compiled ? compiled.faults[0]?.message : undefined).toContain(why);
});

test("the patterns of a schema from outside are matched in linear time, those of property names too", () => {
  const compiled = compileSchema(
    {
      type: "object",
      properties: { code: { type: "string", pattern: "^(a+)+$" } },
      patternProperties: { "^(x+)+$": { type: "integer" } },
    },
    { strangers: true },
  );
  if ("faults" in compiled) throw new Error("the schema is good");
  const value = { code: `${"a".repeat(20_000)}b`, [`${"x".repeat(20_000)}y`]: 1, xx: "one" };
  expect(compiled.validate(value).map(({ pointer, code }) => [pointer, code])).toEqual([
    ["/code", "invalid-value"],
    ["/xx", "wrong-type"],
  ]);
});
