import { expect, test } from "vitest";
import { Decimal } from "../../../../../functions/core/decimal.ts";
import { figuresOf } from "../../../../../functions/core/report/document/figures-of.ts";
import type { Warning } from "../../../../../functions/core/errors.ts";
import type { Row } from "../../../../../functions/core/report/query/table.ts";
import { compose, only, problemsOf, text, type Setup } from "../compose-fixture.ts";

const odd = `Nord, "O'st" = {#x} ::table`;
const sales: readonly Row[] = [
  { region: "Süd", year: 2020, amount: 1.5, open: true, day: "2020-01-31", label: "S", value: 1 },
  { region: odd, year: 2020, amount: 2.25, open: false, day: "2020-02-29", label: "O", value: 2 },
  {
    region: odd,
    year: 2021,
    amount: new Decimal(12345678901234567890n, 2),
    open: true,
    day: "2020-01-31",
    label: "P",
    value: 3,
  },
  { region: null, year: 2021, amount: 4, open: null, day: null, label: "N", value: 4 },
];
const spec = {
  params: [
    { name: "region", value: "" },
    { name: "target", value: 0 },
  ],
  mark: "bar",
  data: { name: "data" },
  encoding: { x: { field: "amount", type: "quantitative" } },
};
const regions: readonly Row[] = [
  { region: "Süd", goal: 10 },
  { region: odd, goal: new Decimal(5n, 1) },
  { region: null, goal: 0 },
];
const setup: Setup = {
  tables: { sales, regions },
  files: {
    "charts/c.vl.json": JSON.stringify(spec),
    "charts/named.vl.json": JSON.stringify({ ...spec, data: { name: "sales" } }),
  },
};

/** Returns the labels of the rows that meet a condition. */
const left = (where: string): string[] =>
  only(compose(`::table{data=sales columns="label" where="${where}"}`, setup), "table").rows.map(({ cells }) =>
    text(cells[0]!.children),
  );

/** Returns the chart of a directive with these attributes. */
const chartOf = (attributes: string) => figuresOf(compose(`::chart{${attributes}}`, setup))[0]?.chart;

test("each section of a loop shows its own rows, whatever the values hold", () => {
  const warnings: Warning[] = [];
  const markdown = `{% for r in regions.rows %}
## {{ r.region }}

::chart{spec=c data=sales where="region={{ r.region }}" params="target={{ r.goal }}" title="T {{ r.region }}" alt="A {{ r.region }}"}
::table{data=sales columns=label where='region={{ r.region }}' title="Sales"}
::key-figures{data=sales where="region={{ r.region }}"}
{% endfor %}`;
  const document = compose(markdown, setup, warnings);
  expect(warnings).toEqual([]);
  const tables = document.blocks.filter((block) => block.type === "table");
  expect(tables.map(({ rows }) => rows.map(({ cells }) => text(cells[0]!.children)))).toEqual([
    ["S"],
    ["O", "P"],
    ["N"],
  ]);
  expect(
    document.blocks.flatMap((block) =>
      block.type === "key-figures" ? [block.items.map(({ value }) => text(value))] : [],
    ),
  ).toEqual([["1"], ["2", "3"], ["4"]]);
  const figures = figuresOf(document);
  expect(figures.map(({ chart }) => chart.picked)).toEqual(
    ["Süd", odd, null].map((value) => ({ source: "data", conditions: [{ column: "region", value }] })),
  );
  expect(figures.map(({ chart }) => chart.params)).toEqual([
    { region: "Süd", target: 10 },
    { region: odd, target: 0.5 },
    { region: null, target: 0 },
  ]);
  // One spec, so that it is compiled once.
  expect(new Set(figures.map(({ chart }) => chart.spec)).size).toBe(1);
  expect(figures.map(({ alt }) => alt)).toEqual(["A Süd", `A ${odd}`, "A –"]);
  expect(figures.map(({ number }) => number)).toEqual([1, 2, 3]);
  const ids = document.blocks.flatMap((block) => ("id" in block ? [block.id] : []));
  expect(ids).toEqual([
    "süd",
    "fig-c",
    "table-sales",
    "nord-ost-x-table",
    "fig-c-2",
    "table-sales-2",
    "section",
    "fig-c-3",
    "table-sales-3",
  ]);
});

test("values compare by the type of their column", () => {
  expect(left("year=2020")).toEqual(["S", "O"]);
  expect(left("year=2.02e3, region='Süd'")).toEqual(["S"]);
  expect(left("amount=123456789012345678.90")).toEqual(["P"]);
  expect(left("amount={{ sales.rows[2].amount }}")).toEqual(["P"]);
  expect(left("open=false")).toEqual(["O"]);
  expect(left("open={{ sales.first.open }}")).toEqual(["S", "P"]);
  expect(left("day=2020-02-29T00:00:00Z")).toEqual(["O"]);
  expect(left("region=null")).toEqual(["N"]);
  expect(left("open=null, day={{ sales.last.day }}")).toEqual(["N"]);
  expect(left("label={{ sales.last.label | downcase | upcase }}")).toEqual(["N"]);
  expect(left("{% if parameters.year > 3000 %}year=2020{% endif %}")).toEqual(["S", "O", "P", "N"]);
});

