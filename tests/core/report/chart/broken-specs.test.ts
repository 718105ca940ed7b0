import { describe, expect, it } from "vitest";
import type { ChartSettings } from "../../../../functions/core/report/chart/chart-settings.ts";
import { checkCharts } from "../../../../functions/core/report/chart/check/check-charts.ts";
import { compileChart } from "../../../../functions/core/report/chart/compile-chart.ts";
import type { Spec } from "../../../../functions/core/report/chart/spec.ts";
import { BroadsheetError, type Problem } from "../../../../functions/core/errors.ts";
import type { Row } from "../../../../functions/core/report/query/table.ts";
import { tablesOf, testSettings } from "./chart-fixtures.ts";

type Dialect = "vega-lite" | "vega";

/** Name, change to the spec, code of the problem, text at which the problem points in the file, hint. */
type Case = [name: string, changes: Spec, code: string, at: string, hint?: RegExp];

const file = { "vega-lite": "charts/revenue.vl.json", vega: "charts/revenue.vg.json" } as const;

const rows: readonly Row[] = [
  { store: "Genève", month: "2025-01-01", revenue: 10 },
  { store: "Basel", month: "2025-02-01", revenue: 20 },
];

const bars = {
  $schema: "https://vega.github.io/schema/vega-lite/v6.json",
  data: { name: "data" },
  mark: "bar",
  encoding: { x: { field: "store", type: "nominal" }, y: { field: "revenue", type: "quantitative" } },
};

const symbols = {
  data: [{ name: "data" }, { name: "few", source: "data", transform: [{ type: "filter", expr: "datum.revenue > 5" }] }],
  signals: [{ name: "gap", value: 3 }],
  scales: [
    { name: "across", type: "point", domain: { data: "data", field: "store" }, range: "width" },
    { name: "up", domain: [0, 20], range: "height" },
  ],
  axes: [{ orient: "bottom", scale: "across" }],
  marks: [
    {
      type: "symbol",
      from: { data: "few" },
      encode: { enter: { x: { scale: "across", field: "store" }, y: { scale: "up", field: "revenue" } } },
    },
  ],
};

const x = (changes: object): Spec => ({ encoding: { ...bars.encoding, x: { ...bars.encoding.x, ...changes } } });
const y = (changes: object): Spec => ({ encoding: { ...bars.encoding, y: { ...bars.encoding.y, ...changes } } });
const calculate = (expression: string): Spec => ({ transform: [{ calculate: expression, as: "made" }] });
const mark = (changes: object): Spec => ({ marks: [{ ...symbols.marks[0], ...changes }] });

