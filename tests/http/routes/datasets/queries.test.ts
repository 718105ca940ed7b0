import { expect, test } from "vitest";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../../open-test-app.ts";

const ask = (app: TestApp, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  app.call("/queries", {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
const datasets = { n: "numbers" };

test("one SELECT over stored datasets, with parameters, as JSON or CSV", async () => {
  const app = await openTestApp();
  const query = {
    sql: "SELECT year, value, 'a, \"b\"' AS label FROM n WHERE year >= $since AND year IN $years ORDER BY year",
    datasets,
    parameters: { since: 2020, years: [2020, 2021] },
  };
  const answer = await ask(app, query);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await bodyOf(answer)).toEqual({
    columns: [
      { name: "year", type: "integer" },
      { name: "value", type: "number" },
      { name: "label", type: "text" },
    ],
    rows: [
      [2020, 1.5, 'a, "b"'],
      [2021, 2, 'a, "b"'],
    ],
  });
  const csv = await ask(app, query, { accept: "text/csv" });
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(await csv.text()).toBe('year,value,label\r\n2020,1.5,"a, ""b"""\r\n2021,2,"a, ""b"""\r\n');
});

test("exact decimals keep their digits, and no rows are no fault", async () => {
  const app = await openTestApp();
  expect(
    await (
      await ask(app, { sql: "SELECT 12345678901234567890.123456789::DECIMAL(38,9) AS exact, NULL::DATE AS day" })
    ).text(),
  ).toBe(
    '{"columns":[{"name":"exact","type":"number"},{"name":"day","type":"date"}],"rows":[[12345678901234567890.123456789,null]]}',
  );
  expect(await bodyOf(ask(app, { sql: "SELECT year FROM n WHERE year > 3000", datasets }))).toMatchObject({ rows: [] });
});

test.each([
  [
    "a fault of SQL, with its line",
    { sql: "SELECT year,\n  valeu FROM n", datasets },
    422,
    { pointer: "/sql", line: 2 },
  ],
  ["a change of data", { sql: "DELETE FROM n", datasets }, 422, { pointer: "/sql" }],
  ["a file of the machine", { sql: "SELECT * FROM read_csv('/etc/passwd')" }, 422, { pointer: "/sql" }],
  ["what differs every time", { sql: "SELECT random()" }, 422, { pointer: "/sql" }],
  ["too many rows", { sql: "SELECT * FROM range(200000)" }, 422, {}],
  ["too many bytes", { sql: "SELECT repeat('x', 1000) AS x FROM range(6000)" }, 422, { code: "answer-too-large" }],
  [
    "an unknown dataset",
    { sql: "SELECT 1", datasets: { n: "nubmers" } },
    404,
    { code: "unknown-dataset", pointer: "/datasets/n", hint: 'did you mean "numbers"?' },
  ],
  ["an unknown member", { sql: "SELECT 1", dataset: {} }, 400, { pointer: "/dataset" }],
  ["an alias that is no name", { sql: "SELECT 1", datasets: { "n; DROP": "numbers" } }, 400, {}],
  ["nothing", {}, 400, { pointer: "/sql" }],
])("%s is refused", async (_what, body, status, problem) => {
  const answer = await ask(await openTestApp(), body);
  expect(answer.status).toBe(status);
  expect((await problemFrom(answer)).problems?.[0]).toMatchObject(problem);
});
