import type { TextBlock } from "../../core/report/rendition/compare/text-block.ts";
import {
  child,
  elements,
  notOurs,
  type OfficePackage,
  type PartElement,
  readPackage,
  textOf,
  within,
} from "../xlsx/read-package.ts";
import { showNumber, type ShownMarks } from "../xlsx/show-number.ts";

/** What a cell of a workbook holds, by a formula's sheet and cell: `Sheet1`, `B2`. */
type CellOf = (sheet: string, cell: string) => string | undefined;

/**
 * The lines of a chart that an office program draws, for `compareRendition`: labels of its axes, series, and points as
 * they are kept in the chart. What the cells say to which it refers must be the same.
 *
 * @param path of the chart's part
 * @param cells those of the workbook that holds the chart @default those of the workbook beside it
 */
export function chartBlocks(parts: OfficePackage, path: string, marks: ShownMarks, cells?: CellOf): TextBlock[] {
  const root = parts.part(path);
  const beside = [...parts.related(path).values()].find(({ type }) => type === "package");
  const reading: Reading = { marks, cells: cells ?? cellsBeside(parts, beside?.target) };
  const plot = within(root, "plotArea")[0] ?? notOursChart(path);
  const valueAxes = elements(plot, "valAx");
  const across = valueAxes.length > 1 ? valueAxes.slice(0, -1) : [];
  const series = within(plot, "ser");
  const title = child(child(root, "chart") ?? root, "title");
  return [
    ...(title === undefined
      ? []
      : within(title, "p").map((line): TextBlock => ({ kind: "chart-title", text: textOf(line) }))),
    ...across.flatMap((axis) => ticksOf(axis, marks)),
    ...valueAxes.slice(-1).flatMap((axis) => ticksOf(axis, marks)),
    ...series.flatMap((each) => seriesOf(each, reading)),
  ];
}

interface Reading {
  readonly marks: ShownMarks;
  readonly cells: CellOf;
}

function notOursChart(path: string): never {
  throw notOurs(`${path} has no plot`);
}

/** The labels that an axis counts from its least number. */
function ticksOf(axis: PartElement, marks: ShownMarks): TextBlock[] {
  if (valueOf(axis, "delete") === "1") return [];
  const scaling = child(axis, "scaling")!;
  const [min, max, step] = [valueOf(scaling, "min"), valueOf(scaling, "max"), valueOf(axis, "majorUnit")].map(Number);
  const format = child(axis, "numFmt")?.attributes["formatCode"] ?? "";
  const labels: string[] = [];
  for (let index = 0; min! + index * step! <= max! + step! / 1e6; index++) {
    if (index > 1_000) throw notOurs("an axis has too many ticks");
    labels.push(shownTick(Number((min! + index * step!).toPrecision(12)), format, marks));
  }
  return [{ kind: "ticks", text: labels.filter((label) => label !== "").join(" | ") }];
}

/** A number as a format shows it that may hide what is less than a limit. */
function shownTick(value: number, format: string, marks: ShownMarks): string {
  const [whole, limit] = /^\[<(-?[\d.]+)\]"";/.exec(format) ?? ["", "-Infinity"];
  if (value < Number(limit)) return "";
  return showNumber(String(value), format.slice(whole!.length), marks) ?? `${value} by ${format}`;
}

function seriesOf(series: PartElement, reading: Reading): TextBlock[] {
  const places = dataOf(child(series, "cat") ?? child(series, "xVal"), reading);
  const values = dataOf(child(series, "val") ?? child(series, "yVal"), reading);
  const name = child(series, "tx");
  const labels = new Map(within(series, "dLbl").map((label) => [Number(valueOf(label, "idx")), label] as const));
  const scattered = child(series, "xVal") !== undefined;
  const rows = [...Array(Math.max(places.count, values.count)).keys()];
  return [
    { kind: "series", text: name === undefined ? "" : nameOf(name, reading) },
    ...rows
      // A place without a point is one of another series.
      .filter((row) => values.at(row) !== undefined || places.named || (scattered && places.at(row) !== undefined))
      .map((row): TextBlock => {
        const value = values.at(row);
        const words = labels.has(row) ? labelOf(labels.get(row)!, value ?? "", reading.marks) : "";
        return { kind: "point", text: [places.shown(row), value ?? "", words].join(" | ") };
      }),
  ];
}

