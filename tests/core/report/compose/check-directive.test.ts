import { expect, test } from "vitest";
import { checkDirective } from "../../../../functions/core/report/compose/check-directive.ts";
import { directives } from "../../../../functions/core/report/compose/directives/directives.ts";

const known = { queries: ["share"], charts: ["trend"], images: ["logo.png"] };
const where = { file: "report.md", line: 7 };
const check = (type: "leafDirective" | "containerDirective", name: string, attributes: Record<string, string> = {}) =>
  checkDirective({ type, name }, attributes, known, where);

test("a directive in the wrong form is reported with the form that it has", () => {
  expect(check("leafDirective", "columns").problems).toEqual([
    {
      code: "directive-form",
      message: "report.md:7: columns holds blocks: write :::columns, the blocks, and :::",
      where,
      seen: "::columns",
    },
  ]);
  expect(check("containerDirective", "chart", { spec: "trend", data: "share" }).problems).toEqual([
    {
      code: "directive-form",
      message: "report.md:7: chart holds nothing: write ::chart with two colons",
      where,
      seen: ":::chart",
    },
  ]);
});

test("a misspelt name or attribute is reported with what was meant", () => {
  expect(check("leafDirective", "chrat")).toMatchObject({
    problems: [{ code: "unknown-directive", seen: "chrat", hint: 'did you mean "chart"?' }],
  });
  expect(check("leafDirective", "chart", { spec: "trend", data: "share", tittle: "x" }).problems).toMatchObject([
    { code: "unknown-attribute", seen: "tittle", hint: 'did you mean "title"?' },
  ]);
  expect(check("leafDirective", "chart", { spec: "trned", data: "shares" }).problems).toMatchObject([
    { code: "unknown-query", hint: 'did you mean "share"?' },
    { code: "unknown-chart", message: 'report.md:7: the template has no chart "trned"', allowed: ["trend"] },
  ]);
  expect(check("leafDirective", "chart", {}).problems).toMatchObject([
    { code: "missing-attribute", message: 'report.md:7: chart needs the attribute "spec"' },
  ]);
});

test("what is right has no problem", () => {
  expect(check("leafDirective", "chart", { spec: "trend", data: "share" })).toEqual({
    kind: directives["chart"],
    problems: [],
  });
});
