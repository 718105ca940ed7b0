import { Decimal } from "../../../decimal.ts";
import type { TableRowKind } from "../../document/document.ts";
import { columnName } from "./workbook-sheet.ts";

/** A row of a table as sums see it. */
export interface SummedRow {
  readonly kind: TableRowKind;
  /** Column → its number, where it is one. */
  readonly numbers: ReadonlyMap<number, Decimal>;
  /** Columns in which it says something that is no number but has digits. */
  readonly unread: ReadonlySet<number>;
}

/** Rows from one to another, both included. */
type Span = readonly [number, number];

/** Most groups that one subtotal is tried with. */
const mostSpans = 12;

/**
 * Finds the totals and subtotals that are the sum of the rows that they end, or of those that they head, to the last
 * digit printed, and the formula that adds them up. A mean, a share of another whole and a sum of unrounded numbers
 * stay plain numbers.
 *
 * Where subtotals are in between, both are `SUBTOTAL`, which leaves out other subtotals; a total over a subtotal that
 * is no formula stays a number.
 *
 * @param first number of the first row in the sheet, from 1
 * @returns by row of the table and column, both from 0
 */
export function findTotals(
  rows: readonly SummedRow[],
  first: number,
): ReadonlyMap<number, ReadonlyMap<number, string>> {
  const found = new Map<number, ReadonlyMap<number, string>>();
  const sums = new LeafSums(rows);
  for (const kind of ["subtotal", "total"] as const) {
    // Column → the last row with a sum, or a number beside one, that no `SUBTOTAL` leaves out.
    const counted = new Map<number, number>();
    for (const [index, row] of rows.entries()) {
      const span = row.kind === kind ? spanOf(rows, sums, index) : undefined;
      const formulas = new Map<number, string>();
      const nested = span !== undefined && (kind === "subtotal" || sums.holdsSubtotal(span));
      for (const [column, number] of span === undefined ? [] : row.numbers) {
        if (sums.of(span!, column)?.compare(number) !== 0 || isCounted(rows, found, counted, span!, column)) continue;
        const cells = `${columnName(column)}${first + span![0]}:${columnName(column)}${first + span![1]}`;
        formulas.set(column, nested ? `SUBTOTAL(9,${cells})` : `SUM(${cells})`);
      }
      if (formulas.size > 0) found.set(index, formulas);
      noteCounted(row, index, found, counted);
    }
  }
  return found;
}

/** Whether a formula over these rows would add up a number that is no row's own. */
function isCounted(
  rows: readonly SummedRow[],
  found: ReadonlyMap<number, ReadonlyMap<number, string>>,
  counted: ReadonlyMap<number, number>,
  [from, to]: Span,
  column: number,
): boolean {
  if ((counted.get(column) ?? -1) >= from) return true;
  // Of rows below, nothing is noted yet: only a total at the head of a table has some.
  const ahead = new Map<number, number>();
  if (to > from && rows[from - 1]?.kind === "total")
    for (let row = from; row <= to; row++) noteCounted(rows[row]!, row, found, ahead);
  return ahead.has(column);
}

function noteCounted(
  { kind, numbers }: SummedRow,
  index: number,
  found: ReadonlyMap<number, ReadonlyMap<number, string>>,
  counted: Map<number, number>,
): void {
  if (!isApart(kind)) return;
  for (const column of numbers.keys())
    if (found.get(index)?.get(column)?.startsWith("SUBTOTAL(") !== true) counted.set(column, index);
}

/** The rows that a total or subtotal adds up: the nearest ones that give the most of its numbers. */
function spanOf(rows: readonly SummedRow[], sums: LeafSums, index: number): Span | undefined {
  let best: Span | undefined;
  let most = 0;
  for (const span of spansAround(rows, sums.apart, index)) {
    const right = [...rows[index]!.numbers].filter(
      ([column, number]) => sums.of(span, column)?.compare(number) === 0,
    ).length;
    if (right > most) [best, most] = [span, right];
  }
  return best;
}

/** What a total or subtotal may add up, the nearest first. @param apart indices of the rows that are no parts */
function spansAround(rows: readonly SummedRow[], apart: readonly number[], index: number): Span[] {
  const at = firstFrom(apart, index);
  const spans: Span[] = [];
  if (rows[index]!.kind === "subtotal") {
    for (let before = at - 1; before >= 0 && spans.length < mostSpans; before--)
      if (apart[before]! + 1 < index) spans.push([apart[before]! + 1, index - 1]);
    if (index > 0) spans.push([0, index - 1]);
    return spans;
  }
  let above = at - 1;
  while (above >= 0 && rows[apart[above]!]!.kind !== "total") above--;
  if (above >= 0 && apart[above]! + 1 < index) spans.push([apart[above]! + 1, index - 1]);
  if (index > 0) spans.push([0, index - 1]);
  let below = at + 1;
  while (below < apart.length && rows[apart[below]!]!.kind !== "total") below++;
  const end = apart[below] ?? rows.length;
  if (index + 1 < end) spans.push([index + 1, end - 1]);
  return spans;
}

/** Whether rows of a kind add up others, or head them. */
function isApart(kind: TableRowKind): boolean {
  return kind === "group" || kind === "subtotal" || kind === "total";
}

/** Sums of the rows between those that add up others, so that a long table is added up once. */
class LeafSums {
  /** Indices of the rows that add up others, or head them. */
  readonly apart: readonly number[];
  /** For each of them and for the end: sums, counts and unread cells of all rows before it, by column. */
  readonly #before: readonly ReadonlyMap<number, Running>[];
  readonly #subtotals: readonly number[];

  constructor(rows: readonly SummedRow[]) {
    this.apart = rows.flatMap(({ kind }, index) => (isApart(kind) ? [index] : []));
    const running = new Map<number, Running>();
    const before: ReadonlyMap<number, Running>[] = [];
    for (const { kind, numbers, unread } of rows) {
      if (isApart(kind)) {
        before.push(new Map(running));
        continue;
      }
      if (this.apart.length === 0) break;
      for (const [column, number] of numbers) {
        const { sum, count, unread: without } = running.get(column) ?? nothing;
        running.set(column, { sum: sum.plus(number), count: count + 1, unread: without });
      }
      for (const column of unread) {
        const last = running.get(column) ?? nothing;
        running.set(column, { ...last, unread: last.unread + 1 });
      }
    }
    this.#before = [...before, running];
    this.#subtotals = this.apart.filter((index) => rows[index]!.kind === "subtotal");
  }

  /** The sum of a column's parts; undefined for fewer than two, or where one could not be read. */
  of([from, to]: Span, column: number): Decimal | undefined {
    const start = (from === 0 ? undefined : this.#upTo(from - 1).get(column)) ?? nothing;
    const end = this.#upTo(to + 1).get(column) ?? nothing;
    return end.unread > start.unread || end.count - start.count < 2 ? undefined : end.sum.minus(start.sum);
  }

  holdsSubtotal([from, to]: Span): boolean {
    const at = firstFrom(this.#subtotals, from);
    return at < this.#subtotals.length && this.#subtotals[at]! <= to;
  }

  /** What is before one of the rows that are apart, or before the end. */
  #upTo(row: number): ReadonlyMap<number, Running> {
    return this.#before[firstFrom(this.apart, row)]!;
  }
}

interface Running {
  readonly sum: Decimal;
  readonly count: number;
  readonly unread: number;
}

const nothing: Running = { sum: new Decimal(0n, 0), count: 0, unread: 0 };

/** Index of the first number of an ascending list that is at least this one. */
function firstFrom(list: readonly number[], least: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
