import { composeReport } from "../../../../functions/core/report/compose/compose-report.ts";
import { Decimal } from "../../../../functions/core/decimal.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { withoutBlanks, type Origin, type OriginRange } from "../../../../functions/core/report/document/origin.ts";
import { createOriginTrace, type OriginTrace } from "../../../../functions/core/report/document/trace.ts";
import type { Tables, Value } from "../../../../functions/core/report/query/table.ts";
import type { TracedReport } from "./trace-report.ts";

/** A cell of a query's result. */
export interface CellPlace {
  readonly query: string;
  readonly row: number;
  readonly column: string;
}

/** A part of a text with one origin, and what it names. */
interface Segment {
  readonly text: string;
  readonly origin: Origin | undefined;
}

type Composed = Pick<TracedReport, "accepted" | "laidOut">;

/** Composes a report's text anew from tables. @returns the parts of all texts; undefined if it cannot be composed */
export function segmentsOf(
  { accepted, laidOut: { template, locale } }: Composed,
  tables: Tables,
  origins: OriginTrace = createOriginTrace().origins,
): Segment[] | undefined {
  try {
    const trace = { ...createOriginTrace(), origins };
    const document = composeReport(template, tables, accepted, locale, () => undefined, trace);
    const segments: Segment[] = [];
    walk(document, segments);
    for (const strings of origins.strings.values())
      for (const { text, ranges } of strings) divide(text, ranges, segments);
    return segments;
  } catch (error) {
    if (error instanceof BroadsheetError) return undefined;
    throw error;
  }
}

function walk(value: unknown, segments: Segment[]): void {
  if (Array.isArray(value)) for (const item of value) walk(item, segments);
  if (typeof value !== "object" || value === null || value instanceof Map || value instanceof Uint8Array) return;
  const { type, text, origins, spec } = value as Record<string, unknown>;
  // The words of a reference are those of its target, or its number.
  if (type === "reference") return;
  if ((type === "text" || type === "code") && typeof text === "string")
    return divide(text, (origins ?? []) as readonly OriginRange[], segments);
  // Strings of charts are among those of the trace.
  for (const member of Object.values(value)) if (member !== spec) walk(member, segments);
}

function divide(text: string, ranges: readonly OriginRange[], segments: Segment[]): void {
  const seen = withoutBlanks(text);
  let from = 0;
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    if (range.from > from) segments.push({ text: seen.slice(from, range.from), origin: undefined });
    segments.push({ text: seen.slice(range.from, range.to), origin: range.origin });
    from = range.to;
  }
  if (from < seen.length) segments.push({ text: seen.slice(from), origin: undefined });
}

function names({ origin }: Segment, { query, row, column }: CellPlace): boolean {
  return [...(origin?.values ?? []), ...(origin?.deciding ?? [])].some(
    (read) => "rows" in read && read.query === query && read.column === column && read.rows.includes(row),
  );
}

/** Words in single characters, numbers whole: where nothing is printed between them, they are one part. */
function inTokens(segments: readonly Segment[]): Segment[] {
  return segments.flatMap((segment) =>
    segment.origin?.kind === "values"
      ? [segment]
      : (segment.text.match(/\p{Nd}+|[^]/gu) ?? []).map((text) => ({ ...segment, text })),
  );
}

/** The texts that differ although they do not name the cell that was changed. */
export function unnamedChanges(
  before: readonly Segment[],
  after: readonly Segment[],
  cell: CellPlace,
): readonly string[] {
  const count = (segments: readonly Segment[]): Map<string, Segment[]> => Map.groupBy(segments, ({ text }) => text);
  const [old, fresh] = [count(inTokens(before)), count(inTokens(after))];
  const lost = (from: Map<string, Segment[]>, to: Map<string, Segment[]>, sign: string): string[] =>
    [...from].flatMap(([text, segments]) => {
      const surplus = segments.length - (to.get(text)?.length ?? 0);
      const named = segments.filter((segment) => names(segment, cell)).length;
      return surplus > named && text !== "" ? [`${sign}${text}`] : [];
    });
  return [...lost(old, fresh, "-"), ...lost(fresh, old, "+")];
}

/** The same tables, but for one cell with another value. */
export function withChangedCell(tables: Tables, { query, row, column }: CellPlace): Tables {
  const table = tables.get(query)!;
  const rows = table.rows.map((each, index) =>
    index === row ? { ...each, [column]: otherValue(each[column] ?? null) } : each,
  );
  return new Map([...tables, [query, { ...table, rows }]]);
}

function otherValue(value: Value): Value {
  if (typeof value === "number") return Number.isInteger(value) ? value + 3 : Number((value * 1.37 + 1).toPrecision(6));
  if (value instanceof Decimal) return value.plus(new Decimal(3n, 0));
  if (typeof value === "boolean") return !value;
  if (value === null) return null;
  return /^\d{4}-\d\d-\d\d/.test(value) ? value.replace(/^\d{4}/, (year) => String(Number(year) - 7)) : `${value}x7`;
}

/** Cells of all queries, in an order that a seed decides. */
export function sampleCells(tables: Tables, count: number, seed = 20_261_130): CellPlace[] {
  const cells = [...tables.values()].flatMap(({ name, rows, columns }) =>
    rows.flatMap((values, row) =>
      columns.flatMap((column) => (values[column.name] === null ? [] : [{ query: name, row, column: column.name }])),
    ),
  );
  let state = seed;
  const next = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return Array.from({ length: Math.min(count, cells.length) }, () => cells[Math.floor(next() * cells.length)]!);
}
