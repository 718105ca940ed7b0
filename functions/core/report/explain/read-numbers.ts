import type { Chart, ChartText } from "../chart/chart.ts";
import type { Document, Figure } from "../document/document.ts";
import {
  seenLength,
  withoutBlanks,
  type Origin,
  type OriginRange,
  type Read,
  type TextPlace,
} from "../document/origin.ts";
import type { OriginTrace, Trace } from "../document/trace.ts";
import type { ChartBox, Layout, TextBox } from "../layout/page.ts";
import type { Tables } from "../query/table.ts";
import { columnsPrinted } from "./columns-printed.ts";
import { findNumbers, type FoundNumber } from "./find-numbers.ts";
import type { NumberKind, PrintedNumber } from "./printed-number.ts";
import { readTexts, type PrintedText } from "./read-texts.ts";

/** What numbers are read from: a report that was laid out with a trace. */
export interface Traced {
  readonly document: Document;
  readonly figures: readonly Figure[];
  readonly charts: ReadonlyMap<string, Pick<Chart, "texts">>;
  readonly layout: Pick<Layout, "pages" | "structure">;
  readonly tables: Tables;
}

/** How far letters reach above and below the baseline, in sizes. */
const ascent = 0.78;
const descent = 0.24;

/**
 * Every number on the pages of a report, and where it comes from: page by page, on each from top to bottom. Numbers in
 * pictures, formulas and barcodes are drawings and not among them.
 */
export function readNumbers(traced: Traced, trace: Trace & { readonly origins: OriginTrace }): PrintedNumber[] {
  const numbers = [
    ...readTexts(traced.layout, trace).flatMap(numbersInText),
    ...traced.layout.pages.flatMap(({ boxes }, index) =>
      boxes.flatMap((box) => (box.kind === "chart" ? numbersInChart(traced, trace.origins, box, index + 1) : [])),
    ),
  ];
  return numbers.sort((a, b) => a.page - b.page || a.y - b.y || a.x - b.x);
}

function numbersInText({ page, box, text, ranges, covered, complete }: PrintedText): PrintedNumber[] {
  return findNumbers(text).map((found) => {
    const [from, to] = spanOf(text, found);
    const origins = originsIn(ranges, from, to);
    const counted = !covered.some((span) => span.from < to && span.to > from);
    const kind = origins.length > 0 ? kindOf(origins) : counted && complete ? "numbering" : "unknown";
    return { kind, text: found.text, context: text.trim(), page, ...extentIn(box, text, found), origins };
  });
}

function spanOf(text: string, { at, text: own }: FoundNumber): readonly [from: number, to: number] {
  const from = seenLength(text.slice(0, at));
  return [from, from + seenLength(own)];
}

function originsIn(ranges: readonly OriginRange[], from: number, to: number): Origin[] {
  return [...new Set(ranges.filter((range) => range.from < to && range.to > from).map(({ origin }) => origin))];
}

/** Kinds of numbers that are one value as it was read. */
const asRead: readonly NumberKind[] = ["cell", "count", "parameter", "report", "numbering"];

/** The kind of a number by what its parts were made from, and whether filters made another value of that. */
export function kindOf(origins: readonly Origin[]): NumberKind {
  const kind = kindOfReads(origins);
  return asRead.includes(kind) && origins.some(({ computed }) => computed === true) ? "computed" : kind;
}

function kindOfReads(origins: readonly Origin[]): NumberKind {
  const values = origins.flatMap((origin) => (origin.kind === "values" ? origin.values : []));
  for (const only of ["heading", "numbering"] as const) if (origins.every(({ kind }) => kind === only)) return only;
  if (!origins.some(({ kind }) => kind === "values")) return "words";
  const cells = values.filter((read) => "rows" in read);
  if (cells.length > 0) return cells.length === 1 && cells[0]!.rows.length === 1 ? "cell" : "cells";
  if (values.some((read) => "count" in read)) return "count";
  const names = values.flatMap((read) => ("name" in read ? [read.name] : []));
  if (names.some((name) => name.startsWith("parameters."))) return "parameter";
  if (names.some((name) => name.startsWith("forloop."))) return "numbering";
  // A literal in an expression, such as {{ 3 }}, is the author's own.
  return names.length > 0 ? "report" : "words";
}

