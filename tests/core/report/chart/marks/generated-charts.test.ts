import { expect, test } from "vitest";
import type { ChartMarks } from "../../../../../functions/core/report/chart/chart-marks.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { english } from "../../../../../functions/core/report/locale/languages/en.ts";
import { officeChart } from "../../../../../functions/core/report/rendition/ooxml/office-chart.ts";
import { testChart } from "../chart-fixtures.ts";

/** A row of the data, which is one point of the chart. */
interface Given {
  readonly name: string;
  readonly part: string;
  readonly value: number;
  /** A text that no other row has. */
  readonly own: string;
}

interface Generated {
  readonly rows: readonly Given[];
  readonly spec: Spec;
  /** What each row's label says; absent: it has none. */
  readonly says?: (row: Given) => string;
  /** Orders the parts of a stack from zero outwards. */
  readonly outwards?: (a: Given, b: Given) => number;
}

const count = process.env["SOAK"] === undefined ? 100 : 3_000;

/** A sequence of numbers from 0 to 1 that is always the same. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

function generate(seed: number): Generated {
  const next = sequence(seed * 7_919 + 11);
  for (let index = 0; index < 5; index++) next();
  const chance = (part: number): boolean => next() < part;
  const rows = generateRows(next);
  const kind = (["stack", "stack", "stack", "beside", "line", "scatter"] as const)[Math.floor(next() * 6)]!;
  const across = kind !== "line" && kind !== "scatter" && chance(0.5);
  const range = chance(0.25) ? ["#336699", "#336699", "#cc6633"] : ["#336699", "#cc6633", "#55aa55"];
  const legend = chance(0.5) ? null : { title: null };
  const ordered = chance(0.5) ? (chance(0.5) ? "descending" : "ascending") : undefined;
  const [named, valued] = across ? (["y", "x"] as const) : (["x", "y"] as const);
  const stacked = kind === "stack";
  const part = { field: "part", type: "nominal" };
  const place = { field: "name", type: "nominal" };
  const value = { field: "value", type: "quantitative", stack: stacked ? "zero" : null };
  const color = { ...part, scale: { range }, legend };
  const encoding = {
    [named]: place,
    [valued]: value,
    ...(stacked && ordered !== undefined && { order: { field: "value", sort: ordered } }),
    ...(kind === "beside" && { [`${named}Offset`]: part }),
  };
  const mark = {
    stack: "bar",
    beside: "bar",
    line: chance(0.5) ? { type: "line", point: true } : "line",
    scatter: "point",
  }[kind];
  const drawn = { mark, encoding: { color } };
  // Words at the only point of a line name it.
  const texts = kind === "line" ? (["none", "value", "total"] as const) : (["none", "own", "value", "total"] as const);
  const text = texts[Math.floor(next() * texts.length)]!;
  const said = { text: text === "own" ? { field: "own" } : { field: "value", type: "quantitative", format: ".2f" } };
  const words = { mark: { type: "text", dy: across ? 0 : -6 }, encoding: { detail: part, ...said } };
  const total = {
    mark: { type: "text", dy: -6 },
    encoding: {
      [valued]: { ...value, aggregate: "sum" },
      text: { field: "value", aggregate: "sum", type: "quantitative", format: ".2f" },
    },
  };
  const summed = { mark, encoding: { color, [valued]: { ...value, aggregate: "sum" } } };
  const layer = text === "total" ? [summed, total] : text === "none" ? [drawn] : [drawn, words];
  const { order: _, ...unordered } = encoding as Record<string, unknown>;
  return {
    rows,
    spec: { data: { name: "data" }, encoding: text === "total" ? unordered : encoding, layer },
    ...(text === "own" && { says: (row: Given) => row.own }),
    ...(text === "value" && { says: (row: Given) => printed(row.value) }),
    // Bars side by side are their own totals; of a stack, no part says the total unless it is the only one.
    ...(text === "total" && {
      says: (row: Given) => printed(kind === "beside" ? row.value : sum(rows.filter(({ name }) => name === row.name))),
    }),
    ...(stacked &&
      ordered !== undefined &&
      text !== "total" && {
        outwards: (a: Given, b: Given) => (ordered === "ascending" ? a.value - b.value : b.value - a.value),
      }),
  };
}

function sum(rows: readonly Given[]): number {
  return rows.reduce((total, { value }) => total + value, 0);
}

function printed(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  return value < 0 && Number(digits) > 0 ? `−${digits}` : digits;
}

/** Rows of three parts at up to four names; some are missing, some tiny, some below zero. */
function generateRows(next: () => number): Given[] {
  const [lacking, below] = [next() < 0.4 ? 0.25 : 0, next() < 0.3 ? 0.3 : 0];
  const unit = next() < 0.15 ? 1e-7 : 1;
  const equal = next() < 0.2;
  const rows: Given[] = [];
  for (const name of ["p", "q", "r", "s"].slice(0, 2 + Math.floor(next() * 3)))
    for (const part of ["A", "B", "C"].slice(0, 2 + Math.floor(next() * 2))) {
      const size = equal ? 4 : Number((next() * 9 + 0.05).toFixed(2));
      const value = Number((size * unit * (next() < below ? -1 : 1)).toPrecision(6));
      if (next() >= lacking) rows.push({ name, part, value, own: `${name}/${part}` });
    }
  return rows;
}

