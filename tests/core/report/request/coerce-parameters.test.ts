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

test("what cannot be turned stays a text, for the validation to report", () => {
  expect(coerceParameters(template, { year: "soon", draft: "maybe", unknown: "1", "weights.rd": "much" })).toEqual({
    year: "soon",
    draft: "maybe",
    unknown: "1",
    weights: { rd: "much" },
  });
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
