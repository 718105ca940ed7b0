import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Chart } from "../../../../../functions/core/report/chart/chart.ts";
import type { ChartMarks } from "../../../../../functions/core/report/chart/chart-marks.ts";
import { testChart } from "../chart-fixtures.ts";

const data = { name: "data" };
const rows = [
  { month: "2024-01-01", year: 2021, name: "a", part: "x", value: 3, other: 7 },
  { month: "2024-02-01", year: 2022, name: "b", part: "x", value: 5, other: 1 },
  { month: "2024-03-01", year: 2023, name: "c", part: "x", value: 4, other: 9 },
  { month: "2024-01-01", year: 2021, name: "a", part: "y", value: 2, other: 2 },
  { month: "2024-02-01", year: 2022, name: "b", part: "y", value: 6, other: 8 },
  { month: "2024-03-01", year: 2023, name: "c", part: "y", value: 1.5, other: 6 },
];
const [name, value] = [
  { field: "name", type: "nominal" },
  { field: "value", type: "quantitative" },
] as const;
const [year, part, month] = [
  { field: "year", type: "quantitative", scale: { zero: false } },
  { field: "part", type: "nominal" },
  { field: "month", type: "temporal" },
] as const;
const untitled = { ...part, legend: { title: null } };
const first = { filter: "datum.part === 'x'" };

async function marksOf(
  spec: object,
): Promise<{ readonly marks: ChartMarks | { unproven: string }; readonly chart: Chart }> {
  const { chart } = await testChart({ data, ...spec }, rows);
  return { chart, marks: chart.marks!() };
}

const proven: readonly (readonly [kind: string, spec: object, series: number])[] = [
  ["bar", { transform: [first], mark: "bar", encoding: { x: name, y: value } }, 1],
  ["bar", { transform: [first], mark: "bar", encoding: { y: name, x: value } }, 1],
  ["bar", { mark: "bar", encoding: { x: name, y: value, color: untitled } }, 2],
  ["bar", { mark: "bar", encoding: { y: name, x: value, color: { ...part, legend: null } } }, 2],
  ["bar", { mark: "bar", encoding: { x: name, y: value, xOffset: part, color: { ...part, legend: null } } }, 2],
  ["line", { mark: "line", encoding: { x: year, y: value, color: { ...part, legend: null } } }, 2],
  ["line", { mark: { type: "line", point: true }, encoding: { x: month, y: value, detail: part } }, 2],
  ["line", { transform: [first], mark: "line", encoding: { x: name, y: value } }, 1],
  ["area", { mark: "area", encoding: { x: month, y: value, color: { ...part, legend: null } } }, 2],
  ["scatter", { mark: "point", encoding: { x: { field: "other", type: "quantitative" }, y: value } }, 1],
  [
    "ring",
    {
      transform: [first],
      mark: { type: "arc", innerRadius: 40 },
      encoding: { theta: value, color: { ...name, legend: null } },
    },
    1,
  ],
];

/** Numbers of the data that a chart says it shows, each as often. */
function numbersIn(chart: Chart): string[] {
  const { columns, rows: drawn } = chart.data!;
  const at = columns.indexOf("value");
  return drawn.map((row) => String(row[at])).toSorted();
}

test.each(proven)("a %s chart has the numbers of its data: %j", async (kind, spec, series) => {
  const { marks, chart } = await marksOf(spec);
  expect(marks).toMatchObject({ kind });
  if ("unproven" in marks) return;
  expect(marks.series).toHaveLength(series);
  const points = marks.series.flatMap((each) => each.points.filter((point) => point.value !== null));
  expect(points.map((point) => String(point.value)).toSorted()).toEqual(numbersIn(chart));
});

test("stacked series lie in the order in which they are drawn, each point at its name", async () => {
  const { marks } = await marksOf({
    mark: "bar",
    encoding: { x: name, y: value, color: { ...untitled, sort: ["y", "x"] } },
  });
  if ("unproven" in marks || marks.places.kind !== "names") throw new Error(JSON.stringify(marks));
  const { names } = marks.places;
  const shown = marks.series.map((each) => [
    each.name,
    ...each.points.map((point) => `${names[point.place]} ${point.value}`),
  ]);
  expect(new Map(shown.map(([own, ...points]) => [own, points]))).toEqual(
    new Map([
      ["x", ["a 3", "b 5", "c 4"]],
      ["y", ["a 2", "b 6", "c 1.5"]],
    ]),
  );
});

/** The order of stacks, from zero outwards. */
async function ordered(given: readonly object[], order?: object): Promise<ChartMarks | { readonly unproven: string }> {
  const encoding = { y: name, x: value, color: { ...part, legend: null }, ...(order !== undefined && { order }) };
  const { chart } = await testChart({ data, mark: "bar", encoding }, given as Record<string, never>[]);
  return chart.marks!();
}

