import { describe, expect, it, test } from "vitest";
import { validateSpec } from "../../../../../functions/core/report/chart/check/validate-spec.ts";

const version = "vega-lite/v6.json";

/** Faults of a member `x` of a spec that declares the version, by the schema of `x`. */
function faultsOf(x: unknown, schema: object, definitions: object = {}, declared = true): readonly object[] {
  const whole = {
    type: "object",
    properties: { $schema: { type: "string" }, x: schema },
    additionalProperties: false,
    definitions,
  };
  return validateSpec(whole, { ...(declared && { $schema: `https://example.org/${version}` }), x }, version);
}

const messages = (...given: Parameters<typeof faultsOf>): unknown[] =>
  faultsOf(...given).map((fault) => (fault as { message: string }).message);
const open = (names: string): object => ({
  properties: Object.fromEntries(names.split(" ").map((name) => [name, {}])),
});
const kindOf = (...values: string[]): object => ({ properties: { kind: { enum: values } } });
const needs = (name: string): object => ({
  type: "object",
  properties: { [name]: { type: "number" } },
  required: [name],
  additionalProperties: false,
});

describe("alternatives", () => {
  it("inside alternatives count as one list", () => {
    const definitions = {
      inner: { anyOf: [needs("a"), needs("b")] },
      outer: { oneOf: [{ $ref: "#/definitions/inner" }, needs("c")] },
    };
    expect(faultsOf({}, { $ref: "#/definitions/outer" }, definitions)).toEqual([
      {
        code: "missing-property",
        pointer: "/x",
        message: 'x has none of "a", "b", "c"',
        hint: 'give it one of "a", "b", "c"',
        sure: true,
      },
    ]);
  });

  it("that need the same member name it once", () => {
    expect(messages({}, { anyOf: [needs("a"), needs("b"), needs("a")] })).toEqual(['x has none of "a", "b"']);
  });

  it("beside members or parts leave these valid", () => {
    const kind = { kind: { type: "string" } };
    const choice = { anyOf: [{ required: ["a"] }, { required: ["b"] }] };
    for (const own of [
      { properties: kind, ...choice },
      { allOf: [{ properties: kind }], ...choice },
    ]) {
      const schema = { anyOf: [{ $ref: "#/definitions/own" }, { type: "null" }] };
      expect(faultsOf({ a: 1, kind: 5 }, schema, { own })).toMatchObject([
        { code: "invalid-value", pointer: "/x/kind", seen: 5, allowed: "a text" },
      ]);
      expect(faultsOf({ b: 1, kind: "k" }, schema, { own })).toEqual([]);
    }
  });

  it("that all refuse a value are reported with what each would accept", () => {
    const schema = {
      anyOf: [
        { enum: ["left", "right"] },
        { type: "number" },
        { type: "boolean" },
        { type: "object", required: ["expr"] },
      ],
    };
    expect(faultsOf("lft", schema)).toMatchObject([
      {
        code: "invalid-value",
        message: 'x cannot be "lft"',
        seen: "lft",
        allowed: 'a number, true or false, an object with "expr", "left", "right"',
        hint: 'did you mean "left"?',
        sure: true,
      },
    ]);
    expect(faultsOf("5", schema)).toMatchObject([{ hint: "write 5 without quotes" }]);
    expect(faultsOf("true", schema)).toMatchObject([{ hint: "write true without quotes" }]);
    expect(faultsOf(null, schema)).toMatchObject([{ sure: false }]);
  });

  it("are read as the one that fits best", () => {
    const schema = {
      anyOf: [
        { ...needs("field"), properties: { field: { type: "string" }, type: { enum: ["nominal", "ordinal"] } } },
        { ...needs("value"), properties: { value: {}, type: { enum: ["nominal"] } } },
      ],
    };
    expect(faultsOf({ field: "a", tpye: "nominal" }, schema)).toMatchObject([
      { code: "unknown-property", pointer: "/x/tpye", hint: 'did you mean "type"?' },
    ]);
    expect(faultsOf({ feild: "a" }, schema)).toMatchObject([
      { code: "unknown-property", pointer: "/x/feild", hint: 'did you mean "field"?' },
    ]);
    expect(faultsOf({ field: "a", type: "quantity" }, schema)).toMatchObject([
      { code: "invalid-value", pointer: "/x/type", allowed: ["nominal", "ordinal"] },
    ]);
  });

  it("that allow different values of a member are reported with all of them", () => {
    expect(faultsOf({ kind: "no" }, { anyOf: [kindOf("left", "right"), kindOf("top")] })).toMatchObject([
      { pointer: "/x/kind", allowed: ["left", "right", "top"] },
    ]);
  });

  it("are chosen by the least fault of a member, and a member's faults cost less than an unknown name", () => {
    const narrow = { properties: { p: { type: "string" }, q: { type: "number" } }, additionalProperties: false };
    const wide = {
      properties: { p: { anyOf: [{ enum: ["left"] }, { type: "object" }] }, q: {} },
      additionalProperties: false,
    };
    expect(faultsOf({ p: "lft", q: "no" }, { anyOf: [narrow, wide] })).toMatchObject([
      { pointer: "/x/p", hint: 'did you mean "left"?' },
    ]);
    const inner = {
      properties: { m: { properties: { a: { type: "number" }, b: { type: "number" } } } },
      additionalProperties: false,
    };
    expect(messages({ m: { a: "s", b: "t" } }, { anyOf: [{ additionalProperties: false }, inner] })).toEqual([
      'x.m.a cannot be "s"',
      'x.m.b cannot be "t"',
    ]);
  });

  it("that only a member's value is foreign to leave it in doubt, too", () => {
    const holder = { properties: { m: { anyOf: [needs("field"), needs("value")] } } };
    expect(faultsOf({ m: { q: 1 } }, { anyOf: [holder, { ...holder, required: ["n"] }] })).toMatchObject([
      { pointer: "/x/m", sure: false },
    ]);
  });

  it("of a whole spec are told by what is in it", () => {
    const unit = {
      type: "object",
      properties: { $schema: {}, mark: { type: "string" } },
      required: ["mark"],
      additionalProperties: false,
    };
    const faults = validateSpec({ anyOf: [unit], definitions: {} }, { zzz: 1 }, version);
    expect(faults.map(({ message }) => message)).toEqual([
      'a Vega-Lite spec has no property "zzz"',
      'a Vega-Lite spec has no "mark"',
    ]);
    expect(validateSpec(unit, { zzz: 1 }, "vega/v6.json").map(({ message }) => message)).toContain(
      'a Vega spec has no "mark"',
    );
  });

  it("to which an object is entirely foreign leave it in doubt", () => {
    const schema = { anyOf: [needs("field"), needs("value")] };
    expect(faultsOf({ q: 1, r: 2 }, schema)).toMatchObject([
      { code: "invalid-value", pointer: "/x", sure: false, allowed: 'an object with "field", an object with "value"' },
    ]);
  });
});

