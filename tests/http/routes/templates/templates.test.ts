import { expect, test } from "vitest";
import type { BroadsheetClient } from "../../../../functions/client/create-client.ts";
import { storeTemplate } from "../../../../functions/core/report/template/store/store-template.ts";
import { dataOf, openTestApp, problemFrom, sentence } from "../../open-test-app.ts";

const detail = (client: BroadsheetClient, name: string) =>
  dataOf(client.GET("/templates/{name}", { params: { path: { name } } }));

test("templates are listed with title and languages", async () => {
  const { client } = await openTestApp();
  const { templates } = await dataOf(client.GET("/templates"));
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
  const { client } = await openTestApp();
  const template = await detail(client, "sentence");
  expect(template.parameters).toEqual({
    type: "object",
    additionalProperties: false,
    properties: { year: { type: "integer", minimum: 2000, maximum: 2030, default: 2020 } },
  });
  expect(template.datasets).toEqual([
    { alias: "numbers", default: "numbers", columns: { year: "integer", value: "number" } },
  ]);
  expect(template.date).toBe("2026-01-31");
});

test("an unknown template is reported with the existing ones", async () => {
  const { call } = await openTestApp();
  const problem = await problemFrom(await call("/templates/sentense"));
  expect(problem).toMatchObject({
    status: 404,
    problems: [{ code: "unknown-template", seen: "sentense", allowed: ["sentence"], hint: 'did you mean "sentence"?' }],
  });
});

test("a template tells what its parameters may be, as soon as its dataset is stored", async () => {
  const { call, client, services } = await openTestApp();
  const files = {
    "template.yaml": `title: Chosen
date: "2026-01-31"
parameters:
  type: object
  properties:
    year: { type: integer, choices: { query: years, column: year, label: name } }
    years: { type: array, items: { type: integer }, choices: { query: years, column: year } }
datasets: { numbers: { default: numbers } }
`,
    "report.md": "# {{ parameters.year }}",
    "queries/years.sql": "SELECT year, 'Year ' || year AS name FROM numbers ORDER BY year",
  };
  await storeTemplate(
    services.store,
    "chosen",
    new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
  expect(await detail(client, "chosen")).not.toHaveProperty("choices");
  const stored = await call("/datasets/numbers", {
    method: "PUT",
    headers: { "content-type": "text/csv" },
    body: "year,value\n2020,1\n2021,2\n2022,3\n",
  });
  expect(stored.status).toBe(201);
  const template = await detail(client, "chosen");
  expect(template.parameters).toEqual({
    type: "object",
    properties: {
      year: { type: "integer", enum: [2020, 2021, 2022] },
      years: { type: "array", items: { type: "integer", enum: [2020, 2021, 2022] } },
    },
  });
  expect(template.choices).toMatchObject({
    year: [{ value: 2020, label: "Year 2020" }, { value: 2021 }, { value: 2022 }],
  });
  const problem = await problemFrom(
    await call("/reports", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ template: "chosen", parameters: { year: 2023 } }),
    }),
  );
  expect(problem).toMatchObject({
    status: 400,
    problems: [{ code: "parameter-not-allowed", pointer: "/parameters/year", seen: 2023, allowed: [2020, 2021, 2022] }],
  });
});

test("a template gives the texts of its parameters in all its languages, and those of the first one in the schema", async () => {
  const { client, services } = await openTestApp();
  const files = {
    "template.yaml":
      'title: Told\nlanguages: [zh, en]\ndate: "2026-01-31"\nparameters:\n  type: object\n  properties:\n    year: { type: integer, title: Year }\n    currency: { enum: [CNY, USD], title: { en: Currency, zh: 币种 }, labels: { CNY: { zh: 人民币, en: Yuan } } }\n',
    "report.md": "# A",
    "report.en.md": "# A",
  };
  await storeTemplate(
    services.store,
    "told",
    new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
  expect(await detail(client, "told")).toMatchObject({
    parameters: { properties: { year: { title: "Year" }, currency: { title: "币种", enum: ["CNY", "USD"] } } },
    parameterTexts: {
      "/currency": { title: { zh: "币种", en: "Currency" }, labels: { CNY: { zh: "人民币", en: "Yuan" } } },
    },
  });
  expect(await detail(client, "sentence")).not.toHaveProperty("parameterTexts");
});

test("templates come in pages, and are found by a part of their name", async () => {
  const { client, services } = await openTestApp();
  for (const name of ["sales-a", "sales-b"]) await storeTemplate(services.store, name, sentence);
  const names = async (query: {
    search?: string;
    limit?: number;
    after?: string;
  }): Promise<[string[], string | undefined]> => {
    const { templates, next } = await dataOf(client.GET("/templates", { params: { query } }));
    return [templates.map(({ name }) => name), next];
  };
  expect(await names({})).toEqual([["sales-a", "sales-b", "sentence"], undefined]);
  expect(await names({ search: "sales", limit: 1 })).toEqual([
    ["sales-a"],
    "/templates?search=sales&limit=1&after=sales-a",
  ]);
  expect(await names({ search: "sales", limit: 1, after: "sales-a" })).toEqual([["sales-b"], undefined]);
});
