import { expect, test } from "vitest";
import { answerEdit } from "../../../../../functions/core/report/edit/answer-edit.ts";
import type { ChartChange, ChartNote, DescribedChart } from "../../../../../functions/core/report/edit/chart/chart.ts";
import { seeded } from "../../dataset/seeded.ts";
import { placedMarks, standsFor } from "./chart-places.ts";
import { salesRows, salesTypes } from "./chart-specs.ts";
import { attempt } from "../page-edits.ts";

const file = "charts/a.vl.json";
const soak = process.env["SOAK"] !== undefined;

type Random = () => number;
type Spec = Readonly<Record<string, unknown>>;

function described(text: string): DescribedChart | undefined {
  return answerEdit({ files: { [file]: text }, block: { file, line: 1 } }).block.chart;
}

function changed(text: string, change: ChartChange): string {
  const { patches } = answerEdit({ files: { [file]: text }, block: { file, line: 1 }, edit: { do: "chart", change } });
  return patches.reduce((whole, { from, to, text: put }) => whole.slice(0, from) + put + whole.slice(to), text);
}

const picker =
  (random: Random) =>
  <T>(list: readonly T[]): T =>
    list[Math.floor(random() * list.length)]!;

/** A label as an author sets it, with what no panel knows. */
const ownLabel = (field: object): Spec => ({
  mark: { type: "text", align: "left", dx: 9, fontWeight: "bold", font: "Own", limit: 80 },
  encoding: {
    text: { ...field, type: "quantitative", format: ",.1f" },
    color: { condition: { test: "datum.cost > 9", value: "#123456" }, value: "#654321" },
    opacity: { value: 0.9 },
  },
});

/** A chart of any kind, stack, interval, sum, order and form of its layers. */
function randomChart(random: Random): Spec {
  const pick = picker(random);
  const mark = pick(["bar", "line", "area", "point"]);
  const category = pick<Spec>([
    { field: "region", type: "nominal" },
    { field: "label", type: "ordinal" },
    { field: "month", type: "temporal" },
    { field: "month", type: "temporal", timeUnit: pick(["yearmonth", "yearquarter"]) },
    { field: "cost", type: "quantitative", bin: { maxbins: 4 } },
  ]);
  const isNamed = category["type"] === "nominal" || category["type"] === "ordinal";
  const measure = pick<Spec>([
    { field: "sales" },
    { field: "sales" },
    { field: "sales", aggregate: "sum" },
    { field: "sales", aggregate: "mean" },
    { aggregate: "count" },
  ]);
  const lies = mark === "bar" && random() < 0.4;
  const [values, places] = lies ? (["x", "y"] as const) : (["y", "x"] as const);
  const sort = pick([undefined, undefined, null, `-${values}`, { ...measure, op: "sum", order: "descending" }]);
  const stack = pick([undefined, undefined, undefined, null, "zero", "normalize"]);
  const group = pick([undefined, undefined, "region", "label"]);
  const encoding = {
    [places]: { ...category, ...(isNamed && sort !== undefined && { sort }) },
    [values]: { ...measure, type: "quantitative", ...(stack !== undefined && { stack }) },
    ...(group !== undefined && { color: { field: group, type: "nominal" } }),
    ...(group !== undefined && isNamed && random() < 0.15 && { [`${places}Offset`]: { field: group } }),
    ...(random() < 0.1 && { detail: { field: "region", type: "nominal" } }),
  };
  const base = { data: { name: "data" }, width: 300, height: 200, mark: mark === "point" ? { type: mark } : mark };
  const { mark: drawn, ...rest } = base;
  return pick<() => Spec>([
    () => ({ ...base, encoding }),
    () => ({ ...base, encoding }),
    () => ({ ...rest, encoding, layer: [{ mark: drawn }] }),
    () => ({ ...rest, layer: [{ mark: drawn, encoding }] }),
    () => ({ ...rest, encoding, layer: [{ mark: drawn, transform: [{ filter: "datum.region === 'North'" }] }] }),
    () => ({
      ...rest,
      encoding,
      layer: [
        { mark: drawn, ...(group !== undefined && { encoding: { opacity: { value: 0.8 } } }) },
        ownLabel(measure),
      ],
    }),
  ])();
}

/** A note, or another edit, of what the chart has. */
function randomChange(chart: DescribedChart, random: Random): ChartChange {
  const pick = picker(random);
  const places = chart.values === "x" ? "y" : "x";
  const row = pick(salesRows);
  const note = (): ChartChange => ({
    note: {
      mark: "point",
      at: row[chart[places].column ?? "region"] as string,
      ...(chart.group !== undefined && random() < 0.8 && { group: row[chart.group] as string }),
      text: "Here",
    },
  });
  return pick<() => ChartChange>([
    note,
    note,
    note,
    () => ({ kind: pick(["bar", "column", "line", "area", "point"]) }),
    () => ({ kind: pick(["bar", "column", "line", "area", "point"]) }),
    () => ({ group: pick([null, { column: "region" }, { column: "label" }]) }),
    () => ({ sort: pick(["rows", "names", "most", "least"]) }),
    () => ({ labels: random() < 0.7 }),
    () => ({ [chart.values]: { column: pick(["sales", "cost"]), type: "quantitative" } }) as unknown as ChartChange,
    () => {
      const column = pick(["region", "label", "month"] as const);
      return { [places]: { column, type: salesTypes[column] } } as unknown as ChartChange;
    },
    () => ({ note: { mark: "line", axis: chart.values, at: 12, text: "Goal" } }),
    () => ({ colour: "accent" }),
    () => ({ format: { axis: chart.values, pattern: pick([",d", null]) } }),
  ])();
}

function differ(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size !== other.size || [...one].some((place) => !other.has(place));
}