/** Where a number is in a line of text. Numbers in lines that run from right to left have the extent of the line. */
function extentIn(
  { runs, y, turn }: TextBox,
  text: string,
  { at, text: own }: FoundNumber,
): Pick<PrintedNumber, "x" | "y" | "width" | "height"> {
  const size = Math.max(...runs.map((run) => run.size));
  const tall = { y: round(y - ascent * size), height: round((ascent + descent) * size) };
  const drawn = runs.map((run) => run.text).join("");
  const whole = turn !== undefined || drawn !== text;
  const placeOf = (offset: number): number => {
    let rest = offset;
    for (const run of runs) {
      if (rest <= run.text.length) return run.x + (run.width * rest) / Math.max(1, run.text.length);
      rest -= run.text.length;
    }
    return runs.at(-1)!.x + runs.at(-1)!.width;
  };
  const left = whole ? Math.min(...runs.map(({ x }) => x)) : placeOf(at);
  const right = whole ? Math.max(...runs.map(({ x, width }) => x + width)) : placeOf(at + own.length);
  return { x: round(left), width: round(right - left), ...tall };
}

function numbersInChart(traced: Traced, origins: OriginTrace, box: ChartBox, page: number): PrintedNumber[] {
  const figure = traced.figures.find(({ id }) => id === box.figure);
  const texts = traced.charts.get(box.figure)?.texts ?? [];
  if (figure === undefined) return [];
  const { x: left, y: top } = box.offset ?? { x: 0, y: 0 };
  return texts.flatMap((text) =>
    findNumbers(text.text).map((found): PrintedNumber => {
      const read = readChartText(traced, origins, figure, text, found);
      return {
        kind: read.kind,
        origins: read.origins.map((origin) => ({ ...origin, place: origin.place ?? placeOfFigure(figure) })),
        text: found.text,
        context: text.text,
        page,
        x: round(box.x + (text.x - left) * box.scale),
        y: round(box.y + (text.y - top) * box.scale),
        width: round(text.width * box.scale),
        height: round(text.height * box.scale),
        figure: figure.id,
      };
    }),
  );
}

/** The line of the directive that prints a figure. */
function placeOfFigure({ where: { file = "", line = 1, column = 1 } }: Figure): TextPlace {
  return { file, line, column, endLine: line, endColumn: column };
}

/** Where a number in a chart comes from. */
function readChartText(
  { tables }: Traced,
  { strings, charts }: OriginTrace,
  { id, chart }: Figure,
  text: ChartText,
  found: FoundNumber,
): Pick<PrintedNumber, "kind" | "origins"> {
  const deciding = charts.get(id) ?? [];
  const seen = withoutBlanks(text.text);
  for (const string of strings.get(chart.source?.file ?? "") ?? []) {
    const at = seen.indexOf(withoutBlanks(string.text));
    if (at < 0 || string.text.trim() === "" || (text.role === "guide" && string.text !== text.text)) continue;
    const [from, to] = spanOf(text.text, found);
    const origins = originsIn(string.ranges, from - at, to - at);
    if (origins.length > 0) return { kind: kindOf(origins), origins };
  }
  const queries = [...new Set(Object.values(chart.data))];
  const whole = queries.flatMap((query): Read[] => (tables.has(query) ? [{ query, count: true }] : []));
  if (text.place !== undefined) {
    const { query, row } = text.place;
    const columns = columnsPrinted(tables.get(query)?.rows[row] ?? {}, found.text);
    if (columns.length > 0) {
      const values = columns.map((column) => ({ query, column, rows: [row] }));
      const origin: Origin = { kind: "values", values, deciding };
      return { kind: columns.length === 1 ? "cell" : "cells", origins: [origin] };
    }
  }
  const { file = "", text: spec = "" } = chart.source ?? {};
  const place = text.role === "guide" ? undefined : placeInSpec(file, spec, text.text, found.text);
  if (place !== undefined) return { kind: "words", origins: [{ kind: "words", values: [], deciding, place }] };
  const { query = "", row = 0 } = text.place ?? {};
  const columns = Object.keys(tables.get(query)?.rows[row] ?? {});
  const values = columns.length === 0 ? whole : columns.map((column) => ({ query, column, rows: [row] }));
  const origin: Origin = { kind: "values", values, deciding };
  // A panel's heading is a title for Vega; it comes from the data like a label.
  return { kind: text.role === "data" ? "chart" : "guide", origins: [origin] };
}

/** A number without its sign. */
function bare(number: string): string {
  return number.replace(/^[^\p{Nd}]/u, "");
}

/** The line of a spec that holds a text, or at least its number; undefined if none does. */
function placeInSpec(file: string, spec: string, text: string, digits: string): TextPlace | undefined {
  const lines = spec.split("\n");
  const whole = lines.findIndex((line) => line.includes(text));
  const holds = (line: string): boolean => findNumbers(line).some((each) => bare(each.text) === bare(digits));
  const found = whole >= 0 ? whole : lines.findIndex(holds);
  if (found < 0) return undefined;
  const column = Math.max(0, lines[found]!.indexOf(bare(digits))) + 1;
  return { file, line: found + 1, column, endLine: found + 1, endColumn: column + bare(digits).length - 1 };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
