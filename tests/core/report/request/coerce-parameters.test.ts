import { expect, test } from "vitest";
import { coerceParameters } from "../../../../functions/core/report/request/coerce-parameters.ts";

const template = {
  parameters: {
    type: "object",
    properties: {
      year: { type: "integer" },
      rate: { type: "number" },
      name: { type: "string" },
      currency: { enum: ["CNY", "USD"] },
      level: { enum: [1, 2] },
      draft: { type: "boolean" },
      limit: { type: ["integer", "null"] },
      years: { type: "array", items: { type: "integer" } },
      weights: { type: "object", properties: { rd: { type: "number" } } },
    },
  },
};

test("texts become what the schema names", () => {
  expect(
    coerceParameters(template, {
      year: "2021",
      rate: "-1.5e2",
      name: "2021",
      currency: "USD",
      level: "2",
      draft: "yes",
      limit: "null",
      years: "2018, 2021",
      "weights.rd": "2",
    }),
  ).toEqual({
    year: 2021,
    rate: -150,
    name: "2021",
    currency: "USD",
    level: 2,
    draft: true,
    limit: null,
    years: [2018, 2021],
    weights: { rd: 2 },
  });
});

test("objects and lists may be JSON", () => {
  expect(coerceParameters(template, { weights: '{"rd":3}', years: "[1,2]" })).toEqual({
    weights: { rd: 3 },
    years: [1, 2],
  });
});

test.each(["yesterday", "also on", "not true", "offer"])("“%s” is no yes or no", (draft) => {
  expect(coerceParameters(template, { draft })).toEqual({ draft });
});

test("what cannot be turned stays a text, for the validation to report", () => {
  expect(coerceParameters(template, { year: "soon", draft: "maybe", unknown: "1", "weights.rd": "much" })).toEqual({
    year: "soon",
    draft: "maybe",
    unknown: "1",
    weights: { rd: "much" },
  });
});

test.each([
  [{ type: ["string", "null"] }, "null", null],
  [{ type: ["string", "null"] }, "nul", "nul"],
  [{ type: "string" }, "null", "null"],
  [{ type: "null" }, "null", null],
  [{ type: ["boolean", "null"] }, "null", null],
  [{ enum: [null, 1] }, "null", null],
  [{ enum: [null, 1] }, "1", 1],
  [{ const: 5 }, "5", 5],
  [{ const: null }, "null", null],
  [{ const: true }, "yes", true],
  [{ const: "5" }, "5", "5"],
  [{ const: [1] }, "[1]", [1]],
  [{ enum: [[1], [2]] }, "[2]", [2]],
  [{ type: "array", items: { type: "string" } }, "a, b", ["a", "b"]],
  [{ type: "array", items: { type: ["integer", "null"] } }, "1,null", [1, null]],
  [{ type: "array" }, "1,b", ["1", "b"]],
  [{ type: ["array", "null"], items: { type: "number" } }, "null", null],
  [{ type: "object" }, "1,2", "1,2"],
  [{ type: "boolean" }, "OFF", false],
  [{ type: "number" }, ".5", 0.5],
  [{ type: "number" }, "5.", 5],
  [{ type: "number" }, ".", "."],
  [{ type: "number" }, "0x10", "0x10"],
  [{ type: "number" }, "5x", "5x"],
  [{ type: "number" }, "x5", "x5"],
  [{ type: "number" }, "+12.75", 12.75],
  [{ type: "number" }, "-.25", -0.25],
  [{ type: "number" }, "25E-12", 25e-12],
  [{ type: "number" }, "2.5e+10", 2.5e10],
  [{ type: "number" }, "1e", "1e"],
  [{ type: "number" }, "1ex", "1ex"],
  [{ type: "integer" }, "Infinity", "Infinity"],
  [{ type: ["string", "number"] }, "5", "5"],
  [{ type: ["string", "boolean"] }, "yes", "yes"],
  [{ type: "boolean" }, "On", true],
  [{ type: "boolean" }, "no", false],
  [{ type: "boolean" }, "untrue", "untrue"],
  [{ type: "boolean" }, "offer", "offer"],
  [{ type: "boolean" }, "null", "null"],
  [{ type: ["integer", "null"] }, "soon", "soon"],
  [{}, "5", "5"],
] as const)("by %j the text %j becomes %j", (schema, text, value) => {
  expect(coerceParameters({ parameters: { properties: { it: schema } } }, { it: text })).toEqual({ it: value });
});

test("JSON nested deeper than any parameter may be is refused", () => {
  const parameters = { properties: { it: { type: "array" } } };
  expect(() => coerceParameters({ parameters }, { it: "[".repeat(2_000) })).toThrow(/deep/);
});

test("a parameter beside a part of itself is refused", () => {
  expect(() => coerceParameters(template, { weights: "{}", "weights.rd": "1" })).not.toThrow();
  expect(() => coerceParameters(template, { "weights.rd": "1", weights: "{}" })).toThrow("given twice");
  expect(() => coerceParameters(template, { year: "1", "year.x": "1" })).toThrow("given twice");
});

test("no name reaches the prototype", () => {
  const parameters = coerceParameters(template, { "__proto__.polluted": "1", "constructor.prototype.polluted": "1" });
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  expect(Object.keys(parameters)).toEqual(["__proto__", "constructor"]);
});
