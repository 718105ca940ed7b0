import { describe, expect, test } from "vitest";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { answerEdit } from "../../../../functions/core/report/edit/answer-edit.ts";
import type { ChartChange, DescribedChart } from "../../../../functions/core/report/edit/chart.ts";
import type { Patch } from "../../../../functions/core/report/edit/edit.ts";
import { loadSchema, schemaVersions } from "../../../../functions/core/report/chart/check/load-schema.ts";
import { validateSpec } from "../../../../functions/core/report/chart/check/validate-spec.ts";
import type { Spec } from "../../../../functions/core/report/chart/spec.ts";
import { drawChart } from "../chart/draw-chart.ts";
import { seeded } from "../dataset/seeded.ts";
import { chartSpecs, freeSpecs, salesRows, salesTypes } from "./chart-specs.ts";
import { attempt } from "./page-edits.ts";

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
async function drawn(text: string): Promise<Awaited<ReturnType<typeof drawChart>>> {
  const spec = JSON.parse(text.replaceAll(/\{\{ template\.theme\.\w+ \}\}/g, "#777777")) as Spec;
  return await drawChart(spec, salesRows);
}

const warned = ({ warnings }: Awaited<ReturnType<typeof drawn>>): string[] =>
  warnings.flatMap(({ code, message }) => (code === "chart-warning" ? [message] : []));

async function faultsOf(text: string): Promise<string[]> {
  const found = validateSpec(await loadSchema("vega-lite"), JSON.parse(text) as Spec, schemaVersions["vega-lite"]);
  return found.filter(({ sure }) => sure).map(({ pointer, message }) => `${pointer} ${message}`);
}

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
    ["a line at a counted value", "counted", { note: { mark: "line", axis: "y", at: 3, text: "" } }, "chart-too-free"],
    ["an order of times", "line", { sort: "most" }, "no-categories"],
  ])("refuses %s", (_, name, change, code) => {
    expect(attempt(() => changed(written(chartSpecs[name]!), change))).toEqual({ refused: code });
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
  const placed = salesRows[Math.floor(random() * salesRows.length)]![places.column ?? "region"];
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
        if (result.length > 0) faults.push(`${result.join("; ")}: ${about}`);
        if (faults.length > 0) break;
      }
    }
    expect([...new Set(faults)].slice(0, 6)).toEqual([]);
    expect(sum.done).toBeGreaterThan(sum.refused / 2);
  },
);
