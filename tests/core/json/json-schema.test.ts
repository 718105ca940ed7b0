import { expect, test } from "vitest";
import { compileSchema } from "../../../functions/core/json/json-schema.ts";
import { type Violation, wordedPattern } from "../../../functions/core/json/violation.ts";
import { fillDefaults } from "../../../functions/core/json/schema-defaults.ts";

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: {
    name: { type: "string" },
    year: { type: "integer", minimum: 2018, maximum: 2021 },
    unit: { enum: ["CNY", "USD"] },
    since: { type: "string", format: "date" },
    "a/b": { type: "number" },
  },
};

function violations(value: unknown): readonly Violation[] {
  const compiled = compileSchema(schema);
  if ("faults" in compiled) throw new Error(JSON.stringify(compiled.faults));
  return compiled.validate(value);
}

test("a value that fits has no violations", () => {
  expect(violations({ name: "x", year: 2020, unit: "USD", since: "2020-02-29" })).toEqual([]);
});

test("all violations are reported at once, with pointer, value seen and values allowed", () => {
  expect(violations({ yaer: 1, year: 2030, unit: "US", since: "2021-02-29", "a/b": "1" })).toEqual([
    { code: "missing-field", pointer: "/name", message: '"name" is missing' },
    {
      code: "unknown-field",
      pointer: "/yaer",
      message: '"yaer" is not a known field',
      seen: "yaer",
      allowed: ["name", "year", "unit", "since", "a/b"],
      hint: 'did you mean "year"?',
    },
    {
      code: "out-of-range",
      pointer: "/year",
      message: "must be at most 2021",
      seen: 2030,
      allowed: "from 2018 to 2021",
    },
    {
      code: "not-allowed",
      pointer: "/unit",
      message: 'must be one of "CNY", "USD"',
      seen: "US",
      allowed: ["CNY", "USD"],
      hint: 'did you mean "USD"?',
    },
    {
      code: "invalid-value",
      pointer: "/since",
      message: "must be a date, YYYY-MM-DD",
      allowed: "a date, YYYY-MM-DD",
      seen: "2021-02-29",
    },
    { code: "wrong-type", pointer: "/a~1b", message: "must be a number", seen: "1", allowed: "number" },
  ]);
});

test("a pattern of our own is named in words, any other by itself and its description", () => {
  const compiled = compileSchema({
    properties: {
      session: { pattern: wordedPattern("^[a-d]{3}$", "three letters from a to d") },
      code: { pattern: "^[e-h]{3}$", description: "Three letters." },
    },
  });
  if ("faults" in compiled) throw new Error(JSON.stringify(compiled.faults));
  expect(compiled.validate({ session: "abz", code: "abz" })).toEqual([
    {
      code: "invalid-value",
      pointer: "/session",
      message: "must be three letters from a to d",
      seen: "abz",
      allowed: "three letters from a to d",
    },
    {
      code: "invalid-value",
      pointer: "/code",
      message: "must match the pattern ^[e-h]{3}$",
      seen: "abz",
      allowed: "Three letters.",
    },
  ]);
});

test("sizes are named in words", () => {
  const compiled = compileSchema({
    properties: {
      name: { minLength: 1 },
      code: { minLength: 3, maxLength: 4 },
      list: { minItems: 2, maxItems: 1 },
      one: { type: "object", maxProperties: 1, minProperties: 1 },
    },
  });
  if ("faults" in compiled) throw new Error(JSON.stringify(compiled.faults));
  const messages = (value: object) =>
    compiled.validate(value).map(({ code, pointer, message }) => `${code} ${pointer} ${message}`);
  expect(messages({ name: "", code: "ab", list: [], one: {} })).toEqual([
    "invalid-value /name must not be empty",
    "invalid-value /code must have at least 3 characters",
    "invalid-value /list must have at least 2 items",
    "invalid-value /one must not be empty",
  ]);
  expect(messages({ code: "abcde", list: [1, 2, 3], one: { a: 1, b: 2 } })).toEqual([
    "invalid-value /code must have at most 4 characters",
    "invalid-value /list must have at most 1 item",
    "invalid-value /one must have at most 1 member",
  ]);
});

