import { isMissingMarker } from "./missing-markers.ts";
import type { OddColumn, OddValue } from "./odd-values.ts";
import { saysTotal } from "./total-words.ts";
import { isBesideUnits, isUnit } from "./unit-words.ts";

/** Rows at the top in which a second header, or what is above it, is looked for. */
export const topRows = 12;
/** Rows at the bottom in which notes and totals are looked for. */
export const bottomRows = 40;
/** Last rows that can be totals. */
const mostTotals = 3;

/** What the rows at both ends of a table hold. */
export interface TableEnds {
  readonly rows: number;
  /** Row, from 1 → its cells, trimmed. */
  readonly cells: ReadonlyMap<number, readonly string[]>;
  /** For each column whether it is one of numbers, without the odd ones. */
  readonly numbers: readonly boolean[];
}

/**
 * Finds rows that hold no data, among those in which a column of numbers or dates says something else: a second header
 * and the lines above it, notes, totals.
 *
 * @param unproven rows that are no totals, though they say so, see `findUnproven`
 * @returns the rows, from 1
 */
export function findRowsWithoutData(
  odd: readonly OddColumn[],
  ends: TableEnds,
  unproven: ReadonlySet<number>,
): readonly number[] {
  const once = textsOfRows(odd);
  return [...new Set([...findHeaders(once, odd, ends), ...findNotes(once, ends, unproven)])].toSorted((a, b) => a - b);
}

/** Row → column → its odd text, which no other row of the column holds and which does not mark a missing value. */
type TextsOfRows = ReadonlyMap<number, ReadonlyMap<number, OddValue>>;

function textsOfRows(odd: readonly OddColumn[]): TextsOfRows {
  const found = new Map<number, Map<number, OddValue>>();
  for (const { index, odd: values } of odd) {
    for (const value of values) {
      if (value.rows > 1 || isMissingMarker(value.value)) continue;
      const row = found.get(value.first) ?? new Map<number, OddValue>();
      row.set(index, value);
      found.set(value.first, row);
    }
  }
  return found;
}

/**
 * Rows near the top in which several columns of numbers hold different texts, and none a number. Rows above such a row
 * that hold no number either go with it. An index, as pandas writes it, is no number.
 */
function findHeaders(once: TextsOfRows, odd: readonly OddColumn[], ends: TableEnds): number[] {
  const numbers = ends.numbers.flatMap((is, index) => (is ? index : []));
  const columns = new Set([...odd.map(({ index }) => index), ...numbers]);
  const holdsNone = (row: number): boolean =>
    [...columns].every((index) => {
      const cell = ends.cells.get(row)?.[index] ?? "";
      if (cell === "" || once.get(row)?.has(index) === true) return true;
      return index === 0 && (cell === String(row) || cell === String(row - 1));
    });
  const headers: number[] = [];
  for (let row = 1; row <= Math.min(topRows, ends.rows); row++) {
    const texts = once.get(row);
    if (texts === undefined || !holdsNone(row)) continue;
    if (texts.size < 2 && !areUnits(ends.cells.get(row) ?? [])) continue;
    const distinct = new Set([...texts.values()].map(({ value }) => value.toLowerCase()));
    const short = [...distinct].every((text) => text.length === 1);
    const isHeader = distinct.size > 1 && (!short || row === 1);
    if (!isHeader && !areUnits(ends.cells.get(row) ?? [])) continue;
    const above = Array.from({ length: row - 1 }, (_, index) => index + 1);
    headers.push(...(above.every(holdsNone) ? above.filter((other) => once.has(other)) : []), row);
  }
  return headers;
}

/** Whether a row gives units and nothing else but the word for them and how days are written. */
export function areUnits(cells: readonly string[]): boolean {
  return cells.some(isUnit) && cells.every(isBesideUnits);
}

/** Rows at the end: notes, which fill one field, and totals. */
function findNotes(once: TextsOfRows, ends: TableEnds, unproven: ReadonlySet<number>): number[] {
  const found: number[] = [];
  let totals = 0;
  for (let row = ends.rows; row > Math.max(0, ends.rows - bottomRows); row--) {
    const cells = ends.cells.get(row) ?? [];
    const filled = cells.flatMap((cell, index) => (cell === "" ? [] : index));
    if (filled.length === 0) continue;
    const texts = once.get(row);
    const alone = filled.length === 1 && cells.length > 1 && texts?.has(filled[0]!) === true;
    const isNote = alone && totals === 0 && cells[filled[0]!]!.length > 3;
    const says = [...(texts ?? [])].some(([, { value }]) => saysTotal(value));
    const isTotal = says && !unproven.has(row) && totals < mostTotals;
    if (!isNote && !isTotal) break;
    if (isTotal) totals++;
    found.push(row);
  }
  // A table of notes is no table.
  return found.length * 2 > ends.rows ? [] : found;
}
