/** A line of a plan or statement, and its values in the columns of numbers. */
export interface Line {
  readonly name: string;
  readonly values: readonly number[];
}

/** The lines that are made from others. */
export interface Accounts {
  readonly made: readonly string[];
  /** The last of these, if it is the difference of others, or is called what is left of them. */
  readonly result: string | undefined;
  /** Whether some are differences of others: income and costs without a minus have no sum. */
  readonly opposed: boolean;
}

/** By what part of it a sum may differ from its parts by rounding, and how far in whole numbers. */
const rounding = 0.0005;
const smallRounding = 0.5;
/** A value of this size equals a sum by chance in one column less than once in hundreds of lines. */
const notByChance = 100;
/** Digits before the zeros at its end, from which a number is not round. */
const fewestDigits = 2;
/** Lines of the longest chapter. */
const mostParts = 40;

interface Item {
  readonly values: readonly number[];
  readonly isMade: boolean;
}

interface Made {
  readonly name: string;
  readonly columns: number;
  readonly isDifference: boolean;
}

/**
 * Finds the lines that are the sums of the lines before them, or behind them, since the last such line; sums of these;
 * and what is left when sums are taken from each other.
 *
 * @param lines in the order of the table
 * @param isCalledSo whether a name says that a line is made from others
 * @param isResult whether a name says that a line is what is left of others
 * @returns undefined if what was found may be chance
 */
export function findAccounts(
  lines: readonly Line[],
  isCalledSo: (name: string) => boolean,
  isResult: (name: string) => boolean,
): Accounts | undefined {
  const [behind, before] = [follow(lines, isCalledSo), follow(lines.toReversed(), isCalledSo)];
  const made = before.length > behind.length ? before : behind;
  const whole = wholeOf(lines);
  const named = made.filter(({ name }) => isCalledSo(name));
  const proven = made.filter(({ columns }) => columns > 1);
  // A line that a word calls so, or two that no word calls so but two columns each prove.
  if (named.length === 0 && proven.length < 2)
    return whole === undefined ? undefined : { made: [whole], result: undefined, opposed: false };
  const told = made.filter(({ name, columns }) => columns > 1 || isCalledSo(name));
  const last = told.at(-1);
  return {
    made: told.map(({ name }) => name),
    result: last !== undefined && (last.isDifference || isResult(last.name)) ? last.name : undefined,
    opposed: told.some(({ isDifference }) => isDifference),
  };
}

/** Names of what all others make up, with others that have no line: `All industries`. */
const ofAll = /^all( other)? \p{L}/iu;
/** By what part the others may be more than such a line, through rounding. */
const roundedParts = 0.02;

/** The line of all that is called so and is at least the sum of the others in each of several columns. */
function wholeOf(lines: readonly Line[]): string | undefined {
  const found = lines.filter(({ name }) => ofAll.test(name));
  const [whole] = found;
  if (found.length !== 1 || whole === undefined || whole.values.length < 2) return undefined;
  const isWhole = whole.values.every((value, at) => {
    const others = lines.filter((line) => line !== whole).reduce((sum, line) => sum + line.values[at]!, 0);
    return others > 0 && value >= (1 - roundedParts) * others;
  });
  return isWhole ? whole.name : undefined;
}

/** The lines that are made from those that come before them. */
function follow(lines: readonly Line[], isCalledSo: (name: string) => boolean): readonly Made[] {
  const open: Item[] = [];
  const made: Made[] = [];
  for (const { name, values } of lines) {
    const found = partsOf(open, values, isCalledSo(name));
    if (found !== undefined) {
      open.length -= found.parts;
      made.push({ name, columns: found.columns, isDifference: found.isDifference });
    }
    open.push({ values, isMade: found !== undefined });
  }
  return made;
}

/**
 * How many of the last items make a line up, as their sum or as what is left of the first of them. Without a name that
 * says so, what is left is that of sums: the last line of a chapter is its total less the others.
 */
function partsOf(
  open: readonly Item[],
  values: readonly number[],
  isCalledSo: boolean,
): { readonly parts: number; readonly columns: number; readonly isDifference: boolean } | undefined {
  const sums = values.map(() => 0);
  let hasMade = false;
  for (let parts = 1; parts <= Math.min(open.length, mostParts); parts += 1) {
    const item = open.at(-parts)!;
    const rest = [...sums];
    for (const [at, value] of item.values.entries()) sums[at]! += value;
    hasMade ||= item.isMade;
    if (parts < 2) continue;
    const asSum = columnsEqual(values, sums);
    if (asSum > 0) return { parts, columns: asSum, isDifference: false };
    if (!isCalledSo && !hasMade) continue;
    const left = item.values.map((value, at) => value - rest[at]!);
    const asRest = columnsEqual(values, left);
    if (asRest > 0) return { parts, columns: asRest, isDifference: true };
  }
  return undefined;
}

/**
 * In how many columns values equal others without chance: unless all columns are equal, in none. A column like another
 * proves nothing more, nor do small and round numbers: 300 is often the sum of 100 and 200.
 */
function columnsEqual(values: readonly number[], others: readonly number[]): number {
  const equal = values.every((value, at) => Math.abs(value - others[at]!) <= toleranceOf(value));
  const sizes = new Set(values.map(Math.abs).filter((size) => size >= notByChance));
  const isRound = [...sizes].every((size) => String(size).replace(/0+$/, "").length < fewestDigits);
  return equal && !isRound ? sizes.size : 0;
}

/** By how much a sum may differ from a value through rounding. */
function toleranceOf(value: number): number {
  const least = Number.isInteger(value) && Math.abs(value) >= notByChance ? smallRounding : 1e-6;
  return Math.max(rounding * Math.abs(value), least);
}
