import type { ChartAxisName, ChartNote, ChartType, ChartValue } from "./chart.ts";
import { across, columnOf, fieldOf, isPart, markOf, type Part } from "./chart-parts.ts";

/** What a note needs to know of the chart around it. */
export interface NoteSettings {
  readonly x: NoteAxis;
  readonly y: NoteAxis;
  /** The axis of the values. */
  readonly values: ChartAxisName;
  readonly group: string | undefined;
  /** The column whose members have a panel each. */
  readonly panels: string | undefined;
  /** The axes that are those of the marks' layer, so that others do not have them. */
  readonly own: readonly ChartAxisName[];
  /** The column at which the mark of a row ends that begins at its category. */
  readonly end: string | undefined;
  /** Whether the categories are sorted by their values, which rows of another layer would spoil. */
  readonly sorted: boolean;
  /** The columns that split what it sums up. */
  readonly detail: readonly Part[] | undefined;
}

interface NoteAxis {
  readonly column: string;
  readonly type: ChartType;
  /** How its values are computed: `aggregate`, `timeUnit`; `bin` of those that the marks take as bins. */
  readonly computed: Part;
}

/** Quiet, so that the data stay the subject. */
const [words, lines, band] = ["{{ template.theme.ink }}", "{{ template.theme.muted }}", "{{ template.theme.tint }}"];

/** The name of a range's end in its row. */
function endOf(column: string): string {
  return column === "until" ? "end" : "until";
}

/** Whether a layer is a line, a range or a note, as they are written here. */
export function isNoteLayer(view: Part): boolean {
  return readNote(view) !== undefined;
}

/** A note as its layer says it; undefined of any other layer. */
export function readNote(view: Part): ChartNote | undefined {
  const rows = isPart(view["data"]) ? view["data"]["values"] : undefined;
  return Array.isArray(rows) ? readAcross(view, rows) : readPoint(view);
}

function readAcross({ encoding, layer }: Part, [row, ...more]: readonly unknown[]): ChartNote | undefined {
  if (!isPart(row) || more.length > 0 || !isPart(encoding) || !Array.isArray(layer)) return undefined;
  const axis = encoding["x"] === null ? "y" : encoding["y"] === null ? "x" : undefined;
  const [drawn, label] = layer as readonly unknown[];
  if (axis === undefined || !isPart(drawn)) return undefined;
  const text = isPart(label) ? valueOf(label, "text") : "";
  const places = encoding[axis];
  const column = isPart(places) ? (columnOf(places["field"]) ?? "") : "";
  const [at, to] = [row[column], row[endOf(column)]];
  if (typeof text !== "string" || !isValue(at)) return undefined;
  if (markOf(drawn) === "rule") return { mark: "line", axis, at, text };
  return markOf(drawn) === "rect" && isValue(to) ? { mark: "range", axis, from: at, to, text } : undefined;
}

function readPoint({ transform, layer, mark, encoding }: Part): ChartNote | undefined {
  const [first] = Array.isArray(transform) ? (transform as readonly unknown[]) : [];
  const [, inner] = Array.isArray(layer) ? (layer as readonly unknown[]) : [];
  if (isPart(first) && isPart(inner)) return readWords(first["filter"], valueOf(inner, "text"));
  const text = isPart(encoding) ? encoding["text"] : undefined;
  const condition = isPart(text) ? text["condition"] : undefined;
  if (markOf({ mark }) !== "text" || !isPart(condition)) return undefined;
  return readWords(condition["test"], condition["value"]);
}

function readWords(test: unknown, text: unknown): ChartNote | undefined {
  if (typeof test !== "string" || typeof text !== "string") return undefined;
  const inPanel = panelTest.exec(test);
  const rest = inPanel === null ? test : test.slice(inPanel[0].length);
  const [at, group, ...more] = [...rest.matchAll(oneTest)].map(readTest);
  if (at === undefined || more.length > 0 || !allTests.test(rest)) return undefined;
  const panel = inPanel === null ? undefined : readTest(inPanel);
  return { mark: "point", at, ...(group !== undefined && { group }), ...(panel !== undefined && { panel }), text };
}

const string = String.raw`"(?:[^"\\]|\\.)*"`;
const field = String.raw`datum\[${string}\]`;
const equal = `${field} === (${string}|-?\\d[\\d.e+-]*|true|false)`;
const sameTime = `time\\(toDate\\(${field}\\)\\) === time\\(toDate\\((${string})\\)\\)`;
const oneTest = new RegExp(`${equal}|${sameTime}`, "g");
/** That a row is in a panel; its parentheses tell it from the test of a group. */
const panelTest = new RegExp(`^\\((?:${equal})\\) && `);
const allTests = new RegExp(`^(?:${equal}|${sameTime})(?: && (?:${equal}|${sameTime}))?$`);

