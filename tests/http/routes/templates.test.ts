import { expect, test } from "vitest";
import { bodyOf, openTestApp, problemFrom } from "../open-test-app.ts";

test("templates are listed with title and languages", async () => {
  const { call } = await openTestApp();
  const { templates } = await bodyOf(call("/templates"));
  expect(templates).toEqual([
    {
      name: "sentence",
      version: expect.stringMatching(/^[0-9a-f]{64}$/),
      title: { en: "A sentence" },
      description: { en: "One sentence on one dataset." },
      languages: ["en"],
    },
  ]);
});

test("a template shows its parameters as JSON Schema and the columns that it needs", async () => {
  const { call } = await openTestApp();
  const template = await bodyOf(call("/templates/sentence"));
  expect(template["parameters"]).toEqual({
    type: "object",
    additionalProperties: false,
    properties: { year: { type: "integer", minimum: 2000, maximum: 2030, default: 2020 } },
  });
  expect(template["datasets"]).toEqual([{ alias: "numbers", default: "numbers", columns: { year: "integer", value: "number" } }]);
  expect(template["date"]).toBe("2026-01-31");
});

test("an unknown template is reported with the existing ones", async () => {
  const { call } = await openTestApp();
  const problem = await problemFrom(await call("/templates/sentense"));
  expect(problem).toMatchObject({
    status: 404,
    problems: [{ code: "unknown-template", seen: "sentense", allowed: ["sentence"], hint: 'did you mean "sentence"?' }],
  });
});
