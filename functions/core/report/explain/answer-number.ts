import { Decimal } from "../../decimal.ts";
import { gatherReads, type Origin, type Read, type TextPlace } from "../document/origin.ts";
import type { Row, Table, Value } from "../query/table.ts";
import type { PrintedNumber } from "./printed-number.ts";

/** Most rows of one column that an answer lists. */
export const mostRows = 20;

/** Most numbers that one question is answered for. */
export const mostAnswers = 20;

/** The rows of queries' results, by the query's name. */
export type QueryRows = ReadonlyMap<string, Pick<Table, "rows">>;

/** A value as JSON has it: decimals that no double can hold are texts. */
export type PlainValue = string | number | boolean | null;

/** Cells that a number was made from. */
export interface AnsweredCells {
  readonly query: string;
  readonly column: string;
  /** How many rows there are. */
  readonly count: number;
  /** The first of them: the number of each row in the query's result, from 1, its value, and the whole row. */
  readonly rows: readonly {
    readonly row: number;
    readonly value: PlainValue;
    readonly record: Readonly<Record<string, PlainValue>>;
  }[];
}

/** What else than the value's own cells had a say: a column by which rows were chosen, a condition, a format. */
export interface AnsweredChoice {
  readonly query?: string;
  readonly column?: string;
  /** How many rows of the query were looked at. */
  readonly count?: number;
  /** A parameter or the report's date. */
  readonly name?: string;
}

/** Where a printed number comes from. */
export interface Answer extends Omit<PrintedNumber, "origins"> {
  /** Decimals as printed; the values of the cells have all their digits. */
  readonly decimals: number;
  readonly cells: readonly AnsweredCells[];
  /** Queries whose number of rows it is, or from whose rows a chart computed it. */
  readonly queries: readonly string[];
  /** Parameters and the like that it was made from. */
  readonly names: readonly { readonly name: string; readonly value?: PlainValue }[];
  /** Other things that decided it; empty for most. */
  readonly decidedBy: readonly AnsweredChoice[];
  /** Where the template prints it. */
  readonly places: readonly TextPlace[];
}

/**
 * Says where a printed number comes from, with the rows behind it.
 *
 * @param named value of a name such as `parameters.year`; undefined if it has none
 */
export function answerNumber(
  { origins, ...number }: PrintedNumber,
  tables: QueryRows,
  named: (name: string) => unknown,
): Answer {
  const reads = gatherReads(origins.flatMap(({ values }) => values));
  const own = reads.map((read) => JSON.stringify(read));
  const deciding = gatherReads(origins.flatMap(({ deciding: each }) => each)).filter(
    (read) => !own.includes(JSON.stringify(read)),
  );
  return {
    ...number,
    decimals: decimalsOf(number.text),
    cells: reads.flatMap((read) => ("rows" in read ? [answerCells(read, tables)] : [])),
    queries: reads.flatMap((read) => ("count" in read ? [read.query] : [])),
    names: reads.flatMap((read) => ("name" in read ? [{ name: read.name, ...valueOf(named(read.name)) }] : [])),
    decidedBy: deciding.map(answerChoice),
    places: placesOf(origins),
  };
}

function answerCells(
  { query, column, rows }: Extract<Read, { rows: readonly number[] }>,
  tables: QueryRows,
): AnsweredCells {
  const table = tables.get(query)?.rows ?? [];
  const listed = rows.slice(0, mostRows).flatMap((row) => {
    const record = table[row];
    return record === undefined
      ? []
      : [{ row: row + 1, value: plainOf(record[column] ?? null), record: plainRow(record) }];
  });
  return { query, column, count: rows.length, rows: listed };
}

function answerChoice(read: Read): AnsweredChoice {
  if ("name" in read) return { name: read.name };
  if ("count" in read) return { query: read.query };
  return { query: read.query, column: read.column, count: read.rows.length };
}

function placesOf(origins: readonly Origin[]): TextPlace[] {
  const places = new Map(origins.flatMap(({ place }) => (place === undefined ? [] : [[JSON.stringify(place), place]])));
  return [...places.values()];
}

function decimalsOf(text: string): number {
  return /[.,](\d+)$/.exec(text)?.[1]?.length ?? 0;
}

/** A row as JSON has it. */
export function plainRow(row: Row): Record<string, PlainValue> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plainOf(value)]));
}

function plainOf(value: Value): PlainValue {
  return value instanceof Decimal ? String(value) : value;
}

function valueOf(value: unknown): { readonly value?: PlainValue } {
  if (value === undefined) return {};
  return { value: typeof value === "object" && value !== null ? JSON.stringify(value) : (value as PlainValue) };
}