test("the faults of a schema are reported, including a misspelt keyword", () => {
  expect(compileSchema({ type: "objekt" })).toMatchObject({
    faults: [{ pointer: "/type", seen: "objekt", hint: 'did you mean "object"?' }],
  });
  expect(compileSchema({ type: "object", properties: { year: { type: "integer", minimun: 1 } } })).toMatchObject({
    faults: [{ code: "invalid-schema", message: expect.stringContaining("minimun") }],
  });
});

test.each([
  { type: "object", required: "x" },
  { type: "object", properties: { a: { type: "integer", minimum: "1" } } },
  { enum: 3 },
  { type: "object", properties: 3 },
  { type: "array", items: { $ref: "#/nowhere" } },
  { type: "string", pattern: "(" },
  { type: "string", format: "no-format" },
])("%j is a faulty schema", (faulty) => {
  expect(compileSchema(faulty)).toMatchObject({ faults: [{ message: expect.stringMatching(/./) as string }] });
});

test("of the branches of a union the most telling fault stays", () => {
  const union = {
    type: "object",
    properties: {
      text: { anyOf: [{ type: "string" }, { type: "object", additionalProperties: { type: "string" } }] },
      size: {
        oneOf: [
          { enum: ["A4", "Letter"] },
          { type: "object", required: ["width"], properties: { width: { type: "number" } } },
        ],
      },
    },
  };
  const compiled = compileSchema(union);
  const check = (value: unknown) =>
    "validate" in compiled ? compiled.validate(value).map(({ pointer, message }) => [pointer, message]) : [];
  expect(check({ text: 1, size: "A5" })).toEqual([
    ["/text", "must be a string or an object"],
    ["/size", 'must be one of "A4", "Letter", or an object'],
  ]);
  expect(check({ text: { en: 1 }, size: {} })).toEqual([
    ["/text/en", "must be a string"],
    ["/size/width", '"width" is missing'],
  ]);
});

test("two schemas of one $id do not collide", () => {
  const first = compileSchema({ $id: "https://example.com/s", type: "string" });
  const second = compileSchema({ $id: "https://example.com/s", type: "number" });
  expect("validate" in first && first.validate("x")).toEqual([]);
  expect("validate" in second && second.validate(1)).toEqual([]);
});

test("defaults are filled in at every depth; given values stay", () => {
  const nested = {
    type: "object",
    properties: {
      year: { type: "integer", default: 2021 },
      weights: { type: "object", properties: { rd: { default: 1 }, tax: { default: 2 } } },
      page: { type: "object", default: { size: "A4" }, properties: { margin: { default: 3 } } },
      none: { type: "object", properties: { x: { type: "string" } } },
    },
  };
  expect(fillDefaults(nested, { weights: { rd: 5 } })).toEqual({
    year: 2021,
    weights: { rd: 5, tax: 2 },
    page: { size: "A4", margin: 3 },
  });
  expect(fillDefaults(nested, { weights: "wrong", year: null })).toMatchObject({ weights: "wrong", year: null });
});

test("defaults are filled into the items of lists, and leave members alone whose schema allows anything or nothing", () => {
  const lists = {
    type: "object",
    properties: {
      sectors: {
        type: "array",
        default: [{ name: "Banks" }],
        items: { type: "object", properties: { name: { type: "string" }, weight: { default: 1 } } },
      },
      codes: { type: "array", items: { type: "string" } },
      free: true,
      never: false,
    },
  };
  expect(fillDefaults(lists, {})).toEqual({ sectors: [{ name: "Banks", weight: 1 }] });
  expect(fillDefaults(lists, { sectors: [{ name: "Rail" }, { weight: 5 }, "wrong"], codes: ["a"], free: [1] })).toEqual(
    {
      sectors: [{ name: "Rail", weight: 1 }, { weight: 5 }, "wrong"],
      codes: ["a"],
      free: [1],
    },
  );
});

test("a default is copied, not shared", () => {
  const shared = { type: "object", properties: { list: { default: [1] } } };
  const first = fillDefaults(shared, {}) as { list: number[] };
  first.list.push(2);
  expect(fillDefaults(shared, {})).toEqual({ list: [1] });
});
