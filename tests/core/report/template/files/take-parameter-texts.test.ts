import { expect, test } from "vitest";
import { BroadsheetError, type Problem } from "../../../../../functions/core/errors.ts";
import { loadTemplate } from "../../../../../functions/core/report/template/load-template.ts";
import type { Template } from "../../../../../functions/core/report/template/template.ts";
import { templateOf } from "../template-files.ts";

const load = (properties: string, languages = "[en, zh]"): Template =>
  loadTemplate(
    "test",
    "0".repeat(64),
    templateOf({
      "template.yaml": `title: Test\ndate: "2024-01-01"\nlanguages: ${languages}\nparameters:\n  type: object\n  properties:\n${properties}`,
      "report.zh.md": "# 标题\n",
      "queries/places.sql": "SELECT 1 AS code",
    }),
  );

function problemsOf(properties: string): readonly Problem[] {
  try {
    load(properties);
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems;
    throw error;
  }
  throw new Error("was loaded");
}

test("titles, descriptions and labels per language leave plain JSON Schema with the texts of the first language", () => {
  const { parameters, parameterTexts } = load(`    year: { type: integer, title: Year, default: 2021 }
    currency: { enum: [CNY, USD], default: CNY, title: { en: Currency, zh: 币种 }, labels: { CNY: { zh: 人民币, en: Yuan }, USD: Dollars } }
    tags: { type: array, items: { enum: [1, 2] }, labels: { "1": { zh: 一 } } }
    weights:
      type: object
      description: { zh: 权重 }
      properties:
        a/b: { type: number, title: { en: Relief, zh: 减免 } }
        title: { type: number }
`);
  expect(parameters).toEqual({
    type: "object",
    properties: {
      year: { type: "integer", title: "Year", default: 2021 },
      currency: { enum: ["CNY", "USD"], default: "CNY", title: "Currency" },
      tags: { type: "array", items: { enum: [1, 2] } },
      weights: {
        type: "object",
        description: "权重",
        properties: { "a/b": { type: "number", title: "Relief" }, title: { type: "number" } },
      },
    },
  });
  expect(parameterTexts).toEqual({
    "/currency": {
      title: { en: "Currency", zh: "币种" },
      labels: { CNY: { en: "Yuan", zh: "人民币" }, USD: { en: "Dollars", zh: "Dollars" } },
    },
    "/tags": { labels: { 1: { en: "一", zh: "一" } } },
    "/weights": { description: { en: "权重", zh: "权重" } },
    "/weights/a~1b": { title: { en: "Relief", zh: "减免" } },
  });
});

test("texts that are the same in all languages stay where they are", () => {
  expect(load("    year: { type: integer, title: Year, description: The last one }\n")).toMatchObject({
    parameters: { properties: { year: { title: "Year", description: "The last one" } } },
    parameterTexts: {},
  });
});

test.each([
  [
    "a language that the template does not have",
    "    year: { type: integer, title: { en: Year, zn: 年份 } }\n",
    {
      code: "unknown-language",
      message: expect.stringContaining("parameters.properties.year.title"),
      where: { file: "template.yaml", line: 7 },
      seen: "zn",
      allowed: ["en", "zh"],
    },
  ],
  [
    "one in a member",
    "    w:\n      type: object\n      properties:\n        a: { type: number, description: { fr: A } }\n",
    {
      code: "unknown-language",
      message: expect.stringContaining("w.properties.a.description"),
      where: { line: 10 },
      seen: "fr",
    },
  ],
  [
    "one in a label",
    "    c: { enum: [a], labels: { a: { de: A } } }\n",
    { code: "unknown-language", message: expect.stringContaining("c.labels.a"), seen: "de" },
  ],
  [
    "one in the columns of choices",
    "    c: { type: string, choices: { query: places, column: code, label: { de: name } } }\n",
    { code: "unknown-language", message: expect.stringContaining("c.choices.label"), seen: "de" },
  ],
  [
    "a label of no value",
    "    c: { enum: [CNY, USD], labels: { CNX: Yuan } }\n",
    {
      code: "unknown-value",
      where: { file: "template.yaml", line: 7 },
      seen: "CNX",
      allowed: ["CNY", "USD"],
      hint: expect.stringContaining("CNY"),
    },
  ],
  [
    "labels without values",
    "    c: { type: string, labels: { a: A } }\n",
    { code: "labels-without-enum", hint: expect.stringContaining("enum") },
  ],
  [
    "labels of values from the data",
    "    c: { type: string, choices: { query: places, column: code }, labels: { a: A } }\n",
    { code: "labels-without-enum", hint: expect.stringContaining("choices.label") },
  ],
])("%s is a problem with its line", (_what, properties, problem) => {
  expect(problemsOf(properties)).toMatchObject([problem]);
});

test.each(["title: 7", "title: { en: 7 }", "labels: {}", "labels: [a]", "properties: { a: { title: [] } }"])(
  "%s is refused by the schema",
  (member) => {
    expect(problemsOf(`    c: { enum: [a], ${member} }\n`).length).toBeGreaterThan(0);
  },
);