/** Mistakes that keep a chart from being drawn. */
const failing: Case[] = [
  ["an unknown mark", { mark: "lines" }, "invalid-value", '"lines"', /"line"/],
  ["a mark object of an unknown kind", { mark: { type: "barr" } }, "invalid-value", '"barr"', /"bar"/],
  ["a misspelt mark", { mark: undefined, marks: "bar" }, "unknown-property", '"marks"', /"mark"/],
  ["a misspelt layer", { mark: undefined, layers: [{ mark: "bar" }] }, "unknown-property", '"layers"', /"layer"/],
  ["an unknown type", y({ type: "quantitive" }), "invalid-value", '"quantitive"', /"quantitative"/],
  ["an unknown field", y({ field: "revenu" }), "unknown-field", '"revenu"', /"revenue"/],
  ["a field of an aggregate", y({ aggregate: "sum", field: "sales" }), "unknown-field", '"sales"'],
  ["a field of a sort", x({ sort: { field: "rank", op: "sum" } }), "unknown-field", '"rank"'],
  ["a field of a filter", { transform: [{ filter: "datum.revnue > 3" }] }, "unknown-field", '"datum.revnue > 3"'],
  ["a field of a filter object", { transform: [{ filter: { field: "revnue", gt: 3 } }] }, "unknown-field", '"revnue"'],
  ["a field of a calculation", calculate("datum['revnue'] * 2"), "unknown-field", `"datum['revnue'] * 2"`],
  [
    "a field in the second layer",
    {
      mark: undefined,
      layer: [{ mark: "bar" }, { mark: "rule", encoding: { y: { field: "goal", type: "quantitative" } } }],
    },
    "unknown-field",
    '"goal"',
  ],
  ["an expression that ends early", calculate("datum.revenue *"), "invalid-expression", '"datum.revenue *"'],
  ["an expression with one bracket", calculate("round(datum.revenue"), "invalid-expression", '"round(datum.revenue"'],
  [
    "an expression of two",
    { transform: [{ filter: "datum.revenue > 3 datum" }] },
    "invalid-expression",
    '"datum.revenue > 3 datum"',
  ],
  ["an unknown function", calculate("rond(datum.revenue)"), "unknown-function", '"rond(datum.revenue)"', /"round"/],
  ["the clock", calculate("now()"), "chart-failed", '"now()"'],
  [
    "a column without datum",
    { transform: [{ filter: "revenue > 3" }] },
    "unknown-signal",
    '"revenue > 3"',
    /datum\.revenue/,
  ],
  [
    "a misspelt param",
    { params: [{ name: "least", value: 3 }], transform: [{ filter: "datum.revenue > leats" }] },
    "unknown-signal",
    '"datum.revenue > leats"',
    /"least"/,
  ],
  [
    "a value that is not there",
    calculate("datum.store.owner.name"),
    "chart-failed",
    '"datum.store.owner.name"',
    /test the value/,
  ],
  ["an invalid number format", y({ axis: { format: ".2ff" } }), "chart-failed", '".2ff"'],
  [
    "a format beside options that are off or ignored",
    { ...y({ axis: { format: ".2ff", titel: "Revenue" } }), config: { axis: null } },
    "chart-failed",
    '".2ff"',
  ],
  ["a date format for numbers", y({ axis: { format: "%Y" } }), "chart-failed", '"%Y"', /temporal/],
  ["a line of nothing", { encoding: undefined, mark: "line" }, "missing-property", "{", /columns/],
  [
    "a line of nothing among layers",
    {
      mark: undefined,
      encoding: undefined,
      layer: [{ mark: "bar", encoding: bars.encoding }, { mark: { type: "line" } }],
    },
    "missing-property",
    "{",
    /columns/,
  ],
  [
    "an unknown scheme",
    { encoding: { ...bars.encoding, color: { field: "store", type: "nominal", scale: { scheme: "viridiss" } } } },
    "invalid-value",
    '"viridiss"',
    /"viridis"/,
  ],
  [
    "an unknown unit of time",
    x({ field: "month", type: "temporal", timeUnit: "yeer" }),
    "invalid-value",
    '"yeer"',
    /"year"/,
  ],
  ["data by address", { data: { url: "revenue.csv" } }, "url-refused", '"revenue.csv"', /query/],
];