test.each<[string, unknown, object, string[]]>([
  [
    "a list that is too short",
    [1],
    { type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 },
    ["a list of 2"],
  ],
  ["a list that is too long", [1, 2, 3], { type: "array", minItems: 1, maxItems: 2 }, ["a list of 1 to 2"]],
  ["an empty list", [], { type: "array", minItems: 1 }, ["a list of at least 1"]],
  ["a text that is too long", "abc", { type: "string", minLength: 1, maxLength: 1 }, ["a text of 1 characters"]],
  ["a text that is too short", "", { type: "string", minLength: 2, maxLength: 4 }, ["a text of 2 to 4 characters"]],
  ["a text of another form", "red", { type: "string", pattern: "^#" }, ["a text that matches ^#"]],
  ["another constant", "b", { const: "a" }, ["a"]],
  ["a part of a number", 1.5, { type: "integer" }, ["a whole number"]],
  ["a list for an object", [], { type: "object" }, ["an object"]],
  ["an object for a list", {}, { type: "array" }, ["a list"]],
  ["a number for nothing", 0, { type: "null" }, ["null"]],
  ["one of two types", "a", { type: ["number", "null"] }, ["a number, null"]],
])("%s is reported with what is allowed", (_, value, schema, allowed) => {
  expect(faultsOf(value, schema).map((fault) => [(fault as { allowed: unknown }).allowed].flat())).toEqual([allowed]);
});

test.each<[string, unknown, object]>([
  ["lists within their limits", [1, 2], { type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 }],
  ["texts within their limits", "ab", { type: "string", minLength: 2, maxLength: 2, pattern: "^a" }],
  ["constants", "a", { const: "a" }],
  ["whole numbers", 3, { type: "integer" }],
  ["one of several types", null, { type: ["number", "null"] }],
  ["texts with Liquid", "{{ a }}", { type: "number" }],
  ["texts with Liquid's tags", "a{% if b %}c{% endif %}", { type: "number" }],
  ["long lists, which are data", Array.from({ length: 101 }, () => "a"), { type: "array", items: { type: "number" } }],
  ["members that the report gives", {}, { type: "object", required: ["data", "values"] }],
])("%s are valid", (_, value, schema) => {
  expect(faultsOf(value, schema)).toEqual([]);
});

