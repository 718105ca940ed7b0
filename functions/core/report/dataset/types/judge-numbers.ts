import type { DatasetColumn } from "../dataset.ts";

/** A way in which a column's numbers are written, with the first such number. */
export interface NumberKind {
  readonly kind: string;
  readonly row: number;
  readonly value: string;
}

/** Measurements of a column of numbers. */
export interface Digits {
  /**
   * Most digits before the decimal mark, after it, and in total without leading zeros, for numbers without exponents.
   */
  readonly whole: number;
  readonly scale: number;
  readonly significant: number;
  /** Characters of the shortest and the longest value. */
  readonly shortest: number;
  readonly longest: number;
  readonly count: number;
  /** Values that begin with a minus. */
  readonly negative: number;
  /** Values that end with two zeros, as amounts often do and identifiers seldom do. */
  readonly round: number;
}

/** The type chosen for a column whose values are all numbers. */
export interface JudgedNumbers extends Pick<DatasetColumn, "type" | "databaseType" | "couldBe"> {
  /** Why it is text, or what is lost. */
  readonly warning?: { readonly message: string; readonly seen: unknown; readonly row: number };
}

type NumberType = Pick<DatasetColumn, "type" | "databaseType">;

/** Most digits that DuckDB's exact types hold. */
const widest = 38;
/** More decimals than any currency has: such numbers were measured or computed. */
const measuredDecimals = 10;
const identifierDigits = 13;

/**
 * Chooses the type of a column whose values are all numbers.
 *
 * - Whole numbers of up to 38 digits and plain decimals are held exactly, so that money adds up. Decimals with ten or
 *   more digits after the mark and at most 17 in total look like printed floating-point numbers and are held as such,
 *   as are numbers with exponents.
 * - What looks like a code is text, unless the format itself marks it as a number: telephone numbers (`+41…` if no
 *   value is negative), codes like `1E5` among whole numbers, and identifiers (at least 13 digits, the same number in
 *   each row). Such a column may be declared as a number.
 * - Numbers with more digits than any type holds are text.
 *
 * @param typed whether the format distinguishes numbers from texts, as JSON does
 */
export function judgeNumbers(
  name: string,
  kinds: readonly NumberKind[],
  digits: Digits,
  typed: boolean,
): JudgedNumbers {
  const { significant } = digits;
  const decimal = kinds.find(({ kind }) => kind === "decimal");
  const number = exactType(kinds, digits);
  const tell = (found: NumberKind, what: string): NonNullable<JudgedNumbers["warning"]> => ({
    message: `"${name}" ${what}`,
    seen: found.value,
    row: found.row,
  });
  const doubt = typed ? undefined : looksLikeCode(kinds, digits);
  if (doubt !== undefined) {
    const couldBe = number ?? ({ type: "number" } as const);
    return {
      type: "text",
      couldBe,
      warning: tell(doubt.found, `is text: ${doubt.why}. Declare it as ${couldBe.type} if it is one`),
    };
  }
  if (number === undefined) {
    return {
      type: "text",
      couldBe: { type: "number" },
      warning: tell(
        decimal ?? kinds[0]!,
        `is text: its numbers have up to ${significant} digits, and at most ${widest} can be calculated with exactly. Declare it as number to calculate with 15`,
      ),
    };
  }
  const floating = number.type === "number" && number.databaseType === undefined;
  if (!floating || decimal === undefined || significant <= 15) return number;
  return {
    ...number,
    warning: tell(decimal, `holds floating-point numbers of up to ${significant} digits; 15 of them are kept`),
  };
}

/** The narrowest type that holds all values as written; undefined if there is none. */
function exactType(kinds: readonly NumberKind[], { whole, scale, significant }: Digits): NumberType | undefined {
  if (kinds.every(({ kind }) => kind === "integer" || kind === "plus")) {
    if (whole > widest) return undefined;
    return { type: "integer", ...(whole > 15 ? { databaseType: whole > 18 ? "HUGEINT" : "BIGINT" } : {}) };
  }
  const digits = whole + scale;
  if (kinds.some(({ kind }) => kind === "power" || kind === "scientific")) return { type: "number" };
  if (significant <= 17 && (scale >= measuredDecimals || digits > widest)) return { type: "number" };
  // The width shows whether a double holds all digits; up to 18 digits fit in 64 bits.
  const width = digits > 18 ? widest : digits > 15 ? 18 : 15;
  return digits > widest ? undefined : { type: "number", databaseType: `DECIMAL(${width}, ${scale})` };
}

function looksLikeCode(
  kinds: readonly NumberKind[],
  { shortest, longest, negative, round, count }: Digits,
): { readonly found: NumberKind; readonly why: string } | undefined {
  const of = (kind: string): NumberKind | undefined => kinds.find((found) => found.kind === kind);
  const [plus, power, integer] = [of("plus"), of("power"), of("integer")];
  const fractions = kinds.some(({ kind }) => kind === "decimal" || kind === "scientific");
  if (plus !== undefined && !fractions && negative === 0)
    return {
      found: plus,
      why: `"${plus.value}" in row ${plus.row} may be a telephone number, and no value is negative`,
    };
  if (power !== undefined && !fractions && (integer ?? plus) !== undefined)
    return {
      found: power,
      why: `"${power.value}" in row ${power.row} may be a code or a power of ten, and the other values are whole numbers`,
    };
  if (integer === undefined || kinds.length > 1 || count < 2) return undefined;
  if (shortest !== longest || shortest < identifierDigits || negative > 0 || round * 2 > count) return undefined;
  return { found: integer, why: `each value has ${shortest} digits, as identifiers have` };
}
