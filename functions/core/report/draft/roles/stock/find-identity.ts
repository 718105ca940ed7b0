/** What comes in and goes out of a stock, by the places of columns. */
export interface Identity {
  /** What there was at the beginning; undefined if no column has it. */
  readonly opening: number | undefined;
  readonly closing: number;
  readonly comes: readonly number[];
  readonly goes: readonly number[];
}

/** Rows in the order of their members and times; `first` is the first one of its member. */
export interface StockRow {
  readonly first: boolean;
  /** NaN where there is no value. */
  readonly values: readonly number[];
}

/** Share of the rows in which what was there, with what came and without what went, is what is left. */
const mostly = 0.95;
/** Share of the rows that begin with what the row before ended with. */
const mostlyChained = 0.85;
/** Fewest rows from which neither is by chance. */
const fewestRows = 6;
/** Most columns of what comes and goes. */
const mostFlows = 6;
/** Share of the rows in which something comes, or goes. */
const fewestMoves = 0.05;

/** Whether two values are equal but for the last digits of sums of decimals. */
const isSame = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(other));

/**
 * Finds an opening level that becomes the closing one with what comes in and without what goes out, in nearly all rows.
 * Time tells them apart: each row opens with what the one before closed with. Where no column has the opening level, it
 * is the closing one of the row before.
 */
export function findIdentity(rows: readonly StockRow[], columns: number): Identity | undefined {
  const places = Array.from({ length: columns }, (_, at) => at);
  for (const opening of places)
    for (const closing of places) {
      if (opening === closing || !isChained(rows, opening, closing)) continue;
      const found = flowsOf(rows, places, { closing, opening, before: (_, row) => row.values[opening]! });
      if (found !== undefined) return found;
    }
  for (const closing of places) {
    const before = (at: number, row: StockRow): number => (row.first ? Number.NaN : rows[at - 1]!.values[closing]!);
    const found = flowsOf(rows, places, { closing, opening: undefined, before });
    if (found !== undefined) return found;
  }
  return undefined;
}

function isChained(rows: readonly StockRow[], opening: number, closing: number): boolean {
  let [pairs, equal, moved] = [0, 0, 0];
  rows.forEach((row, at) => {
    if (row.values[opening] !== row.values[closing]) moved += 1;
    if (row.first) return;
    pairs += 1;
    if (isSame(row.values[opening]!, rows[at - 1]!.values[closing]!)) equal += 1;
  });
  return pairs >= fewestRows && equal >= mostlyChained * pairs && moved >= fewestMoves * rows.length;
}

interface Ends {
  readonly opening: number | undefined;
  readonly closing: number;
  readonly before: (at: number, row: StockRow) => number;
}

/** The fewest columns that explain by how much the stock changes, at least one of each kind. */
function flowsOf(rows: readonly StockRow[], places: readonly number[], ends: Ends): Identity | undefined {
  const changes = rows.map((row, at) => row.values[ends.closing]! - ends.before(at, row));
  const known = changes.flatMap((change, at) => (Number.isNaN(change) ? [] : [at]));
  if (known.length < fewestRows) return undefined;
  const tried = places
    .filter((place) => place !== ends.opening && place !== ends.closing && moves(rows, place))
    .slice(0, mostFlows);
  const found = signsOf(tried.length)
    .filter((signs) => signs.includes(1) && signs.includes(-1))
    .toSorted((a, b) => used(a) - used(b))
    .find((signs) => explains(rows, { changes, known, tried, signs }));
  if (found === undefined) return undefined;
  const of = (sign: number): readonly number[] => tried.filter((_, at) => found[at] === sign);
  return { opening: ends.opening, closing: ends.closing, comes: of(1), goes: of(-1) };
}

const used = (signs: readonly number[]): number => signs.filter((sign) => sign !== 0).length;

/** Whether a column is of amounts that come or go: never below zero, and not the same each time. */
function moves(rows: readonly StockRow[], place: number): boolean {
  const values = rows.map((row) => row.values[place]!).filter((value) => !Number.isNaN(value));
  const isMoving = values.filter((value) => value > 0).length >= fewestMoves * rows.length;
  return isMoving && values.every((value) => value >= 0) && values.some((value) => value !== values[0]);
}

function signsOf(count: number): readonly (readonly number[])[] {
  return Array.from({ length: count }).reduce<readonly (readonly number[])[]>(
    (all) => all.flatMap((signs) => [0, 1, -1].map((sign) => [...signs, sign])),
    [[]],
  );
}

function explains(
  rows: readonly StockRow[],
  {
    changes,
    known,
    tried,
    signs,
  }: {
    readonly changes: readonly number[];
    readonly known: readonly number[];
    readonly tried: readonly number[];
    readonly signs: readonly number[];
  },
): boolean {
  let wrong = 0;
  for (const at of known) {
    // What came and went where a cell is empty was nothing.
    const sum = tried.reduce((total, place, of) => total + signs[of]! * (rows[at]!.values[place]! || 0), 0);
    if (!isSame(sum, changes[at]!)) wrong += 1;
    if (wrong > (1 - mostly) * known.length) return false;
  }
  return true;
}