/** What a model says, point by point, in an order that depends on nothing else. */
function saidBy(marks: ChartMarks): string[] {
  const { places } = marks;
  if (places.kind !== "names") throw new Error("the names are no names");
  return marks.series
    .flatMap(({ name, points }) =>
      points
        .filter(({ value }) => value !== null)
        .map(({ place, value, label }) => [name, places.names[place], value, label?.lines.join(" ") ?? ""].join(" | ")),
    )
    .toSorted();
}

/** The name of the one series of several parts: of its values. */
function nameOfNone({ series: [only] }: ChartMarks): string {
  return only?.name === "Sum of value" ? only.name : "value";
}

/** The parts of each stack from zero outwards, those above zero and those below. */
function stacksOf(marks: ChartMarks): Map<string, string> {
  const stacks = new Map<string, string>();
  if (marks.places.kind !== "names") return stacks;
  for (const { name, points } of marks.series)
    for (const { place, value } of points) {
      if (value === null || value === 0) continue;
      const key = `${marks.places.names[place]} ${Number(value) > 0 ? "above" : "below"}`;
      stacks.set(key, `${stacks.get(key) ?? ""}${name}`);
    }
  return stacks;
}

function expectedStacks({ rows, outwards }: Generated): Map<string, string> {
  const stacks = new Map<string, string>();
  for (const { name, part, value } of rows.toSorted(outwards)) {
    const key = `${name} ${value > 0 ? "above" : "below"}`;
    stacks.set(key, `${stacks.get(key) ?? ""}${part}`);
  }
  return stacks;
}

/** Where a chart's model says something else than its rows; undefined: it has no model. */
async function differences(generated: Generated): Promise<unknown[] | undefined> {
  const { rows, spec, says } = generated;
  if (rows.length === 0) return undefined;
  const { chart } = await testChart(
    spec,
    rows.map((row) => ({ ...row })),
  );
  const drawn = officeChart(chart, english, { paper: "#ffffff" });
  if ("unproven" in drawn) return undefined;
  const said = saidBy(drawn.marks);
  // One bar at each name, of several parts, is a series that has the name of none.
  const single = new Set(rows.map(({ name }) => name)).size === rows.length && drawn.marks.series.length === 1;
  const mixed = single && new Set(rows.map(({ part }) => part)).size > 1;
  const given = rows
    .map((row) => [mixed ? nameOfNone(drawn.marks) : row.part, row.name, row.value, says?.(row) ?? ""].join(" | "))
    .toSorted();
  const wrong: unknown[] = [];
  if (JSON.stringify(said) !== JSON.stringify(given)) wrong.push({ said, given });
  const distinct = new Set(rows.map(({ name, value }) => `${name} ${value}`)).size === rows.length;
  if (generated.outwards !== undefined && distinct && !mixed)
    for (const [key, parts] of expectedStacks(generated))
      if (stacksOf(drawn.marks).get(key) !== parts) wrong.push({ key, parts, drawn: stacksOf(drawn.marks).get(key) });
  return wrong;
}

test("generated charts have no model, or one that says each part, name, value and label of their rows", async () => {
  const wrong: unknown[] = [];
  let models = 0;
  for (let seed = 1; seed <= count; seed++) {
    const generated = generate(seed);
    const found = await differences(generated);
    if (found === undefined) continue;
    models++;
    if (found.length > 0) wrong.push({ seed, spec: generated.spec, found });
  }
  expect(wrong).toEqual([]);
  expect(models / count).toBeGreaterThan(0.2);
});