test("bars that lie in another order in another stack have no model, from left to right too", async () => {
  const given = [
    { name: "p", part: "A", value: 3 },
    { name: "p", part: "B", value: 5 },
    { name: "q", part: "A", value: 6 },
    { name: "q", part: "B", value: 2 },
  ];
  expect(await ordered(given)).toMatchObject({ stacked: true });
  expect(await ordered(given, { field: "value", sort: "descending" })).toHaveProperty("unproven");
});

test("bars of several parts, one at each name, have the name of none", async () => {
  const given = [
    { name: "p", part: "A", value: 3 },
    { name: "q", part: "B", value: 5 },
  ];
  expect(await ordered(given)).toMatchObject({ series: [{ name: "value" }] });
});

const same = { ...part, scale: { range: ["#336699", "#336699"] }, legend: { title: null } };
const other = { field: "other", type: "quantitative" };

test.each<object>([
  { mark: "bar", encoding: { x: name, y: value, color: same } },
  { mark: "line", encoding: { x: year, y: value, color: same } },
  { mark: "area", encoding: { x: month, y: value, color: same } },
  { mark: "point", encoding: { x: other, y: value, color: same } },
  { transform: [first], mark: "arc", encoding: { theta: value, color: { ...same, field: "name" } } },
])("no model has series of one colour, which its legend does not tell apart: %j", async (spec) => {
  const { marks } = await marksOf(spec);
  expect(marks).toEqual({ unproven: "its legend has one colour for two names" });
});

const refused: readonly (readonly [what: string, spec: object])[] = [
  [
    "ranges",
    {
      transform: [first],
      mark: "bar",
      encoding: { x: name, y: { ...value, aggregate: "min" }, y2: { field: "other" } },
    },
  ],
  ["Gantt bars", { transform: [first], mark: "bar", encoding: { y: name, x: value, x2: { field: "other" } } }],
  [
    "a waterfall",
    {
      transform: [
        first,
        { window: [{ op: "sum", field: "value", as: "end" }] },
        { calculate: "datum.end - datum.value", as: "begin" },
      ],
      mark: "bar",
      encoding: { x: name, y: { field: "begin", type: "quantitative" }, y2: { field: "end" } },
    },
  ],
  [
    "candles",
    {
      transform: [first],
      encoding: { x: name },
      layer: [
        { mark: "rule", encoding: { y: value, y2: { field: "other" } } },
        { mark: "bar", encoding: { y: value, y2: { field: "other" } } },
      ],
    },
  ],
  [
    "a logarithmic scale",
    { mark: "line", encoding: { x: year, y: { ...value, scale: { type: "log" } }, detail: part } },
  ],
  [
    "a square root",
    {
      mark: "point",
      encoding: { x: { field: "other", type: "quantitative" }, y: { ...value, scale: { type: "sqrt" } } },
    },
  ],
  ["shares of a whole", { mark: "bar", encoding: { x: name, y: { ...value, stack: "normalize" }, color: part } }],
  ["a curve", { transform: [first], mark: { type: "line", interpolate: "monotone" }, encoding: { x: year, y: value } }],
  ["steps", { transform: [first], mark: { type: "line", interpolate: "step" }, encoding: { x: year, y: value } }],
  [
    "a regression",
    {
      layer: [
        { mark: "point", encoding: { x: { field: "other", type: "quantitative" }, y: value } },
        {
          mark: "line",
          transform: [{ regression: "value", on: "other" }],
          encoding: { x: { field: "other", type: "quantitative" }, y: value },
        },
      ],
    },
  ],
  [
    "bins",
    { mark: "bar", encoding: { x: { field: "other", type: "quantitative", bin: true }, y: { aggregate: "count" } } },
  ],
  ["panels", { mark: "bar", encoding: { x: name, y: value, column: part } }],
  ["bubbles", { mark: "point", encoding: { x: { field: "other", type: "quantitative" }, y: value, size: value } }],
  [
    "two axes",
    {
      transform: [first],
      encoding: { x: name },
      layer: [
        { mark: "line", encoding: { y: value } },
        { mark: "line", encoding: { y: { field: "other", type: "quantitative" } } },
      ],
      resolve: { scale: { y: "independent" } },
    },
  ],
  [
    "bars that do not begin at zero",
    { transform: [first], mark: "bar", encoding: { x: name, y: { ...value, scale: { domain: [2, 6], zero: false } } } },
  ],
  [
    "an upright line",
    {
      layer: [
        { transform: [first], mark: "line", encoding: { x: year, y: value } },
        { mark: "rule", encoding: { x: { datum: 2022 } } },
      ],
    },
  ],
  ["a heat map", { mark: "rect", encoding: { x: name, y: part, color: value } }],
];

