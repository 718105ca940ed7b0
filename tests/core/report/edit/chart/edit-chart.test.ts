import { describe, expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { answerEdit } from "../../../../../functions/core/report/edit/answer-edit.ts";
import type { ChartChange, DescribedChart } from "../../../../../functions/core/report/edit/chart/chart.ts";
import type { Patch } from "../../../../../functions/core/report/edit/edit.ts";
import { loadSchema, schemaVersions } from "../../../../../functions/core/report/chart/check/load-schema.ts";
import { validateSpec } from "../../../../../functions/core/report/chart/check/validate-spec.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { drawChart, recordDrawing } from "../../chart/draw-chart.ts";
import { seeded } from "../../dataset/seeded.ts";
import { chartSpecs, freeSpecs, salesRows, salesTypes } from "./chart-specs.ts";
import { attempt } from "../page-edits.ts";

const file = "charts/a.vl.json";
const soak = process.env["SOAK"] !== undefined;

const written = (spec: object): string => `${JSON.stringify(spec, null, 2)}\n`;

function described(text: string): DescribedChart {
  return answerEdit({ files: { [file]: text }, block: { file, line: 1 } }).block.chart!;
}

function changed(text: string, change: ChartChange): string {
  const { patches } = answerEdit({ files: { [file]: text }, block: { file, line: 1 }, edit: { do: "chart", change } });
  return patches.reduce(
    (whole: string, { from, to, text: put }: Patch) => whole.slice(0, from) + put + whole.slice(to),
    text,
  );
}

function after(name: string, ...changes: readonly ChartChange[]): string {
  return changes.reduce(changed, written(chartSpecs[name]!));
}

/** The chart as it is drawn; colours of the theme by their names. */
async function drawn(text: string, rows = salesRows): Promise<Awaited<ReturnType<typeof drawChart>>> {
  const spec = JSON.parse(text.replaceAll(/\{\{ template\.theme\.\w+ \}\}/g, "#777777")) as Spec;
  return await drawChart(spec, rows);
}

/** The colours of a chart that it paints with. */
async function coloursOf(text: string): Promise<ReadonlySet<string>> {
  const { chart } = await drawn(text);
  const { context } = recordDrawing();
  const colours = new Set<string>();
  chart.draw(
    new Proxy(context, {
      set: (target, name, value) => {
        if (name === "fillStyle" || name === "strokeStyle") colours.add(String(value));
        return Reflect.set(target, name, value);
      },
    }),
  );
  return colours;
}

/** What a chart does not show of its description. */
async function notShown(text: string): Promise<string[]> {
  const chart = described(text);
  const { texts } = await drawn(text);
  const count = (words: string): number => texts.filter((each) => each.text === words).length;
  const notes = chart.notes.map((note) => note.text).filter((words) => words !== "");
  const unseen = notes.filter((words) => count(words) < notes.filter((each) => each === words).length);
  const { column, aggregate } = chart[chart.values];
  const labels =
    chart.labels && aggregate === undefined && !text.includes('"filter"') && column !== undefined
      ? salesRows
          .map((row) => Number(row[column]).toLocaleString("en"))
          .filter((value) => !texts.some((each) => each.text === value))
      : [];
  return [
    ...unseen.map((words) => `no note "${words}"`),
    ...(labels.length > 0 && /",(?:\.10~g|d)"/.test(text) && chart[chart.values].format === undefined
      ? [`no labels ${labels.join()}`]
      : []),
  ];
}

const warned = ({ warnings }: Awaited<ReturnType<typeof drawn>>): string[] =>
  warnings.flatMap(({ code, message }) => (code === "chart-warning" ? [message] : []));

async function faultsOf(text: string): Promise<string[]> {
  const found = validateSpec(await loadSchema("vega-lite"), JSON.parse(text) as Spec, schemaVersions["vega-lite"]);
  return found.filter(({ sure }) => sure).map(({ pointer, message }) => `${pointer} ${message}`);
}

/** Bars with a text that has a place of its own. */
const texts = (x: object): string =>
  written({
    data: { name: "data" },
    encoding: { y: { field: "region", type: "nominal" }, x: { field: "sales", type: "quantitative" } },
    layer: [{ mark: "bar" }, { mark: "text", encoding: { x, text: { field: "sales" } } }],
  });

describe("a chart", () => {
  test("is described in words of who reads it", () => {
    expect(described(written(chartSpecs["bars"]!))).toEqual({
      kind: "bar",
      kinds: ["bar", "column", "point"],
      x: { column: "sales", type: "quantitative", title: "Sales", shown: true },
      y: { column: "region", type: "nominal", title: null, shown: true },
      values: "x",
      sort: "most",
      labels: false,
      notes: [],
      offers: {
        columns: ["x", "y"],
        group: true,
        sorts: ["rows", "names", "most", "least"],
        labels: true,
        lines: ["x"],
        points: true,
      },
    });
    expect(described(written(chartSpecs["sums"]!))).toMatchObject({
      kind: "column",
      colour: "accent",
      y: { aggregate: "sum", min: 0, max: 200 },
    });
  });

  test.each(Object.entries(freeSpecs))("too free for that says so: %s", (reason, spec) => {
    const asked = { files: { [file]: written(spec) }, block: { file, line: 1 } };
    expect(answerEdit(asked).block).toMatchObject({ free: reason });
    const refused = attempt(() => answerEdit({ ...asked, edit: { do: "chart", change: { kind: "line" } } }));
    expect(refused).toEqual({ refused: "chart-too-free" });
  });

  test("of bars becomes a line with an annotation", async () => {
    const text = after(
      "sums",
      { kind: "line" },
      { note: { mark: "line", axis: "y", at: 90, text: "Target" } },
      { note: { mark: "point", at: "M5", text: "The best month" } },
    );
    expect(described(text)).toMatchObject({
      kind: "line",
      notes: [
        { mark: "line", axis: "y", at: 90, text: "Target" },
        { mark: "point", at: "M5", text: "The best month" },
      ],
    });
    expect((await drawn(text)).texts.map((each) => each.text)).toEqual(
      expect.arrayContaining(["Target", "The best month", "Month", "Sum of sales"]),
    );
  });

  test.each(["panels of rows", "sorted panels"])("in %s has a note in one of them, or in all", async (name) => {
    const sorted = {
      data: { name: "data" },
      facet: { field: "region", type: "nominal", title: null },
      spec: {
        mark: "bar",
        encoding: {
          y: { field: "label", type: "ordinal", sort: "-x" },
          x: { field: "sales", type: "quantitative" },
        },
      },
    };
    const [before, at] =
      name === "sorted panels" ? [written(sorted), "M3"] : [written(chartSpecs[name]!), "2024-03-01"];
    expect(described(before).panels).toBe("region");
    const inOne = changed(before, { note: { mark: "point", at, panel: "South", text: "Here" } });
    expect(described(inOne).notes).toEqual([{ mark: "point", at, panel: "South", text: "Here" }]);
    const inAll = changed(inOne, { note: { mark: "point", at, text: "Everywhere" } });
    expect(described(inAll).notes).toHaveLength(2);
    const texts = (await drawn(inAll)).texts.map(({ text }) => text);
    expect(texts.filter((text) => text === "Here")).toHaveLength(1);
    expect(texts.filter((text) => text === "Everywhere")).toHaveLength(3);
    // The note stays in its panel when the chart becomes another.
    const turned = changed(inAll, { kind: name === "sorted panels" ? "column" : "area" });
    expect(described(turned).notes[0]).toEqual({ mark: "point", at, panel: "South", text: "Here" });
    expect((await drawn(turned)).texts.filter(({ text }) => text === "Here")).toHaveLength(1);
    expect(changed(changed(inAll, { without: 1 }), { without: 0 })).toBe(
      changed(changed(inAll, { without: 0 }), { without: 0 }),
    );
  });

  test("that lies stands up with its labels, its lines and its order", async () => {
    const text = after(
      "bars",
      { labels: true },
      { note: { mark: "line", axis: "x", at: 15, text: "Goal" } },
      { note: { mark: "point", at: "West", text: "First" } },
      { kind: "column" },
    );
    expect(described(text)).toMatchObject({
      kind: "column",
      values: "y",
      sort: "most",
      labels: true,
      notes: [{ mark: "line", axis: "y", at: 15 }, { mark: "point" }],
    });
    const now = await drawn(text);
    expect(warned(now)).toEqual([]);
    const places = now.texts.filter((each) => ["West", "South", "North"].includes(each.text));
    expect(places.toSorted((a, b) => a.x1 - b.x1).map((each) => each.text)).toEqual(["West", "South", "North"]);
  });

  test("has a note on the mark of a time", async () => {
    const text = after(
      "line with series",
      { note: { mark: "point", at: "2024-03-01", group: "South", text: "Here" } },
      { note: { mark: "range", axis: "x", from: "2024-02-01", to: "2024-03-01", text: "Strike" } },
    );
    const now = await drawn(text);
    expect(now.texts.map((each) => each.text).filter((each) => /Here|Strike|until/.test(each))).toEqual([
      "Strike",
      "Here",
    ]);
    const [here, strike] = ["Here", "Strike"].map((words) => now.texts.find((each) => each.text === words)!);
    expect(here!.x1).toBeGreaterThan(strike!.x1 + 60);
  });

  test("gives its groups different colours, whatever its marks are filled with", async () => {
    const bars = { ...chartSpecs["filled"], mark: { type: "bar", fill: "#123456" } };
    expect(await coloursOf(written(bars))).toContain("#123456");
    expect(await coloursOf(changed(written(bars), { group: { column: "region" } }))).not.toContain("#123456");
    const spec = { ...chartSpecs["line"], mark: { type: "line", stroke: "#123456" } };
    const lines = changed(written(spec), { group: { column: "region" } });
    expect(await coloursOf(lines)).not.toContain("#123456");
    const dots = { ...chartSpecs["scatter"], mark: { type: "point", filled: true, fill: "#123456" } };
    expect(await coloursOf(changed(written(dots), { colour: "bad" }))).not.toContain("#123456");
  });

  test("keeps no limits and no order of a column that another one replaces", () => {
    const text = after("filled", { y: { column: "cost", type: "quantitative" } });
    expect(described(text).y).not.toHaveProperty("max");
    const named = after("filled", { x: { column: "label", type: "ordinal" } });
    expect(named).not.toContain("2024");
    const cut = after("line", { domain: { axis: "y", min: 5 } }, { y: { column: "cost", type: "quantitative" } });
    expect(described(cut).y).not.toHaveProperty("min");
  });

  test.each(["spans", "limits", "steps", "histogram"])(
    "of %s can be all that is offered, takes a note, and becomes again what it was",
    async (name) => {
      const text = written(chartSpecs[name]!);
      const base = warned(await drawn(text));
      const { kinds, kind: first } = described(text);
      expect(kinds.length).toBeGreaterThan(2);
      for (const kind of kinds) {
        const other = changed(text, { kind });
        const chart = described(other);
        const { column = "" } = chart[chart.values === "x" ? "y" : "x"];
        const at = salesRows[7]![column] as string;
        const noted = changed(other, { note: { mark: "point", at, text: "Here" } });
        expect(described(noted)).toMatchObject({ kind, notes: [{ mark: "point", at, text: "Here" }] });
        const lined = changed(noted, { note: { mark: "line", axis: chart.values, at: 15, text: "Goal" } });
        const now = await drawn(lined);
        expect([kind, warned(now)]).toEqual([kind, base]);
        const texts = now.texts.map((each) => each.text);
        expect(texts).toEqual(expect.arrayContaining(["Here", "Goal"]));
        expect(described(lined).kinds).toContain(first);
        expect(described(changed(lined, { kind: first })).notes).toHaveLength(2);
      }
    },
  );

  test("of intervals has its notes amid them", async () => {
    const { texts } = await drawn(after("histogram", { note: { mark: "point", at: 2022, text: "Here" } }));
    const middle = (words: string): number => {
      const found = texts.find(({ text }) => text === words)!;
      return (found.x1 + found.x2) / 2;
    };
    expect(middle("Here")).toBeCloseTo((middle("2022") + middle("2023")) / 2, -1);
  });

  test.each(["spans", "histogram"])("of %s does not offer a column without what belongs to it", (name) => {
    const chart = described(written(chartSpecs[name]!));
    const { values, offers } = chart;
    expect(offers.columns).toEqual(["y"]);
    const axis = name === "spans" ? values : "x";
    const change = { [axis]: { column: "cost", type: "quantitative" } } as unknown as ChartChange;
    expect(attempt(() => changed(written(chartSpecs[name]!), change))).toEqual({ refused: "chart-too-free" });
  });

  test.each(Object.keys(chartSpecs))("of %s has every change that is offered", (name) => {
    const text = written(chartSpecs[name]!);
    const { kinds, offers } = described(text);
    for (const kind of kinds) expect(described(changed(text, { kind })).kind).toBe(kind);
    for (const sort of offers.sorts) expect(described(changed(text, { sort })).sort).toBe(sort);
    if (offers.labels) expect(() => changed(text, { labels: !described(text).labels })).not.toThrow();
  });

  test("whose texts have places of their own is edited only as text, unless these are constants", () => {
    expect(
      answerEdit({ files: { [file]: texts({ field: "sales", type: "quantitative" }) }, block: { file, line: 1 } })
        .block,
    ).toMatchObject({ free: "layers-apart" });
    for (const x of [{ value: 0 }, { datum: 0, type: "quantitative" }]) {
      expect(described(texts(x)).kind).toBe("bar");
      expect(attempt(() => changed(texts(x), { kind: "column" }))).toEqual({ refused: "chart-too-free" });
    }
  });

  test("turns the sides of its axes with them", () => {
    const spec = {
      ...chartSpecs["filled"],
      encoding: {
        x: { field: "year", type: "ordinal", axis: { orient: "top", labelAngle: -90, labelPadding: 9, title: "Year" } },
        y: { field: "sales", type: "quantitative", axis: { orient: "left", grid: false } },
      },
    };
    const { encoding } = JSON.parse(changed(written(spec), { kind: "bar" })) as Record<string, object>;
    expect(encoding).toMatchObject({
      y: { axis: { orient: "right", title: "Year" } },
      x: { axis: { orient: "bottom", grid: false } },
    });
    expect(JSON.stringify(encoding)).not.toMatch(/labelAngle|labelPadding/);
  });

  test("has notes whose words and names are read back, also with a conjunction in them", async () => {
    const rows = salesRows.map((row) => ({ ...row, region: `${String(row["region"])} && "more"` }));
    const text = after(
      "line with series",
      { note: { mark: "point", at: "2024-03-01", group: 'South && "more"', text: "Here" } },
      { note: { mark: "point", at: "2024-02-01", group: "West", text: "There" } },
    );
    expect(described(text).notes).toEqual([
      { mark: "point", at: "2024-03-01", group: 'South && "more"', text: "Here" },
      { mark: "point", at: "2024-02-01", group: "West", text: "There" },
    ]);
    expect((await drawn(text, rows)).texts.map((each) => each.text)).toContain("Here");
  });

  test("has notes at numbers and booleans of names", async () => {
    const text = after(
      "filled",
      { note: { mark: "point", at: 2022, text: "A year" } },
      { note: { mark: "range", axis: "y", from: 3, to: 5, text: "Range" } },
    );
    expect(await notShown(text)).toEqual([]);
    const open = after(
      "filled",
      { x: { column: "open", type: "nominal" } },
      { note: { mark: "point", at: true, text: "Is open" } },
    );
    expect(await notShown(open)).toEqual([]);
    expect(described(open).notes).toEqual([{ mark: "point", at: true, text: "Is open" }]);
  });

  test("with its own axes and an order by values takes a range below its marks", () => {
    const spec = {
      data: { name: "data" },
      layer: [
        {
          mark: "bar",
          encoding: {
            y: { field: "region", type: "nominal", sort: "-x" },
            x: { field: "sales", type: "quantitative" },
          },
        },
      ],
    };
    const text = changed(written(spec), { note: { mark: "range", axis: "x", from: 3, to: 5, text: "Range" } });
    const [range, bars] = (JSON.parse(text) as { layer: { encoding: Record<string, object> }[] }).layer;
    expect(bars!.encoding["y"]).toMatchObject({ sort: { field: "sales", order: "descending" } });
    expect(range!.encoding["y"]).toBeNull();
  });

  test("keeps what is not known here, byte for byte", () => {
    const text = `{ "data": { "name":"data" },   "mark": "line", "odd": [ 1,2 ],
  "encoding": { "x": {"field":"month","type":"temporal"}, "y": {"field": "sales", "type": "quantitative", "stack" : null} } }`;
    expect(changed(text, { title: { axis: "y", text: "Sales, $" } })).toBe(
      text.replace('"stack" : null}', '"stack" : null, "axis": { "title": "Sales, $" }}'),
    );
    const labelled = changed(text, { labels: true });
    expect(labelled).toContain('"encoding": { "x": {"field":"month","type":"temporal"}, "y"');
    expect(labelled).toContain('"odd": [ 1,2 ]');
  });

  test.each<[string, string, ChartChange, string]>([
    ["a bar that does not begin at zero", "bars", { domain: { axis: "x", min: 5 } }, "bars-begin-at-zero"],
    ["an axis that ends before it begins", "line", { domain: { axis: "y", min: 5, max: 4 } }, "invalid-content"],
    ["a line over names", "bars", { kind: "line" }, "kind-unsuited"],
    ["a line at a name", "bars", { note: { mark: "line", axis: "y", at: 3, text: "" } }, "no-numbers"],
    [
      "a date that is none",
      "line",
      { note: { mark: "line", axis: "x", at: "2024-13-45", text: "" } },
      "invalid-content",
    ],
    ["Liquid in words", "line", { title: { axis: "y", text: "{{ x }}" } }, "invalid-content"],
    ["a note that is not there", "line", { without: 0 }, "unknown-pointer"],
    ["a pattern that is none", "line", { format: { axis: "y", pattern: "%b" } }, "invalid-content"],
    ["values of names", "line", { y: { column: "region", type: "nominal" } }, "no-numbers"],
    ["one colour for groups", "line with series", { colour: "accent" }, "colours-of-group"],
    ["a title of an axis that is not drawn", "bars with labels", { title: { axis: "x", text: "Sales" } }, "no-axis"],
    [
      "a note in a panel of a chart without panels",
      "line",
      { note: { mark: "point", at: "2024-03-01", panel: "South", text: "Here" } },
      "no-panels",
    ],
    ["a line at a counted value", "counted", { note: { mark: "line", axis: "y", at: 3, text: "" } }, "chart-too-free"],
    ["an order of times", "line", { sort: "most" }, "no-categories"],
    [
      "a note on the marks of all groups",
      "line with series",
      { note: { mark: "point", at: "2024-03-01", text: "Here" } },
      "invalid-content",
    ],
    [
      "Liquid in the group of a note",
      "line with series",
      { note: { mark: "point", at: "2024-03-01", group: "{{ x }}", text: "Here" } },
      "invalid-content",
    ],
  ])("refuses %s", (_, name, change, code) => {
    expect(attempt(() => changed(written(chartSpecs[name]!), change))).toEqual({ refused: code });
  });

  test("refuses parts that are stacked and have labels, and groups of marks that have notes", () => {
    const labelled = after("line with series", { labels: true });
    for (const kind of ["column", "area"] as const)
      expect(attempt(() => changed(labelled, { kind }))).toEqual({ refused: "labels-meet" });
    const noted = after("line", { note: { mark: "point", at: "2024-03-01", text: "Here" } });
    expect(attempt(() => changed(noted, { group: { column: "region" } }))).toEqual({ refused: "notes-of-column" });
    const bars = after("bars", { note: { mark: "point", at: "West", text: "Here" } });
    const coloured = changed(bars, { group: { column: "region" } });
    expect(described(changed(coloured, { note: { mark: "point", at: "South", text: "There" } })).notes).toHaveLength(2);
  });

  test("that is a text of a template cannot be edited as one", () => {
    const files = { "report.md": "# A\n" };
    const edit = { do: "chart", change: { kind: "line" } } as const;
    expect(attempt(() => answerEdit({ files, block: { file: "report.md", line: 1 }, edit }))).toEqual({
      refused: "edit-refused",
    });
    expect(() => answerEdit({ files: { [file]: "{" }, block: { file, line: 1 }, edit })).toThrow(BroadsheetError);
  });
});

type Random = () => number;

function randomChange(chart: DescribedChart, random: Random): ChartChange {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const column = pick(Object.keys(salesTypes) as (keyof typeof salesTypes)[]);
  const axis = pick(["x", "y"] as const);
  const valueOf = (type: string): number | string =>
    type === "temporal" ? pick(["2024-02-01", "2024-03-15", "2024-04-01"]) : pick([5, 12, 20.5, 31]);
  const places = chart[chart.values === "x" ? "y" : "x"];
  const row = salesRows[Math.floor(random() * salesRows.length)]!;
  const placed = row[places.column ?? "region"];
  const group = chart.group === undefined || random() < 0.2 ? undefined : (row[chart.group] as string);
  const panel = chart.panels === undefined || random() < 0.5 ? undefined : (row[chart.panels] as string);
  const [from, to] = [valueOf(chart[axis].type), valueOf(chart[axis].type)];
  return pick<() => ChartChange>([
    () => ({ kind: pick(["bar", "column", "line", "area", "point"]) }),
    () => ({ [axis]: { column, type: salesTypes[column] } }) as unknown as ChartChange,
    () => ({ group: pick([null, { column: "region" }, { column: "label" }]) }),
    () => ({ sort: pick(["rows", "names", "most", "least"]) }),
    () => ({ colour: pick(["accent", "muted", "bad"]) }),
    () => ({ labels: random() < 0.5 }),
    () => ({ title: { axis, text: pick(["Sales, $", 'With "marks" \\ and / more', null]) } }),
    () => ({ format: { axis, pattern: pick([",d", ".1f", "+,.1%", "%b %Y", null]) } }),
    () => ({ domain: { axis, min: pick([0, -5, 3, null]), max: pick([300, 1000, null]) } }),
    () => ({
      note: { mark: "line", axis, at: valueOf(chart[axis].type), text: pick(["", "Goal", "It’s 90% “done”"]) },
    }),
    () => ({ note: { mark: "range", axis, from: from < to ? from : to, to: from < to ? to : from, text: "Range" } }),
    () => ({
      note: {
        mark: "point",
        at: placed as string,
        ...(group !== undefined && { group }),
        ...(panel !== undefined && { panel }),
        text: "Here",
      },
    }),
    () => ({ without: Math.floor(random() * 3) }),
  ])();
}

/** What the panel does not know. */
function unknown(spec: string): unknown {
  return (JSON.parse(spec) as Record<string, unknown>)["usermeta"];
}

/** Whether a description has what a change asked for. */
function holds(chart: DescribedChart, change: ChartChange): boolean {
  const [name, asked] = Object.entries(change)[0] as [string, unknown];
  const { axis, text, pattern, min, max } = { ...(asked as object) } as Readonly<Record<string, unknown>>;
  const at = chart[axis === "y" ? "y" : "x"];
  switch (name) {
    case "kind":
    case "sort":
    case "colour":
    case "labels":
      return chart[name] === asked;
    case "x":
    case "y": {
      const { column, type } = asked as { readonly column: string; readonly type: string };
      return chart[name].column === column && chart[name].type === type;
    }
    case "group":
      return chart.group === (asked as { column: string } | null)?.column;
    case "title":
      return at.title === text;
    case "format":
      return at.format === (pattern ?? undefined);
    case "domain":
      return at.min === (min ?? undefined) && at.max === (max ?? undefined);
    case "note":
      return chart.notes.some((note) => JSON.stringify(note) === JSON.stringify(asked));
    default:
      return true;
  }
}

test(
  "random changes of charts are made as asked, and leave charts that can be drawn",
  { timeout: 600_000 },
  async () => {
    const random = seeded(11);
    const names = Object.keys(chartSpecs);
    const faults: string[] = [];
    const sum = { done: 0, refused: 0 };
    for (let round = 0; round < (soak ? 400 : 24); round++) {
      const name = names[round % names.length]!;
      let text = written(chartSpecs[name]!);
      const base = { warned: warned(await drawn(text)), faults: await faultsOf(text) };
      const changes: ChartChange[] = [];
      for (let count = 0; count < 6; count++) {
        const change = randomChange(described(text), random);
        const made = attempt(() => changed(text, change));
        if ("refused" in made) {
          sum.refused += 1;
          continue;
        }
        sum.done += 1;
        changes.push(change);
        const about = `${name}: ${JSON.stringify(changes)}`;
        const chart = described(made.done);
        if (chart === undefined || !holds(chart, change))
          faults.push(`not as asked: ${about} ${JSON.stringify(chart)}`);
        if (JSON.stringify(unknown(made.done)) !== JSON.stringify(unknown(text)))
          faults.push(`others changed: ${about}`);
        text = made.done;
        if (chart === undefined) break;
        const wrong = (await faultsOf(text)).filter((fault) => !base.faults.includes(fault));
        if (wrong.length > 0) faults.push(`${wrong.join("; ")}: ${about}`);
        const result = await drawn(text).then(
          (now) => warned(now).filter((message) => !base.warned.includes(message)),
          (error: unknown) => [String((error as BroadsheetError).problems?.[0]?.message ?? error)],
        );
        result.push(...(await notShown(text)));
        if (result.length > 0) faults.push(`${result.join("; ")}: ${about}`);
        if (faults.length > 0) break;
      }
    }
    expect([...new Set(faults)].slice(0, 6)).toEqual([]);
    expect(sum.done).toBeGreaterThan(sum.refused / 2);
  },
);

const marks = (text: string): string[] =>
  (JSON.parse(text) as { layer: { mark?: string | { type: string } }[] }).layer.map(({ mark }) =>
    typeof mark === "object" ? mark.type : String(mark),
  );

test("a line that becomes columns loses the dot at its end, and as an area keeps it, with its notes", () => {
  const dot = { transform: [{ filter: "!isValid(datum.next)" }], mark: { type: "point", filled: true, size: 28 } };
  const [x, y] = [
    { field: "month", type: "temporal" },
    { field: "sales", type: "quantitative" },
  ];
  for (const layer of [
    [{ mark: "line" }, dot],
    [{ mark: "line" }, dot, { mark: { type: "rule" } }, dot],
  ]) {
    const line = changed(written({ data: { name: "data" }, encoding: { x, y }, layer }), {
      note: { mark: "line", axis: "y", at: 5, text: "Aim" },
    });
    const columns = changed(line, { kind: "column" });
    expect(marks(columns)).not.toContain("point");
    expect(marks(columns)).toContain("bar");
    expect(described(columns).notes).toEqual(described(line).notes);
    expect(marks(changed(line, { kind: "area" }))).toContain("point");
  }
});