function nameOf(name: PartElement, reading: Reading): string {
  const plain = child(name, "v");
  return plain === undefined ? (dataOf(name, reading).at(0) ?? "") : textOf(plain);
}

interface Data {
  readonly count: number;
  /** Whether it is texts. */
  readonly named: boolean;
  at(row: number): string | undefined;
  /** As a place: a day is `YYYY-MM-DD`. */
  shown(row: number): string;
}

/** What an element of a series holds; where its cells say something else, that too. */
function dataOf(holder: PartElement | undefined, { cells }: Reading): Data {
  const [source] = holder === undefined ? [] : elements(holder);
  const formula = source && child(source, "f");
  const cache = source === undefined ? undefined : (child(source, "numCache") ?? child(source, "strCache") ?? source);
  const points = new Map(
    (cache === undefined ? [] : elements(cache, "pt")).map((point) => [
      Number(point.attributes["idx"]),
      textOf(child(point, "v") ?? point),
    ]),
  );
  const count = cache === undefined ? 0 : Number(valueOf(cache, "ptCount"));
  const format = textOf((cache && child(cache, "formatCode")) ?? { name: "", attributes: {}, children: [] });
  const held = formula === undefined ? undefined : readRange(textOf(formula), count, cells);
  const at = (row: number): string | undefined => {
    const own = points.get(row);
    const cell = held === undefined ? own : held(row);
    return (cell ?? "") === (own ?? "") ? own : `${own ?? ""} (its cell says ${cell ?? "nothing"})`;
  };
  const days = format.startsWith("yyyy");
  return {
    count,
    named: source?.name.startsWith("str") === true,
    at,
    shown: (row) => (days ? dayOf(at(row) ?? "") : (at(row) ?? "")),
  };
}

/** The cells of a column that a formula names. */
function readRange(formula: string, count: number, cells: CellOf): (row: number) => string | undefined {
  const match = /^(?:'((?:[^']|'')*)'|(\w+))!\$([A-Z]+)\$(\d+)(?::\$\3\$(\d+))?$/.exec(formula);
  if (match === null) throw notOurs(`a chart refers to ${formula}`);
  const [, quoted, plain, column, from, to = from] = match;
  if (Number(to) - Number(from) + 1 !== count) throw notOurs(`a chart has other numbers than ${formula}`);
  const sheet = quoted?.replaceAll("''", "'") ?? plain!;
  return (row) => cells(sheet, `${column}${Number(from) + row}`);
}

/** The cells of the workbook beside a chart. */
function cellsBeside(parts: OfficePackage, target: string | undefined): CellOf {
  const bytes = target === undefined ? undefined : parts.bytes(target);
  if (bytes === undefined) return () => undefined;
  const workbook = readPackage(bytes);
  const [sheet] = within(workbook.part("xl/workbook.xml"), "sheet");
  const held = new Map(
    within(workbook.part("xl/worksheets/sheet1.xml"), "c").map((cell) => [
      cell.attributes["r"] ?? "",
      textOf(child(cell, "v") ?? child(cell, "is") ?? cell),
    ]),
  );
  return (name, cell) => (name === sheet?.attributes["name"] ? held.get(cell) : undefined);
}

function dayOf(number: string): string {
  const day = Number(number);
  return Number.isInteger(day) ? new Date((day - 25_569) * 86_400_000).toISOString().slice(0, 10) : number;
}

/** A label: its words, or its value by its format. */
function labelOf(label: PartElement, value: string, marks: ShownMarks): string {
  const rich = within(label, "rich")[0];
  if (rich !== undefined)
    return elements(rich, "p")
      .map((line) => within(line, "t").map(textOf).join(""))
      .join(" ");
  const format = child(label, "numFmt")?.attributes["formatCode"] ?? "";
  return showNumber(value, format, marks) ?? `${value} by ${format}`;
}

function valueOf(parent: PartElement, name: string): string {
  return child(parent, name)?.attributes["val"] ?? "";
}