test.each(refused)("no model for %s", async (_, spec) => {
  const { marks } = await marksOf(spec);
  expect(marks).toHaveProperty("unproven");
});

/** Public specs, of which the marks that are found must have the numbers of the data drawn. */
const corpus = join(import.meta.dirname, "../../../../chart-corpus/vega-lite");
const all = readdirSync(corpus).filter((file) =>
  /^(?:bar|line|area|arc|point|circle|stacked)\w*\.vl\.json$/.test(file),
);
const some = process.env["SOAK"] === undefined ? all.filter((_, index) => index % 8 === 0) : all;

describe("public specs with their own data", () => {
  test("give marks whose numbers are all among the data drawn", async () => {
    const wrong: unknown[] = [];
    let found = 0;
    for (const file of some) {
      const spec = JSON.parse(readFileSync(join(corpus, file), "utf8")) as {
        readonly data?: { readonly values?: unknown };
      };
      if (!Array.isArray(spec.data?.values)) continue;
      const { chart } = await testChart({ ...spec, data }, spec.data.values as Record<string, never>[]).catch(() => ({
        chart: undefined,
      }));
      const marks = chart?.marks?.();
      if (chart === undefined || marks === undefined || "unproven" in marks) continue;
      found++;
      const drawn = new Set(chart.data!.rows.flat().map(String));
      const strange = marks.series.flatMap(({ points }) =>
        points.filter((point) => point.value !== null && !drawn.has(String(point.value))),
      );
      if (strange.length > 0) wrong.push({ file, strange: strange.slice(0, 3) });
    }
    expect(wrong).toEqual([]);
    expect(found).toBeGreaterThan(0);
  });
});

/** A sequence of numbers from 0 to 1 that is always the same. */
function sequence(seed: number): () => number {
  let state = seed * 7_919 + 11;
  const next = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let index = 0; index < 5; index++) next();
  return next;
}

test("areas lie in the order in which they are drawn at every place, or have no model", async () => {
  const wrong: string[] = [];
  for (let seed = 1; seed <= 60; seed += 1) {
    const next = sequence(seed);
    const parts = ["A", "B", "C"].map((each) => ({ part: each, rank: next() }));
    const given = ["2024-01-01", "2024-02-01", "2024-03-01"].flatMap((day) =>
      parts.map((each) => ({ ...each, month: day, value: next() < 0.4 ? 0 : Math.ceil(next() * 9) })),
    );
    const order = { field: next() < 0.5 ? "rank" : "value", type: "quantitative" };
    const color = { ...part, legend: null };
    const { chart } = await testChart({ data, mark: "area", encoding: { x: month, y: value, color, order } }, given);
    const marks = chart.marks!();
    if ("unproven" in marks) {
      if (order.field === "rank") wrong.push(`${seed}: ${marks.unproven}`);
      continue;
    }
    const seen = marks.series.map((each) => each.name);
    // Vega-Lite draws an area for each value of the order too; then no part is one series.
    if (new Set(seen).size < seen.length) continue;
    const visible = (each: string): boolean => given.some((row) => row.part === each && row.value > 0);
    const days = Map.groupBy(given, (row) => row.month).values();
    for (const rows of order.field === "rank" ? [parts] : days) {
      const wanted = rows
        .toSorted((a, b) => ("value" in a && "value" in b ? Number(a.value) - Number(b.value) : a.rank - b.rank))
        .filter((row) => !("value" in row) || Number(row.value) > 0)
        .map((row) => row.part)
        .filter(visible);
      const drawn = seen.filter((each) => wanted.includes(each));
      const tied =
        "value" in rows[0]! && new Set(rows.map((row) => ("value" in row ? row.value : 0))).size < rows.length;
      if (!tied && drawn.join() !== wanted.join()) wrong.push(`${seed}: ${drawn.join()} instead of ${wanted.join()}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("a line that runs back has no model", async () => {
  const wrong: string[] = [];
  for (let seed = 1; seed <= 40; seed += 1) {
    const next = sequence(seed);
    const given = ["a", "b", "c", "d"].map((each) => ({ name: each, value: Math.ceil(next() * 9), step: next() }));
    const order = { field: "step", type: "quantitative" };
    const { chart } = await testChart({ data, mark: "line", encoding: { x: name, y: value, order } }, given);
    const marks = chart.marks!();
    const way = given
      .toSorted((a, b) => a.step - b.step)
      .map((row) => row.name)
      .join("");
    if ("unproven" in marks === ["abcd", "dcba"].includes(way)) wrong.push(`${seed}: ${way}`);
  }
  expect(wrong).toEqual([]);
});