/** Mistakes that Vega-Lite ignores, or draws otherwise than the author meant. */
const passedOver: Case[] = [
  [
    "a misspelt encoding",
    { encoding: undefined, encodng: bars.encoding },
    "unknown-property",
    '"encodng"',
    /"encoding"/,
  ],
  ["a misspelt title of an axis", y({ axis: { titel: "Revenue" } }), "unknown-property", '"titel"', /"title"/],
  ["a height as a text", { height: "150" }, "invalid-value", '"150"', /150 without quotes/],
  ["a truth as a text", y({ stack: "true" }), "invalid-value", '"true"'],
  ["a misspelt colour", { mark: { type: "bar", colr: "red" } }, "unknown-property", '"colr"', /"color"/],
  [
    "a channel in British spelling",
    { encoding: { ...bars.encoding, colour: { field: "store" } } },
    "unknown-property",
    '"colour"',
    /"color"/,
  ],
  ["a misspelt field", x({ sort: { fild: "revenue", op: "sum" } }), "unknown-property", '"fild"', /"field"/],
  ["an unknown aggregate", y({ aggregate: "summ" }), "invalid-value", '"summ"', /"sum"/],
  ["an unknown scale", y({ scale: { type: "logg" } }), "invalid-value", '"logg"', /"log"/],
  ["a bin as a text", x({ field: "revenue", type: "quantitative", bin: "yes" }), "invalid-value", '"yes"'],
  [
    "a misspelt legend",
    { encoding: { ...bars.encoding, color: { field: "store", type: "nominal", legnd: null } } },
    "unknown-property",
    '"legnd"',
    /"legend"/,
  ],
  ["an unknown orientation", y({ axis: { orient: "rigth" } }), "invalid-value", '"rigth"', /"right"/],
  ["a misspelt config", { config: { axis: { gird: false } } }, "unknown-property", '"gird"', /"grid"/],
  [
    "a misspelt transform",
    { transform: [{ fliter: "datum.revenue > 3" }] },
    "unknown-property",
    '"fliter"',
    /"filter"/,
  ],
  [
    "an unknown interpolation",
    { mark: { type: "line", interpolate: "monoton" } },
    "invalid-value",
    '"monoton"',
    /"monotone"/,
  ],
  ["an option of an older version", { selection: { brush: { type: "interval" } } }, "unknown-property", '"selection"'],
];

const vega: Case[] = [
  [
    "a scale of a mark",
    mark({ encode: { enter: { x: { scale: "acros", field: "store" } } } }),
    "unknown-scale",
    '"acros"',
    /"across"/,
  ],
  ["a scale of an axis", { axes: [{ orient: "left", scale: "upp" }] }, "unknown-scale", '"upp"', /"up"/],
  ["a scale of a legend", { legends: [{ fill: "colours" }] }, "unknown-scale", '"colours"'],
  [
    "a scale in an expression",
    mark({ encode: { enter: { x: { signal: "scale('acros', datum.store)" } } } }),
    "unknown-scale",
    `"scale('acros', datum.store)"`,
    /"across"/,
  ],
  ["data of a mark", mark({ from: { data: "fww" } }), "unknown-data", '"fww"', /"few"/],
  [
    "data of a domain",
    { scales: [{ ...symbols.scales[0], domain: { data: "rows", field: "store" } }, symbols.scales[1]] },
    "unknown-data",
    '"rows"',
  ],
  ["data of a source", { data: [symbols.data[0], { name: "few", source: "dat" }] }, "unknown-data", '"dat"', /"data"/],
  [
    "a projection",
    mark({ type: "shape", transform: [{ type: "geoshape", projection: "mercator" }] }),
    "unknown-projection",
    '"mercator"',
  ],
  ["a signal", mark({ encode: { enter: { x: { signal: "gpa * 2" } } } }), "unknown-signal", '"gpa * 2"', /"gap"/],
  ["a field", mark({ encode: { enter: { x: { scale: "across", field: "shop" } } } }), "unknown-field", '"shop"'],
  ["an expression", mark({ encode: { enter: { x: { signal: "gap *" } } } }), "invalid-expression", '"gap *"'],
  [
    "a transform",
    { data: [symbols.data[0], { name: "few", source: "data", transform: [{ type: "filtr", expr: "true" }] }] },
    "invalid-value",
    '"filtr"',
    /"filter"/,
  ],
  ["a mark", mark({ type: "symbl" }), "unknown-mark", '"symbl"', /"symbol"/],
];

