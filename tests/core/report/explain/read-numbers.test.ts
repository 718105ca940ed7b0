import { beforeAll, expect, test } from "vitest";
import type { PrintedNumber } from "../../../../functions/core/report/explain/printed-number.ts";
import type { Read } from "../../../../functions/core/report/document/origin.ts";
import { segmentsOf, unnamedChanges, withChangedCell } from "./compare-traces.ts";
import { traceReport, type TracedReport } from "./trace-report.ts";

const files = {
  "template.yaml": `title: "Sales of {{ parameters.year }}"
kicker: "Edition 41{{ parameters.year }}"
footer: "{title}, printed {date}, no. 77"
dateline: { edition: "Edition 43 of {{ parameters.year }}", author: "Room 18" }
languages: [en]
date: "2025-12-31"
parameters:
  type: object
  properties: { year: { type: integer, default: 2021 } }
datasets:
  deals:
    file: data/deals.csv
    columns: { year: integer, region: text, amount: number, change: number, note: text }
`,
  "data/deals.csv": `year,region,amount,change,note
2020,North,1234.5,-3.1,Revised on 14 May
2021,South,88.25,4.7,
2022,East,611.75,-9.6,Estimate 65
`,
  "queries/sales.sql": "SELECT * FROM deals ORDER BY year",
  "queries/total.sql": "SELECT sum(amount) AS sum_of_all, count(*) AS rows_counted FROM deals",
  "charts/bars.vl.json": JSON.stringify({
    title: "In {{ sales.last.amount | number: 2 }} words 512",
    data: { name: "data" },
    encoding: { x: { field: "amount", type: "quantitative" }, y: { field: "region", type: "nominal" } },
    layer: [{ mark: "bar" }, { mark: "text", encoding: { text: { field: "change", type: "quantitative" } } }],
  }),
  "part.liquid": "Part of {{ share | number: 4 }}.",
  "report.md": `# Total {{ total.first.sum_of_all | number: 2 }} in {{ parameters.year }}

Words 17 and {{ sales.first.amount | number: 1 }}, of {{ sales.size }} rows.[^a]

{% assign amounts = sales | map: "amount" %}{% for amount in amounts %}Item {{ amount | number: 3 }}. {% endfor %}

{% for row in sales %}
Fell by {% if row.change < 0 %}−{% else %}+{% endif %}{{ row.change | abs | number: 1 }} in round {{ forloop.index }}.

{% endfor %}

::table{data="sales" columns="region: Region, amount: Amount of {{ parameters.year }} | number: 2 | note: note, change" title="Table with 99"}

::chart{spec="bars" data="sales" title="A chart" alt="Bars"}

:::key-figures
- **{{ sales.last.amount | number: 2 }}** in 2022
:::

::table{data="sales" rows="region" value="amount | number: 1 | sum" title="Pivot"}

{% capture said %}{% if sales.first.change < 0 %}lost 40 points{% else %}won 50 points{% endif %}{% endcapture %}North {{ said }}.

{% assign trend = "up 61" %}{% if sales.last.change < 0 %}{% assign trend = "down 62" %}{% endif %}East went {{ trend }}.

{% case sales.first.region %}{% when "North" %}Cold, 71.{% else %}Warm, 72.{% endcase %}

{% assign large = sales | where: "region", "North" | map: "amount" | first %}Large: {{ large | divided_by: 2 | number: 3 }}.

{% render "part.liquid", share: sales.last.amount %}

::table{data="sales" columns="region, amount | bad if < 100, change | change" group="year" total="last"}

::key-figures{data="sales" label="region" value="amount" format="number: 1" target="change | number: 2" change="change | number: 2"}

[^a]: Note of 31 words.
`,
};

let made: TracedReport;
beforeAll(async () => void (made = await traceReport(files)));

function found(text: string, context = ""): PrintedNumber {
  const number = made.numbers.find((each) => each.text === text && each.context.includes(context));
  expect(number, `${text} ${context}`).toBeDefined();
  return number!;
}

function values({ origins }: PrintedNumber): readonly Read[] {
  return origins.flatMap((origin) => origin.values);
}

const cell = (query: string, column: string, ...rows: number[]): Read => ({ query, column, rows });

test("tracing changes no byte", () => {
  expect(made.report.sha256).toBe(made.plain.sha256);
  expect(made.report.content).toEqual(made.plain.content);
  expect(made.report.warnings).toEqual(made.plain.warnings);
});

test("no number is of unknown origin", () => {
  expect(made.numbers.filter(({ kind }) => kind === "unknown")).toEqual([]);
  expect(made.numbers.length).toBeGreaterThan(40);
});

