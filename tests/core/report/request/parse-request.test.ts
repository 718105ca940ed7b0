import { expect, test } from "vitest";
import { BroadsheetError, type Problem } from "../../../../functions/core/errors.ts";
import { parseRequest } from "../../../../functions/core/report/request/parse-request.ts";

const version = "a".repeat(64);

test("a whole request", () => {
  expect(
    parseRequest({
      template: `high-tech@${version}`,
      parameters: { year: 2021 },
      datasets: { indicators: "beijing", zones: { name: "zones", version } },
      date: "2024-02-29",
    }),
  ).toEqual({
    template: { name: "high-tech", version },
    parameters: { year: 2021 },
    datasets: { indicators: { name: "beijing" }, zones: { name: "zones", version } },
    date: "2024-02-29",
  });
});

test("only the template is needed", () => {
  const asked = parseRequest({ template: "x" });
  expect(asked).toEqual({ template: { name: "x" }, parameters: {}, datasets: {} });
  expect(asked.template).toStrictEqual({ name: "x" });
});

test.each([[null], [[]], ["text"], [1], [undefined]])("%j is not a request", (body) => {
  expect(problemsOf(body)).toMatchObject([{ code: "wrong-type", where: { pointer: "" } }]);
});

test("every faulty field is named by its pointer", () => {
  const problems = problemsOf({
    tempalte: "x",
    parameters: [],
    datasets: { "a/b": "Not A Name", c: "x@1", d: 3, e: { name: "x", versoin: "y" } },
    date: "2023-02-29",
  });
  expect(problems.map(({ code, where }) => [code, where?.pointer])).toEqual([
    ["unknown-field", "/tempalte"],
    ["missing-field", "/template"],
    ["wrong-type", "/parameters"],
    ["invalid-name", "/datasets/a~1b"],
    ["invalid-version", "/datasets/c"],
    ["wrong-type", "/datasets/d"],
    ["unknown-field", "/datasets/e/versoin"],
    ["invalid-date", "/date"],
  ]);
  expect(problems[0]).toMatchObject({ seen: "tempalte", hint: 'did you mean "template"?' });
  expect(problems[2]).toMatchObject({
    message: "parameters must be an object",
    seen: "an array",
    allowed: "an object",
  });
  expect(problems[5]).toMatchObject({
    message: 'a dataset must be a string: "name" or "name@version"',
    seen: "a number",
  });
});

const reference = '"name" or "name@version"';
const digits = "64 lower-case hexadecimal digits";
const long = "a".repeat(300);

test.each<readonly [string, unknown, Partial<Problem>]>([
  ["no template", undefined, { code: "missing-field", message: '"template" is missing', allowed: reference }],
  [
    "a number",
    3,
    {
      code: "wrong-type",
      message: 'a template must be a string: "name" or "name@version"',
      seen: "a number",
      allowed: reference,
    },
  ],
  [
    "a word that is no name",
    "Not A Name",
    { code: "invalid-name", message: '"Not A Name" cannot be the name of a template', seen: "Not A Name" },
  ],
  [
    "a name that is too long",
    `${long}!`,
    { code: "invalid-name", message: `"${long}!" cannot be the name of a template`, seen: long.slice(0, 200) },
  ],
  [
    "a version that is too short",
    "x@1",
    { code: "invalid-version", message: '"1" cannot be the version of a template', seen: "1", allowed: digits },
  ],
  ["a name of another type", { name: 3 }, { code: "invalid-name", seen: "a number" }],
  [
    "a list as name",
    { name: [] },
    { code: "invalid-name", message: "[] cannot be the name of a template", seen: "an array" },
  ],
  [
    "no name",
    { version },
    { code: "invalid-name", message: "nothing cannot be the name of a template", seen: "a undefined" },
  ],
  [
    "a version of another type",
    { name: "x", version: 1 },
    { code: "invalid-version", message: "1 cannot be the version of a template", seen: 1, allowed: digits },
  ],
  [
    "a member that a reference has not",
    { name: "x", versoin: "y" },
    {
      code: "unknown-field",
      message: '"versoin" is not a field of a reference to a template',
      seen: "versoin",
      allowed: ["name", "version"],
    },
  ],
])("%s as the template is told in words, with what is seen and what is allowed", (_what, template, told) => {
  expect(problemsOf(template === undefined ? {} : { template })).toMatchObject([told]);
});

test.each([
  "2024-13-01",
  "2024-00-10",
  "2024-04-31",
  "1900-02-29",
  "0000-01-01",
  "2024-1-1",
  "20240101",
  "2024-01-01T00:00",
])("%s is no date", (date) => {
  expect(problemsOf({ template: "x", date })).toMatchObject([{ code: "invalid-date", seen: date }]);
});

test.each(["2000-02-29", "0001-01-01", "9999-12-31"])("%s is a date", (date) => {
  expect(parseRequest({ template: "x", date }).date).toBe(date);
});

test("a member called __proto__ is data like any other", () => {
  const body = JSON.parse('{"template":"x","datasets":{"__proto__":"y"}}') as unknown;
  expect(Object.keys(parseRequest(body).datasets)).toEqual(["__proto__"]);
  expect(({} as Record<string, unknown>)["name"]).toBeUndefined();
});

test("a flood of faults is cut", () => {
  const body = { template: "x", ...Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, 1])) };
  expect(problemsOf(body)).toHaveLength(50);
});

function problemsOf(body: unknown): readonly Problem[] {
  try {
    parseRequest(body);
  } catch (error) {
    if (error instanceof BroadsheetError && error.kind === "invalid-request") return error.problems;
    throw error;
  }
  throw new Error("was accepted");
}