test("what Vega accepts beyond its schema is valid at its place, and nowhere else", () => {
  const value = { properties: { value: { enum: ["top"] } } };
  const schema = { properties: { baseline: value, text: { items: value }, align: value } };
  expect(messages({ baseline: { value: "line-top" }, text: [{ value: "-1.5e3" }, { value: "true" }] }, schema)).toEqual(
    [],
  );
  expect(messages({ align: { value: "line-top" }, text: [{ value: "line-top" }, { value: "yes" }] }, schema)).toEqual([
    'x.align.value cannot be "line-top"',
    'x.text[0].value cannot be "line-top"',
    'x.text[1].value cannot be "yes"',
  ]);
  const projections = {
    properties: { projections: { items: { properties: { pointRadius: { type: "number" } } } } },
    definitions: {},
  };
  expect(
    validateSpec(projections, { projections: [{ pointRadius: { expr: "2" } }, { pointRadius: "2" }] }, version),
  ).toMatchObject([{ pointer: "/projections/1/pointRadius" }]);
});

test("a definition is found by its name as a reference writes it", () => {
  expect(messages("a", { $ref: "#/definitions/Value%3Cnumber%3E" }, { "Value<number>": { type: "number" } })).toEqual([
    'x cannot be "a"',
  ]);
});

test("items of a list are checked by their own schema or by that of their position", () => {
  expect(messages([1, "a", "{{ b }}"], { type: "array", items: { type: "number" } })).toEqual(['x[1] cannot be "a"']);
  expect(messages([1, 2, 3], { type: "array", items: [{ type: "number" }, { type: "string" }] })).toEqual([
    "x[1] cannot be 2",
  ]);
  expect(
    messages(
      Array.from({ length: 100 }, (_, index) => (index === 99 ? "a" : 1)),
      { type: "array", items: { type: "number" } },
    ),
  ).toEqual(['x[99] cannot be "a"']);
});

test("members are checked by name, then by pattern, then by the schema of all others", () => {
  const schema = {
    properties: { a: { type: "number" } },
    patternProperties: { "^b": { type: "string" } },
    additionalProperties: { type: "boolean" },
  };
  expect(messages({ a: 1, b1: "s", c: true, d: undefined }, schema)).toEqual([]);
  expect(messages({ a: "s", b1: 1, c: 1 }, schema)).toEqual([
    'x.a cannot be "s"',
    "x.b1 cannot be 1",
    "x.c cannot be 1",
  ]);
});

test("a value that something is not is reported; others pass", () => {
  expect(messages("a", { not: { enum: ["a", "b"] } })).toEqual(['x cannot be "a"']);
  expect(messages("c", { not: { enum: ["a", "b"] } })).toEqual([]);
});

test("a misspelt name stands for a required one, whose value is checked too", () => {
  const schema = { ...needs("field"), properties: { field: { type: "string" }, other: {} } };
  expect(faultsOf({ feild: 5 }, schema)).toMatchObject([
    { code: "invalid-value", pointer: "/x/feild" },
    { code: "unknown-property", pointer: "/x/feild", allowed: ["field", "other"], hint: 'did you mean "field"?' },
  ]);
  expect(faultsOf({ other: 1 }, schema)).toMatchObject([
    { code: "missing-property", pointer: "/x", message: 'x has no "field"', hint: 'give it "field"', sure: true },
  ]);
});

test("an open object reports misspelt names if it has many known ones; other names may be notes", () => {
  expect(messages({ widht: 1, note: 2 }, open("width a b c d e f g"))).toEqual(['x has no property "widht"']);
  expect(messages({ widht: 1, width: 1 }, open("width a b c d e f g"))).toEqual([]);
  expect(messages({ widht: 1 }, open("width a b c d e f"))).toEqual([]);
});

test("a spec that declares no version may have unknown members and lack known ones", () => {
  for (const declared of [true, false]) {
    expect(faultsOf({ a: 1, zzz: 1 }, needs("a"), {}, declared)).toMatchObject([
      { code: "unknown-property", sure: declared },
    ]);
    expect(faultsOf({}, needs("a"), {}, declared)).toMatchObject([{ code: "missing-property", sure: declared }]);
  }
});