/** Mistakes that Vega ignores. */
const vegaPassedOver: Case[] = [
  ["a misspelt list", { marks: undefined, mark: symbols.marks }, "unknown-property", '"mark"', /"marks"/],
  ["a misspelt width", { widht: 200 }, "unknown-property", '"widht"', /"width"/],
  ["a misspelt set", { marks: [{ type: "symbol", encod: {} }] }, "unknown-property", '"encod"', /"encode"/],
  ["a misspelt channel", mark({ encode: { enter: { fil: { value: "red" } } } }), "unknown-property", '"fil"', /"fill"/],
  [
    "a misspelt field",
    mark({ encode: { enter: { x: { scale: "across", feild: "store" } } } }),
    "unknown-property",
    '"feild"',
    /"field"/,
  ],
  [
    "a misspelt as",
    { data: [{ name: "data", transform: [{ type: "formula", expr: "1", ass: "one" }] }, symbols.data[1]] },
    "unknown-property",
    '"ass"',
    /"as"/,
  ],
  ["an unknown side", { axes: [{ orient: "botom", scale: "across" }] }, "invalid-value", '"botom"', /"bottom"/],
  [
    "a scale of no type",
    { scales: [{ ...symbols.scales[0], type: "pont" }, symbols.scales[1]] },
    "invalid-value",
    '"pont"',
    /"point"/,
  ],
];

describe("a broken spec is reported at its place in its file", () => {
  it.each<Case>(failing)("when it cannot be drawn: %s", async (_name, changes, code, at, hint) => {
    const { text, problems } = await failureOf({ ...bars, ...changes }, "vega-lite");
    expectTold(problems, "vega-lite", text, code, at, hint);
  });

  it.each<[Dialect, ...Case]>([...inDialect("vega-lite", passedOver), ...inDialect("vega", vegaPassedOver)])(
    "when it is checked: %s, %s",
    async (dialect, _name, changes, code, at, hint) => {
      const spec = JSON.parse(JSON.stringify({ ...(dialect === "vega" ? symbols : bars), ...changes })) as Spec;
      const text = JSON.stringify(spec, null, 2);
      const { errors, warnings: problems } = await checkCharts(
        new Map([["revenue", { file: file[dialect], text, dialect, spec }]]),
      );
      expect(errors).toEqual([]);
      expect(problems).toHaveLength(1);
      expectTold(problems, dialect, text, code, at, hint);
    },
  );

  it.each<Case>(vega)("in Vega: %s", async (_name, changes, code, at, hint) => {
    const { text, problems } = await failureOf({ ...symbols, ...changes }, "vega");
    expectTold(problems, "vega", text, code, at, hint);
  });
});

it("finds faults that no data can fix without drawing, and ignores Liquid and notes for other programs", async () => {
  const transform = [
    { calculate: "datum.revenue *", as: "a" },
    { filter: "datum.a > {{ parameters.least }}" },
    { calculate: "rond(1)", as: "b" },
  ];
  const spec: Spec = { ...bars, transform, usermeta: { test: "not an expression", expr: "1 +" } };
  const { errors, warnings } = await checkCharts(
    new Map([
      ["revenue", { file: file["vega-lite"], text: JSON.stringify(spec, null, 2), dialect: "vega-lite", spec }],
    ]),
  );
  expect(warnings).toEqual([]);
  expect(errors.map(({ code, seen }) => [code, seen])).toEqual([
    ["invalid-expression", "datum.revenue *"],
    ["unknown-function", "rond"],
  ]);
});

describe("a column drawn as another type than its own", () => {
  it.each([
    ["numbers", y({ field: "store" }), '"y"', "store", /CAST\(store AS DOUBLE\)/],
    ["a mean", y({ field: "store", aggregate: "mean" }), '"y"', "store", /DOUBLE/],
    ["bins", x({ field: "store", bin: true }), '"x"', "store", /DOUBLE/],
    ["dates", x({ type: "temporal" }), '"x"', "store", /CAST\(store AS DATE\)/],
  ])("gives one warning with column and type: %s", async (_name, changes, at, column, hint) => {
    const { text, warnings } = await drawn({ ...bars, ...changes });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]!.code).toBe("unreadable-column");
    expect(warnings[0]!.message).toContain(`the text column "${column}"`);
    expect(warnings[0]!.hint).toMatch(hint);
    expect(lineOf(text, warnings[0]!)).toContain(at);
  });

  it.each([
    ["months as dates", x({ field: "month", type: "temporal" })],
    [
      "numbers as text, which Vega reads",
      { transform: [{ calculate: "'' + datum.revenue", as: "store" }], ...y({ field: "store" }) },
    ],
    ["a count", y({ field: "store", aggregate: "distinct" })],
  ])("gives no warning if it can be read: %s", async (_name, changes) => {
    expect((await drawn({ ...bars, ...changes })).warnings).toEqual([]);
  });
});