function readTest([, equalTo, at]: readonly (string | undefined)[]): ChartValue | undefined {
  try {
    return JSON.parse(equalTo ?? at ?? "") as ChartValue;
  } catch {
    return undefined;
  }
}

function writeTest({ column, type }: NoteAxis, value: ChartValue): string {
  const read = `datum[${JSON.stringify(column)}]`;
  return type === "temporal"
    ? `time(toDate(${read})) === time(toDate(${JSON.stringify(value)}))`
    : `${read} === ${JSON.stringify(value)}`;
}

function isValue(value: unknown): value is ChartValue {
  return typeof value === "number" || typeof value === "string" || typeof value === "boolean";
}

function valueOf({ encoding }: Part, name: string): unknown {
  const def = isPart(encoding) ? encoding[name] : undefined;
  return isPart(def) ? def["value"] : undefined;
}

/** The layer of a note. Its row takes the names of the chart's columns, and so their axes, scales and titles. */
export function writeNote(note: ChartNote, settings: NoteSettings): Part {
  if (note.mark === "point") return writePoint(note, settings);
  const { axis, text } = note;
  const { column } = settings[axis];
  const near = across(axis);
  const label =
    axis === "x"
      ? { type: "text", align: "left", baseline: "top", dx: 4, dy: 2 }
      : { type: "text", align: "left", baseline: "bottom", dx: 3, dy: -3 };
  const labels =
    text === ""
      ? []
      : [{ mark: label, encoding: { [near]: { value: 0 }, color: { value: words }, text: { value: text } } }];
  const drawn =
    note.mark === "line"
      ? { mark: { type: "rule", strokeDash: [3, 2] } }
      : { mark: { type: "rect" }, encoding: { [`${axis}2`]: { field: fieldOf(endOf(column)), title: null } } };
  return {
    data: {
      values: [note.mark === "line" ? { [column]: note.at } : { [column]: note.from, [endOf(column)]: note.to }],
    },
    encoding: {
      [axis]: placeOn(settings[axis]),
      [near]: null,
      ...withoutEnd(settings),
      color: { value: note.mark === "line" ? lines : band },
    },
    layer: [drawn, ...labels],
  };
}

/** Of marks that begin and end, a note does not have the end. */
function withoutEnd({ end, values }: NoteSettings): Part {
  return end === undefined ? {} : { [`${across(values)}2`]: null };
}

function placeOn({ column, type, computed }: NoteAxis): Part {
  return { field: fieldOf(column), type, ...computed };
}

function writePoint({ at, group, panel, text }: Extract<ChartNote, { mark: "point" }>, settings: NoteSettings): Part {
  const { values, group: column, panels, own, sorted, detail, end } = settings;
  const places = settings[across(values)];
  const named = (name: string, value: ChartValue): string =>
    writeTest({ column: name, type: "nominal", computed: {} }, value);
  const test = [
    ...(panel === undefined ? [] : [`(${named(panels ?? "", panel)})`]),
    writeTest(places, at),
    ...(group === undefined ? [] : [named(column ?? "", group)]),
  ].join(" && ");
  const mark =
    values === "y"
      ? { type: "text", align: "center", baseline: "bottom", dy: -6 }
      : { type: "text", align: "left", baseline: "middle", dx: 6 };
  const shared = {
    ...Object.fromEntries(own.map((axis) => [axis, placeOn(settings[axis])])),
    // Amid its interval.
    ...(end !== undefined && { [across(values)]: placeOn(places), ...withoutEnd(settings) }),
    color: { value: words },
  };
  // Another layer's rows would undo an order by values; a text for one row is drawn from those of all.
  const split = group === undefined ? undefined : detail;
  if (sorted)
    return {
      mark,
      encoding: {
        ...shared,
        ...(split !== undefined && { detail: split }),
        text: { condition: { test, value: text }, value: "" },
      },
    };
  return {
    transform: [{ filter: test }, ...(end === undefined ? [] : [middleOf(places, end)])],
    encoding: shared,
    layer: [
      { mark: { type: "point", filled: true, opacity: 1, size: 28 } },
      { mark, encoding: { text: { value: text } } },
    ],
  };
}

/** The middle of a row's interval, by the name of its beginning: the axis then keeps its title. */
function middleOf({ column, type }: NoteAxis, end: string): Part {
  const [from, to] = [column, end]
    .map((name) => `datum[${JSON.stringify(name)}]`)
    .map((value) => (type === "temporal" ? `time(toDate(${value}))` : value)) as [string, string];
  return { calculate: `(${from} + ${to}) / 2`, as: column };
}
