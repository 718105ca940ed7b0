import { expect, test } from "vitest";
import { parseBatch } from "../../../../functions/core/report/request/parse-batch.ts";
import { problemsOf } from "../dataset/catch-problems.ts";

const refusalOf = (body: unknown) => problemsOf("invalid-request", () => parseBatch(body));

const version = "a".repeat(64);
const least = {
  template: "statement",
  rows: { query: "SELECT 1" },
  map: { customer: "customer_id" },
  name: "{{ customer_id }}",
};

test("a whole batch", () => {
  const shared = { parameters: { year: 2025 }, datasets: { sales: `sales@${version}` }, date: "2026-01-31" };
  expect(parseBatch({ ...least, ...shared, template: `statement@${version}`, tolerate: 3, output: "zip" })).toEqual({
    template: { name: "statement", version },
    parameters: { year: 2025 },
    datasets: { sales: { name: "sales", version } },
    date: "2026-01-31",
    rows: { query: "SELECT 1" },
    map: { customer: "customer_id" },
    name: "{{ customer_id }}",
    tolerate: 3,
    output: "zip",
    renditions: [],
  });
});

test("without more, no row may fail, and the files are handed over one by one", () => {
  expect(parseBatch(least)).toMatchObject({ parameters: {}, datasets: {}, tolerate: 0, output: "files" });
});

test.each([
  ["customers", { name: "customers" }],
  [`customers@${version}`, { name: "customers", version }],
  [{ name: "customers" }, { name: "customers" }],
  [
    { name: "customers", version },
    { name: "customers", version },
  ],
])("rows of the dataset %j", (dataset, reference) => {
  expect(parseBatch({ ...least, rows: { dataset } }).rows).toEqual({ dataset: reference });
});

test.each([
  ["0%", 0],
  ["5%", 5],
  ["0.25%", 0.25],
  ["100%", 100],
])("a tolerance of %s", (tolerate, percent) => {
  expect(parseBatch({ ...least, tolerate }).tolerate).toEqual({ percent });
});

test.each([
  ["5", 'did you mean "5%"?'],
  ["5 %", 'did you mean "5%"?'],
  ["2.5 percent", 'did you mean "2.5%"?'],
  ["101%", undefined],
  ["0.125%", undefined],
  ["few", undefined],
  [-1, undefined],
  [1.5, undefined],
])("%j is no tolerance", (tolerate, hint) => {
  const [problem, ...others] = refusalOf({ ...least, tolerate });
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    where: { pointer: "/tolerate" },
    seen: tolerate,
    message: '"tolerate" must be a number of rows, such as 3, or a share of them, such as "5%"',
  });
  expect(problem!.hint).toBe(hint);
});

test.each([[null], [[]], ["text"], [undefined]])("%j is no batch", (body) => {
  expect(refusalOf(body)).toMatchObject([{ code: "wrong-type", where: { pointer: "" } }]);
});

test.each([
  [{ query: "SELECT 1", dataset: "customers" }, "/rows"],
  [{}, "/rows"],
  [{ dataset: "Not A Name" }, "/rows/dataset"],
  [{ dataset: "customers@1" }, "/rows/dataset"],
  [{ dataset: { name: "customers", versoin: version } }, "/rows/dataset/versoin"],
])("rows of %j are refused where they stand", (rows, pointer) => {
  expect(refusalOf({ ...least, rows }).map(({ where }) => where?.pointer)).toEqual([pointer]);
});

test("every faulty field is named, also those that a report has too", () => {
  const problems = refusalOf({
    tempalte: "x",
    rows: least.rows,
    map: {},
    name: "x",
    datasets: { sales: "sales@1" },
    date: "2023-02-29",
    output: "tar",
  });
  expect(problems.map(({ code, where }) => [code, where?.pointer])).toEqual([
    ["unknown-field", "/tempalte"],
    ["invalid-value", "/map"],
    ["not-allowed", "/output"],
    ["missing-field", "/template"],
    ["invalid-version", "/datasets/sales"],
    ["invalid-date", "/date"],
  ]);
  expect(problems[0]!.hint).toBe('did you mean "template"?');
});

test("a flood of faults is cut", () => {
  expect(
    refusalOf({ ...least, ...Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, 1])) }),
  ).toHaveLength(50);
});