test.each([
  ["1,935", "Total", "cell", [cell("total", "sum_of_all", 0)]],
  ["1,234.5", "Words", "cell", [cell("sales", "amount", 0)]],
  ["17", "Words", "words", []],
  ["3", "of 3 rows", "count", [{ query: "sales", count: true }]],
  ["88.250", "Item", "cell", [cell("sales", "amount", 1)]],
  ["611.750", "Item", "cell", [cell("sales", "amount", 2)]],
  ["99", "Table with", "words", []],
  ["14", "Revised on", "cell", [cell("sales", "note", 0)]],
  ["65", "Estimate", "cell", [cell("sales", "note", 2)]],
  ["31", "Note of", "words", []],
  ["512", "words", "words", []],
] as const)("%s in “%s” is %s", (text, context, kind, reads) => {
  const number = found(text.replace("1,935", "1,934.50"), context);
  expect(number.kind).toBe(kind);
  expect(values(number)).toEqual(reads);
});

test("the numbers of a dateline are the author's words, a parameter, and the report's date", async () => {
  expect(found("43", "Edition 43 of 2021 · Room 18").kind).toBe("words");
  expect(found("18", "Room 18").kind).toBe("words");
  expect(values(found("2021", "Edition 43"))).toEqual([{ name: "parameters.year" }]);
  const yaml = 'title: T\ndate: "2025-12-31"\ndateline: { edition: "No. 5" }\n';
  const { numbers, plain, report } = await traceReport({
    "template.yaml": yaml,
    "report.md": "# A title\n\nA text.\n",
  });
  expect(report.sha256).toBe(plain.sha256);
  expect(numbers.filter(({ context }) => context.includes("December")).map(({ text, kind }) => [text, kind])).toEqual([
    ["31", "report"],
    ["2025", "report"],
    ["5", "words"],
  ]);
});

test("the sign that a condition prints names the cell that decided it", () => {
  const fell = found("−3.1", "Fell");
  expect(values(fell)).toEqual([cell("sales", "change", 0)]);
  expect(
    fell.origins.some(
      ({ kind, deciding }) => kind === "words" && deciding.some((read) => "rows" in read && read.column === "change"),
    ),
  ).toBe(true);
});

test("every cell, changed alone, changes only texts that name it", () => {
  const { tables } = made.laidOut;
  const before = segmentsOf(made, tables)!;
  const cells = [...tables.values()].flatMap(({ name, rows, columns }) =>
    rows.flatMap((values, row) =>
      columns.flatMap(({ name: column }) => (values[column] === null ? [] : [{ query: name, row, column }])),
    ),
  );
  const failures = cells.flatMap((place) => {
    const after = segmentsOf(made, withChangedCell(tables, place));
    // Without a North there is no value to divide.
    if (after === undefined) expect(place).toEqual({ query: "sales", row: 0, column: "region" });
    const unnamed = after === undefined ? [] : unnamedChanges(before, after, place);
    return unnamed.length === 0 ? [] : [`${place.query}[${place.row}].${place.column}: ${unnamed.join(" ")}`];
  });
  expect(failures).toEqual([]);
  expect(cells).toHaveLength(16);
});

test.each([
  ["a partial's argument", "611.7500", "Part", [cell("sales", "amount", 2)]],
  ["a value chosen by where and divided", "617.250", "Large", [cell("sales", "amount", 0)]],
  ["a captured text", "40", "lost", []],
] as const)("%s", (_, text, context, reads) => {
  expect(values(found(text, context))).toEqual(reads);
});

test("the round of a loop is numbering", () => {
  expect(found("2", "round 2").kind).toBe("numbering");
});

test("a label that is made in the columns of a table is a parameter", () => {
  const label = found("2021", "Amount of");
  expect({ kind: label.kind, values: values(label) }).toEqual({
    kind: "parameter",
    values: [{ name: "parameters.year" }],
  });
});

test("a cell of a pivot names the rows that it adds up, and its total all of them", () => {
  const total = made.numbers.filter(({ text }) => text === "1,934.5").at(-1)!;
  expect(values(total)).toEqual([cell("sales", "amount", 0, 1, 2)]);
  expect(values(made.numbers.filter(({ text }) => text === "88.3" || text === "88.2").at(-1)!)).toEqual([
    cell("sales", "amount", 1),
  ]);
});