test("rows that no condition leaves are warned of", () => {
  const warnings: Warning[] = [];
  compose(
    '::table{data=sales where="region=West, year=2020"}\n\n::key-figures{data=sales where="region=null, year=1"}',
    setup,
    warnings,
  );
  expect(warnings).toEqual([
    {
      code: "empty-query",
      message: 'report.md:1: the query "sales" has no rows where region = "West" and year = 2020',
      where: { file: "report.md", line: 1, column: 1, name: "sales" },
    },
    {
      code: "empty-query",
      message: 'report.md:3: the query "sales" has no rows where region = no value and year = 1',
      where: { file: "report.md", line: 3, column: 1, name: "sales" },
    },
  ]);
});

test.each([
  [
    '::table{data=sales where="regoin=Nord"}',
    {
      code: "unknown-column",
      message: 'report.md:1: the query "sales" has no column "regoin"',
      seen: "regoin",
      hint: 'did you mean "region"?',
    },
  ],
  ['::chart{spec=c data=sales where="regoin=Nord"}', { code: "unknown-column", hint: 'did you mean "region"?' }],
  ['::key-figures{data=sales where="yaer >= 2020"}', { code: "unknown-column", hint: 'did you mean "year"?' }],
  [
    '::key-figures{data=sales where="year >= amuont"}',
    {
      code: "invalid-value",
      message: 'report.md:1: where compares the column "year" with "amuont", but it holds numbers',
      hint: 'did you mean the column "amount"? A value is given as a query returns it, without a format',
    },
  ],
  [
    '::table{data=sales where="year in (2020, soon)"}',
    {
      code: "invalid-value",
      message: 'report.md:1: where compares the column "year" with "soon", but it holds numbers',
    },
  ],
  [
    '::table{data=sales where="year > day"}',
    {
      code: "invalid-value",
      message: 'report.md:1: where compares the column "year", which holds numbers, with "day", which holds dates',
      allowed: "numbers",
    },
  ],
  ['::table{data=sales where="open > false"}', { code: "invalid-value", seen: ">", allowed: ["=", "!="] }],
  [
    '::table{data=sales where="year={{ sales.first.year | number: 1 }}"}',
    {
      code: "invalid-value",
      message: 'report.md:1: where compares the column "year" with "2,020.0", but it holds numbers',
      seen: "2,020.0",
    },
  ],
  ['::table{data=sales where="day={{ report.date | date }}"}', { code: "invalid-value", allowed: "dates" }],
  ['::table{data=sales where="open=yes"}', { code: "invalid-value", allowed: "true or false" }],
  [
    '::table{data=sales where="{{ sales.first.region }}"}',
    {
      code: "invalid-attribute",
      message:
        'report.md:1: where cannot be read: "Süd" is no condition: write a column, one of <= >= != < > = and a value; if "Süd" holds true or false, Süd = true',
    },
  ],
  [
    '::table{where="region=Nord"}',
    { code: "missing-attribute", message: 'report.md:1: where picks rows of a query: name it with data="..."' },
  ],
  ['::key-figures{where="region=Nord"}', { code: "missing-attribute" }],
  [
    '::chart{spec=named data=regions where="region=Nord"}',
    {
      code: "missing-attribute",
      message: `report.md:1: where picks rows of the chart's data, but the spec draws neither "data" nor "regions"`,
    },
  ],
  [
    '::chart{spec=c data=sales params="taget=1"}',
    {
      code: "unknown-param",
      message: 'report.md:1: the spec charts/c.vl.json has no param "taget" with a value',
      hint: 'did you mean "target"?',
    },
  ],
])("%s is refused", (markdown, problem) => {
  expect(problemsOf(markdown, setup)[0]).toMatchObject(problem);
});

test.each([
  ["charts/bare.vl.json", "param", '"params"'],
  ["charts/bare.vg.json", "signal", '"signals"'],
])("if %s has no %s, the problem says how to declare one", (file, kind, list) => {
  const bare = {
    ...setup,
    files: { [file]: JSON.stringify({ mark: "bar", data: kind === "param" ? { name: "data" } : [{ name: "data" }] }) },
  };
  expect(problemsOf('::chart{spec=bare data=sales params="goal=1"}', bare)).toMatchObject([
    {
      code: "unknown-param",
      message: `report.md:1: the spec ${file} has no ${kind} "goal" with a value`,
      seen: "goal",
      allowed: [],
      hint: `declare it in the spec: ${list}: [{"name": "goal", "value": 0}]`,
    },
  ]);
});

test("rows are picked from the source called data, or else from the one with the query's name", () => {
  expect(chartOf('spec=c data=sales where="year=2020"')?.picked?.source).toBe("data");
  expect(chartOf('spec=named data=sales where="year=2020"')?.picked?.source).toBe("sales");
  expect(chartOf('spec=named where="year=2020"')?.picked?.source).toBe("sales");
  expect(chartOf("spec=named data=sales")?.picked?.source).toBeUndefined();
});

test("a condition sets a param only if the spec has one of the column's name", () => {
  expect(chartOf('spec=c data=sales where="region=Nord, year=2020"')?.params).toEqual({ region: "Nord" });
  expect(chartOf('spec=c data=sales where="year=2020"')?.params).toBeUndefined();
});

test("params without quotation marks are numbers and booleans where they look like them", () => {
  expect(chartOf(`spec=c data=sales params="target=2.5, region='7'"`)?.params).toEqual({ target: 2.5, region: "7" });
  expect(chartOf(`spec=c data=sales params="target=true, region=null"`)?.params).toEqual({
    target: true,
    region: null,
  });
  expect(chartOf(`spec=c data=sales params="target=false, region=yes"`)?.params).toEqual({
    target: false,
    region: "yes",
  });
});