it("warns of an unknown field at its place, where a chart is drawn as its author wrote it", async () => {
  const spec = { ...bars, ...y({ field: "revenu" }), data: { values: rows } };
  const { text, warnings } = await drawn(spec, { authored: {} });
  const told = warnings.find(({ seen }) => seen === "revenu")!;
  expect(told).toMatchObject({ code: "chart-warning", hint: 'did you mean "revenue"?' });
  expect(lineOf(text, told)).toContain('"revenu"');
});

it("reports a warning of Vega-Lite at its place", async () => {
  const { text, warnings } = await drawn({ ...bars, ...y({ aggregate: "summ" }) });
  expect(lineOf(text, warnings[0]!)).toContain('"summ"');
});

/**
 * Expects a problem (by default the first) with its code, place in the file and hint, and the place where the report
 * draws it.
 */
function expectTold(
  problems: readonly Problem[],
  dialect: Dialect,
  text: string,
  code: string,
  at: string,
  hint: RegExp | undefined,
): void {
  const problem = problems.find((candidate) => candidate.code === code);
  expect(problem, JSON.stringify(problems)).toBeDefined();
  expect(problem!.where).toMatchObject({ file: file[dialect], name: "revenue" });
  const { line = 0, column = 0 } = problem!.where!;
  expect(JSON.stringify(text.split("\n")[line - 1]!.slice(column - 1)).slice(1)).toSatisfy((rest: string) =>
    rest.startsWith(JSON.stringify(at).slice(1, -1)),
  );
  if (hint !== undefined) expect(problem!.hint).toMatch(hint);
  for (const { message } of problems) {
    expect(message).toMatch(/^Chart "revenue"/);
    expect(message).not.toMatch(/undefined|is not a function|not iterable|Cannot read/);
  }
}

function inDialect(dialect: Dialect, cases: readonly Case[]): [Dialect, ...Case][] {
  return cases.map((entry) => [dialect, ...entry]);
}

async function failureOf(
  spec: Spec,
  dialect: Dialect,
): Promise<{ readonly text: string; readonly problems: readonly Problem[] }> {
  const text = JSON.stringify(spec, null, 2);
  const request = {
    name: "revenue",
    dialect,
    spec: JSON.parse(text) as Spec,
    data: { data: "rows" },
    source: { file: file[dialect], text },
  };
  const error = await compileChart(request, tablesOf({ rows }), testSettings()).catch((caught: unknown) => caught);
  if (!(error instanceof BroadsheetError)) throw new Error(`no BroadsheetError: ${String(error)}`);
  expect(error.kind).toBe("chart-failed");
  for (const { message } of error.problems) expect(message).toMatch(/^Chart "revenue" \(report\.md:7\): /);
  return { text, problems: error.problems };
}

async function drawn(
  spec: Spec,
  settings: Partial<ChartSettings> = {},
): Promise<{ readonly text: string; readonly warnings: readonly Problem[] }> {
  const text = JSON.stringify(spec, null, 2);
  const warnings: Problem[] = [];
  const request = {
    name: "revenue",
    dialect: "vega-lite" as const,
    spec: JSON.parse(text) as Spec,
    data: { data: "rows" },
    source: { file: file["vega-lite"], text },
  };
  await compileChart(
    request,
    tablesOf({ rows }),
    testSettings({ alt: "Revenue by store", warn: (warning) => warnings.push(warning), ...settings }),
  );
  return { text, warnings };
}

function lineOf(text: string, { where }: Problem): string {
  expect(where!.file).toBe(file["vega-lite"]);
  return text.split("\n")[where!.line! - 1]!;
}
