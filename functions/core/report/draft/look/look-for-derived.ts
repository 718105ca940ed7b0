import type { DraftTable } from "../draft.ts";

/** Rows that are compared, and the columns of a wide table that are. */
const mostRows = 400;
const mostColumns = 24;
/** Share of the rows in which one column must be made of others. */
const mostly = 0.95;
/**
 * Correlation from which two columns say the same: other units of one thing; and, where both may be added up and so
 * grow with the size of what is counted, a count and what it is counted of.
 */
const sameAgain = 0.99;
const sameSize = 0.97;
/** Share of what varies that two columns explain if another is made of them. */
const exactly = 0.9995;
/** Correlation from which a column has a part in another. */
const fewestOfEach = 0.05;
/** Rows from which none of these is by chance. */
const fewestRows = 8;

/** A column that is the sum or the product of others. */
export interface Made {
  readonly of: number;
  readonly how: "sum" | "product";
  readonly parts: readonly number[];
}

/** How columns of numbers are made of each other, by the places of the columns. */
export interface Derived {
  /** Two columns whose relation is built in. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly made: readonly Made[];
  /** Spearman's rank correlation of every two columns; 0 where there is none. */
  readonly ranked: readonly (readonly number[])[];
}

/** The numbers of a column, row by row; NaN where there is none. */
type Column = Float64Array;

/**
 * Finds columns that are computed from others: totals, differences, products and quotients, other units, shares.
 *
 * @param values SQL of the numbers
 * @param adds whether these may be added up
 */
export async function lookForDerived(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  values: readonly string[],
  adds: readonly boolean[],
): Promise<Derived> {
  const seen = values.slice(0, mostColumns);
  const cells = seen.map((value, at) => `(${value})::DOUBLE AS v${at}`).join(", ");
  const rows = await ask(`SELECT ${cells} FROM ${source} LIMIT ${mostRows}`);
  if (rows.length < fewestRows) return { pairs: [], made: [], ranked: values.map(() => values.map(() => 0)) };
  const columns = seen.map((_, at) =>
    Float64Array.from(rows, (row) => (row[`v${at}`] === null ? Number.NaN : Number(row[`v${at}`]))),
  );
  const made = [...triples(columns.length), ...runs(columns.length)].filter((one) => isMade(columns, one));
  const within = made.flatMap(({ of, parts }) => couplesOf([of, ...parts]));
  const places = columns.map((_, at) => at);
  const r = correlations(columns);
  const alike = couplesOf(places).filter(
    ([one, other]) => Math.abs(r[one]![other]!) >= (adds[one]! && adds[other]! ? sameSize : sameAgain),
  );
  const pairs = [...alike, ...within, ...places.flatMap((of) => linesOf(of, r))];
  return { pairs, made, ranked: correlations(columns.map(ranksOf)) };
}

function couplesOf(places: readonly number[]): readonly (readonly [number, number])[] {
  return places.flatMap((one, at) => places.slice(at + 1).map((other) => [one, other] as const));
}

/** Every column as the sum or the product of every two others; differences and quotients are these, turned round. */
function triples(count: number): readonly Made[] {
  const places = Array.from({ length: count }, (_, at) => at);
  return couplesOf(places).flatMap((parts) =>
    places
      .filter((of) => !parts.includes(of))
      .flatMap((of) => [
        { of, how: "sum" as const, parts },
        { of, how: "product" as const, parts },
      ]),
  );
}

/** Every column as the sum of three or more that stand side by side. */
function runs(count: number): readonly Made[] {
  const places = Array.from({ length: count }, (_, at) => at);
  return places.flatMap((first) =>
    places
      .slice(first + 2)
      .flatMap((last) =>
        places
          .filter((of) => of < first || of > last)
          .map((of) => ({ of, how: "sum" as const, parts: places.slice(first, last + 1) })),
      ),
  );
}

/** Whether a column is made so in nearly all rows that say so: a sum of one part, or a product with 1, says nothing. */
function isMade(columns: readonly Column[], { of, how, parts }: Made): boolean {
  const whole = columns[of]!;
  let [equal, counted] = [0, 0];
  for (let row = 0; row < whole.length; row += 1) {
    if (Number.isNaN(whole[row]!)) continue;
    let [sum, product, saying] = [0, 1, 0];
    for (const part of parts) {
      const value = columns[part]![row]!;
      if (!Number.isNaN(value)) sum += value;
      product *= value;
      if (!Number.isNaN(value) && value !== 0 && (how === "sum" || Math.abs(value) !== 1)) saying += 1;
    }
    if (saying < 2) continue;
    counted += 1;
    if (Math.abs(whole[row]! - (how === "sum" ? sum : product)) <= 0.005 * Math.abs(whole[row]!) + 1e-9) equal += 1;
    else if (counted - equal > (1 - mostly) * whole.length) return false;
  }
  return counted >= fewestRows && equal >= mostly * counted;
}

/** The places of a column's numbers in their order; equal ones share the middle of theirs. */
function ranksOf(column: Column): Column {
  const order = [...column.keys()].filter((row) => !Number.isNaN(column[row]!));
  order.sort((a, b) => column[a]! - column[b]!);
  const ranks = new Float64Array(column.length).fill(Number.NaN);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && column[order[to]!] === column[order[from]!]) to += 1;
    for (const row of order.slice(from, to)) ranks[row] = (from + to - 1) / 2;
    from = to;
  }
  return ranks;
}

/** Pearson's correlation of every two columns; 0 where there is none. */
function correlations(columns: readonly Column[]): readonly (readonly number[])[] {
  return columns.map((one) => columns.map((other) => correlationOf(one, other)));
}

function correlationOf(one: Column, other: Column): number {
  let [n, a, b] = [0, 0, 0];
  one.forEach((value, row) => {
    if (Number.isNaN(value) || Number.isNaN(other[row]!)) return;
    n += 1;
    a += value;
    b += other[row]!;
  });
  if (n < fewestRows) return 0;
  let [aa, bb, ab] = [0, 0, 0];
  one.forEach((value, row) => {
    if (Number.isNaN(value) || Number.isNaN(other[row]!)) return;
    const [x, y] = [value - a / n, other[row]! - b / n];
    aa += x * x;
    bb += y * y;
    ab += x * y;
  });
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/** Pairs of three columns, one of which is a sum of multiples of the others: points of games won and drawn. */
function linesOf(of: number, r: readonly (readonly number[])[]): readonly (readonly [number, number])[] {
  return couplesOf(r.map((_, at) => at).filter((at) => at !== of)).flatMap(([one, other]) => {
    const [a, b, c] = [r[of]![one]!, r[of]![other]!, r[one]![other]!];
    const isOfBoth = Math.abs(a) > fewestOfEach && Math.abs(b) > fewestOfEach && Math.abs(c) < sameAgain;
    // The square of the multiple correlation of the first with both.
    const explained = isOfBoth ? (a * a + b * b - 2 * a * b * c) / (1 - c * c) : 0;
    return explained >= exactly
      ? ([
          [of, one],
          [of, other],
        ] as const)
      : [];
  });
}
