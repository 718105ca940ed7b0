import { expect, test } from "vitest";
import { storeTemplate } from "../../../functions/core/report/template/store/store-template.ts";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../open-test-app.ts";

const files = {
  "template.yaml": `title: Chosen
date: "2026-01-31"
parameters:
  type: object
  properties:
    region: { type: string, choices: { query: regions, column: region, label: label } }
datasets: { sales: { columns: { region: text, amount: number } } }
`,
  "report.md": "# {{ parameters.region }}",
  "queries/regions.sql": "SELECT region, 'Region ' || region AS label FROM sales ORDER BY region",
};

async function openChosen(): Promise<TestApp> {
  const app = await openTestApp();
  await storeTemplate(
    app.services.store,
    "chosen",
    new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
  for (const [name, body] of [
    ["north", "region,amount\nOslo,1\nBergen,2\n"],
    ["codes", "region,amount\n0150,1\n5003,2\n"],
    ["renamed", "Region name,amount\nOslo,1\n"],
    ["textual", "region,amount\nOslo,much\nBergen,2\n"],
  ] as const)
    expect(
      (await app.call(`/datasets/${name}`, { method: "PUT", headers: { "content-type": "text/csv" }, body })).status,
    ).toBe(201);
  return app;
}

const ask = (app: TestApp, body: unknown): Promise<Response> =>
  app.call("/templates/chosen/choices", {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

test("choices are those of the datasets that are named, not of the default ones", async () => {
  const app = await openChosen();
  const answer = await bodyOf(ask(app, { datasets: { sales: "north" } }));
  expect(answer).toMatchObject({
    choices: { region: [{ value: "Bergen", label: "Region Bergen" }, { value: "Oslo" }] },
    datasets: { sales: { name: "north" } },
  });
  // As the template declares it: a code stays a text.
  expect(await bodyOf(ask(app, { datasets: { sales: "codes" } }))).toMatchObject({
    choices: { region: [{ value: "0150" }, { value: "5003" }] },
  });
});

test.each([
  [
    "a dataset without a needed column",
    { datasets: { sales: "renamed" } },
    422,
    { code: "missing-column", pointer: "/datasets/sales" },
  ],
  [
    "a dataset with another type",
    { datasets: { sales: "textual" } },
    422,
    { code: "wrong-type", pointer: "/datasets/sales", seen: "much", row: 1 },
  ],
  ["no dataset", {}, 400, { code: "missing-dataset", pointer: "/datasets/sales" }],
  [
    "an unknown alias",
    { datasets: { sale: "north" } },
    400,
    { code: "unknown-dataset-alias", hint: 'did you mean "sales"?' },
  ],
  [
    "an unknown dataset",
    { datasets: { sales: "south" } },
    404,
    { code: "unknown-dataset", pointer: "/datasets/sales" },
  ],
  ["an unknown member", { dataset: {} }, 400, { pointer: "/dataset" }],
])("%s is refused in words of the dataset, never of DuckDB", async (_what, body, status, problem) => {
  const answer = await problemFrom(await ask(await openChosen(), body));
  expect(answer.status).toBe(status);
  expect(answer.problems).toContainEqual(expect.objectContaining(problem));
  expect(JSON.stringify(answer)).not.toMatch(/Binder|Catalog|Candidate|Conversion/);
});

test("a report over such a dataset is refused in the same words, at once", async () => {
  const app = await openChosen();
  const answer = await problemFrom(
    await app.call("/reports", {
      method: "POST",
      body: JSON.stringify({ template: "chosen", datasets: { sales: "renamed" } }),
      headers: { "content-type": "application/json" },
    }),
  );
  expect(answer.problems).toMatchObject([{ code: "missing-column", pointer: "/datasets/sales" }]);
});
