import { expect, test } from "vitest";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../../open-test-app.ts";

const preview = (app: TestApp, body: object): Promise<Response> =>
  app.call("/batches/preview", {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

async function appWithCustomers(): Promise<TestApp> {
  const app = await openTestApp();
  const rows = Array.from(
    { length: 25 },
    (_, index) => `${1000 + index},${index === 2 ? 1999 : 2020 + (index % 2)},${index === 3 ? "a/b" : `Name ${index}`}`,
  );
  await app.call("/datasets/customers", {
    method: "PUT",
    body: `id,year,label\n${rows.join("\n")}\n`,
    headers: { "content-type": "text/csv" },
  });
  return app;
}

const batch = {
  template: "sentence",
  rows: { dataset: "customers" },
  map: { year: "year" },
  name: "no-{{ id }} {{ label }}",
};

test("the first rows with their names and parameters, and the number of all", async () => {
  const app = await appWithCustomers();
  const { rows, items } = await bodyOf<{
    rows: number;
    items: { row: number; name?: string; parameters?: object; failure?: { problems: object[] } }[];
  }>(preview(app, batch));
  expect(rows).toBe(25);
  expect(items).toHaveLength(10);
  expect(items[0]).toEqual({ row: 1, name: "no-1000 Name 0", parameters: { year: 2020 } });
  expect(items[2], "a value that the template refuses").toMatchObject({
    row: 3,
    name: "no-1002 Name 2",
    failure: { problems: [{ pointer: "/parameters/year", seen: 1999, row: 3, name: "year" }] },
  });
  expect(items[3], "a name that is none").toMatchObject({
    row: 4,
    failure: { problems: [{ code: "invalid-item-name", pointer: "/name", row: 4 }] },
  });
  expect(items[3]!.name).toBeUndefined();
  expect(await bodyOf(app.call("/batches")), "nothing was made").toEqual({ batches: [] });
});

test("rows of a query over the template's datasets, in its order, with all digits", async () => {
  const app = await openTestApp();
  const answer = preview(app, {
    template: "sentence",
    rows: { query: "SELECT year, 1234567890123456789 AS code FROM numbers -- newest first\nORDER BY year DESC" },
    map: { year: "year" },
    name: "{{ code }}-{{ row }}",
  });
  expect(await bodyOf(answer)).toEqual({
    rows: 2,
    items: [
      { row: 1, name: "1234567890123456789-1", parameters: { year: 2021 } },
      { row: 2, name: "1234567890123456789-2", parameters: { year: 2020 } },
    ],
  });
});

test("a query may end with a semicolon, as it may in the batch", async () => {
  const answer = preview(await openTestApp(), {
    template: "sentence",
    rows: { query: "SELECT year FROM numbers ORDER BY year; -- the years\n" },
    map: { year: "year" },
    name: "{{ year }}",
  });
  expect(await bodyOf(answer)).toMatchObject({ rows: 2, items: [{ name: "2020" }, { name: "2021" }] });
});

test.each([
  [
    "an unknown column",
    { ...batch, map: { year: "yaer" } },
    400,
    { code: "unknown-column", pointer: "/map/year", hint: 'did you mean "year"?' },
  ],
  [
    "an unknown column of a query",
    { ...batch, rows: { query: "SELECT 1 AS id" } },
    400,
    { code: "unknown-column", pointer: "/map/year" },
  ],
  [
    "a fault in the query, with its line",
    { ...batch, rows: { query: "SELECT\n  yaer FROM numbers" } },
    422,
    { pointer: "/rows/query", line: 2 },
  ],
  [
    "a second statement",
    { ...batch, rows: { query: "SELECT 1; DROP TABLE x" } },
    422,
    { code: "not-a-select", message: "the query of the rows is not a single SELECT statement", pointer: "/rows/query" },
  ],
  [
    "a word that is none",
    { ...batch, rows: { query: "\nSELEC 1" } },
    422,
    { message: 'syntax error at or near "SELEC"', pointer: "/rows/query", line: 2, column: 1 },
  ],
  ["a fault in the name", { ...batch, name: "{{ id | nmber }}" }, 400, { pointer: "/name" }],
  ["an unknown template", { ...batch, template: "sentense" }, 404, {}],
])("%s is refused", async (_what, body, status, problem) => {
  const answer = await preview(await appWithCustomers(), body);
  expect(answer.status).toBe(status);
  expect((await problemFrom(answer)).problems?.[0]).toMatchObject(problem);
});