test("Liquid in a chart's spec, and a label of the data", () => {
  const title = found("611.75", "words 512");
  expect({ kind: title.kind, values: values(title) }).toEqual({ kind: "cell", values: [cell("sales", "amount", 2)] });
  const label = made.numbers.find(({ figure, text }) => figure !== undefined && text.endsWith("9.6"))!;
  expect({ kind: label.kind, values: values(label) }).toEqual({ kind: "cell", values: [cell("sales", "change", 2)] });
  const directive = files["report.md"].split("\n").findIndex((line) => line.startsWith("::chart")) + 1;
  expect(label.origins[0]!.place).toMatchObject({ file: "report.md", line: directive });
  expect(made.numbers.some(({ figure, kind }) => figure !== undefined && kind === "guide")).toBe(true);
});

test("the kicker and the running lines", () => {
  expect(made.numbers.find(({ context }) => context.toUpperCase().includes("EDITION"))).toMatchObject({
    kind: "parameter",
  });
  const footer = made.numbers.filter(({ context }) => context.includes("printed"));
  expect(footer.find(({ text }) => text === "1,934.50")).toMatchObject({ kind: "cell" });
  expect(footer.find(({ text }) => text === "77")).toMatchObject({ kind: "words" });
  expect(footer.find(({ text }) => text === "31")).toMatchObject({ kind: "report" });
});

test("places are those of the template's file, to the character", () => {
  const written = files["report.md"];
  const value = found("1,234.5", "Words").origins[0]!.place!;
  expect(written.slice(value.from, value.to)).toBe("{{ sales.first.amount | number: 1 }}");
  expect({ line: value.line, column: value.column }).toEqual({ line: 3, column: 14 });
  const words = found("17", "Words").origins[0]!.place!;
  expect(written.slice(words.from, words.to)).toBe("Words 17 and ");
  expect({ line: words.line, column: words.column, endColumn: words.endColumn }).toEqual({
    line: 3,
    column: 1,
    endColumn: 13,
  });
});

test("numbers that Broadsheet counts are numbering", () => {
  expect(made.numbers.find(({ context }) => context.startsWith("Figure"))).toMatchObject({
    kind: "numbering",
    text: "1",
  });
  // The mark of the footnote behind “rows.”, and before the note itself.
  expect(made.numbers.filter(({ context, kind }) => context === "1" && kind === "numbering")).toHaveLength(2);
});

test("a number among picked rows is decided by the cells of its row that the condition reads", async () => {
  const { numbers } = await traceReport({
    "template.yaml": 'title: T\nlanguages: [en]\ndate: "2025-12-31"\n',
    "queries/sales.sql":
      "SELECT * FROM (VALUES ('A', 2020, 11, 30), ('B', 2021, 22, 20), ('C', 2022, 33, 10)) AS t(shop, year, value, goal)",
    "report.md":
      '::table{data=sales columns="value" where="value >= goal and year > 2020 and shop is not missing" title="T"}\n',
  });
  const deciding = numbers
    .filter(({ text }) => text === "22" || text === "33")
    .map(({ origins }) => origins[0]!.deciding);
  expect(
    deciding.map((reads) =>
      reads
        .flatMap((read) => ("rows" in read && read.column !== "value" ? [[read.column, ...read.rows]] : []))
        .toSorted(),
    ),
  ).toEqual(
    [1, 2].map((row) => [
      ["goal", row],
      ["shop", row],
      ["year", row],
    ]),
  );
});

test("a condition decides only the words that it encloses", async () => {
  const { numbers, plain, report } = await traceReport({
    ...files,
    "report.md": [
      "# Sales",
      "Before 11 {% if sales.first.change < 0 %}within 12 words{% else %}without 13{% endif %} behind 14, {{ sales.size }} rows and 15.",
      "{% if sales.last.change < 0 %}All of 21 and {{ sales.size | plus: 19 }} and 23.{% endif %}",
      "{% for row in sales.rows %}Row 31{% if row.amount > 100 %} is 32{% endif %}, 33.\n\n{% endfor %}",
      "Sum 41&nbsp;{% if sales.first.change < 0 %}of 42{% endif %} and 43.",
    ].join("\n\n"),
  });
  expect(report.sha256).toBe(plain.sha256);
  const decided = (text: string): readonly string[] => [
    ...new Set(
      numbers
        .filter((each) => each.text === text && each.kind === "words")
        .flatMap(({ origins }) => origins.flatMap(({ deciding }) => deciding))
        .flatMap((read) => ("column" in read ? [read.column] : [])),
    ),
  ];
  for (const text of ["11", "14", "15", "31", "33"]) expect({ text, by: decided(text) }).toEqual({ text, by: [] });
  for (const text of ["12", "21", "23", "42"]) expect({ text, by: decided(text) }).toEqual({ text, by: ["change"] });
  expect(decided("32")).toEqual(["amount"]);
});