/** Where notes stand, and where the marks are that they speak of; the same of values beside their marks. */
async function misplaced(text: string): Promise<string[]> {
  const chart = described(text)!;
  const { values, group, notes } = chart;
  const { column = "" } = chart[values === "x" ? "y" : "x"];
  const layers = (JSON.parse(text) as { readonly layer?: readonly object[] }).layer ?? [];
  const isNote = layers.map(
    (layer) => JSON.stringify(layer).includes('"Here"') || JSON.stringify(layer).includes('"Goal"'),
  );
  // Marks that nothing sums up or splits stand for one row each.
  const isSingle =
    chart[values].aggregate === undefined && (group === undefined || group === column) && !text.includes('"detail"');
  const rows = isSingle ? [...new Map(salesRows.map((row) => [row[column], row])).values()] : salesRows;
  const marks = await placedMarks(text, values, rows);
  const main = marks.filter((mark) => mark.text === undefined && (mark.layer === undefined || !isNote[mark.layer]));
  const wrong: string[] = [];
  const points = notes.filter((note): note is Extract<ChartNote, { mark: "point" }> => note.mark === "point");
  const wanted = new Set(
    points.flatMap((note) =>
      main
        .filter(
          ({ datum }) =>
            standsFor(datum, column, note.at) &&
            (note.group === undefined || standsFor(datum, group ?? "", note.group)),
        )
        .map(({ place }) => place),
    ),
  );
  const found = new Set(marks.filter((mark) => mark.text === "Here").map(({ place }) => place));
  if (differ(wanted, found)) wrong.push(`notes at [${[...found].join()}], marks at [${[...wanted].join()}]`);
  if (chart.labels) {
    const labels = new Set(
      marks
        .filter((mark) => mark.text !== undefined && mark.text !== "" && !isNote[mark.layer!])
        .map(({ place }) => place),
    );
    const tips = new Set(main.map(({ place }) => place));
    if (differ(labels, tips)) wrong.push(`values at [${[...labels].join()}], marks at [${[...tips].join()}]`);
  }
  return wrong;
}

test("notes and values stand at their marks, whatever a chart is and becomes", { timeout: 600_000 }, async () => {
  const random = seeded(33);
  const faults: string[] = [];
  let noted = 0;
  for (let round = 0; round < (soak ? 400 : 60); round++) {
    let text = JSON.stringify(randomChart(random), null, 2);
    // Values that an author has put elsewhere are the author's.
    if ((await misplaced(text)).length > 0) continue;
    const changes: ChartChange[] = [];
    for (let count = 0; count < 4; count++) {
      const change = randomChange(described(text)!, random);
      const made = attempt(() => changed(text, change));
      if ("refused" in made) continue;
      changes.push(change);
      const begun = text;
      text = made.done;
      if (described(text)!.notes.some(({ mark }) => mark === "point")) noted += 1;
      const wrong = await misplaced(text);
      if (wrong.length === 0) continue;
      faults.push(`${wrong.join("; ")}: ${JSON.stringify(change)} of ${JSON.stringify(JSON.parse(begun))}`);
      break;
    }
  }
  expect(faults.slice(0, 6)).toEqual([]);
  expect(noted).toBeGreaterThan(soak ? 150 : 20);
});

/** The places of a layer that differ, as pointers. */
function differences(before: unknown, after: unknown, at = ""): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [one, other] = [before, after].map((each) => (typeof each === "object" && each !== null ? each : undefined));
  if (one === undefined || other === undefined) return [at];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((name) =>
    differences((one as Spec)[name], (other as Spec)[name], `${at}/${name}`),
  );
}

/** What a change may alter in the layer of the values. */
function mayAlter(change: ChartChange, chart: DescribedChart): RegExp {
  if ("kind" in change) return /^\/mark\/(?:align|baseline|dx|dy)$/;
  if (chart.values in change) return /^\/encoding\/(?:text\/(?:field|aggregate)|detail.*)$/;
  if ("group" in change) return /^\/encoding\/detail/;
  return /^$/;
}

test("values and notes that an author has set keep all that a change does not name", () => {
  const random = seeded(34);
  const faults: string[] = [];
  let made = 0;
  for (let round = 0; round < 600; round++) {
    const spec = randomChart(random);
    if (!Array.isArray(spec["layer"]) || (spec["layer"] as unknown[]).length < 2) continue;
    const note: ChartChange = { note: { mark: "line", axis: "y", at: 12, text: "Goal" } };
    const noted = attempt(() => changed(JSON.stringify(spec), note));
    if ("refused" in noted) continue;
    // An author sets the note in another way.
    const text = noted.done
      .replace('"strokeDash": [3, 2]', '"strokeDash": [9], "opacity": 0.4')
      .replace('"dy": -3', '"dy": -7');
    const chart = described(text)!;
    if (!chart.labels || chart.notes.length === 0) continue;
    const change = randomChange(chart, random);
    if ("labels" in change || "note" in change) continue;
    const result = attempt(() => changed(text, change));
    if ("refused" in result || result.done === text) continue;
    made += 1;
    const [before, after] = [text, result.done].map(
      (each) => (JSON.parse(each) as { readonly layer: readonly Spec[] }).layer,
    );
    const odd = differences(before![1], after![1]).filter((pointer) => !mayAlter(change, chart).test(pointer));
    const drawn = JSON.stringify(after![2]);
    if (!drawn.includes('"strokeDash":[9],"opacity":0.4')) odd.push("the note's line");
    if (!("kind" in change) && !drawn.includes('"dy":-7')) odd.push("the note's words");
    if (odd.length > 0) faults.push(`${odd.join()}: ${JSON.stringify(change)} of ${text}`);
  }
  expect(faults.slice(0, 6)).toEqual([]);
  expect(made).toBeGreaterThan(20);
});
