import type { DatasetColumn } from "../dataset.ts";

/** A way in which numbers of a column are written, with the first that is. */
export interface NumberKind {
  readonly kind: string;
  readonly row: number;
  readonly value: string;
}

/** What was measured of a column of numbers. */
export interface Digits {
  /** Most digits before the mark, after it, and in all without leading zeros, of numbers without exponents. */
  readonly whole: number;
  readonly scale: number;
  readonly significant: number;
  /** Characters of the shortest and of the longest value. */
  readonly shortest: number;
  readonly longest: number;
  readonly count: number;
  /** Values that begin with a minus. */
  readonly negative: number;
  /** Values that end with two zeros, as amounts often do and identifiers seldom. */
  readonly round: number;
}

/** The type of a column all of whose values are numbers. */
export interface JudgedNumbers extends Pick<DatasetColumn, "type" | "databaseType" | "couldBe"> {
  /** Why it is text, or what is lost. */
  readonly warning?: { readonly message: string; readonly seen: unknown; readonly row: number };
}

type NumberType = Pick<DatasetColumn, "type" | "databaseType">;

/** Digits that DuckDB's widest exact types hold. */
const widest = 38;
/** More decimals than any currency has: numbers with so many were measured or computed. */
const measuredDecimals = 10;
const identifierDigits = 13;

/**
 * Decides what a column is whose values are all numbers.
 *
 * - Whole numbers of up to 38 digits and plain decimals are held exactly, so that money adds up. Decimals with ten or more digits after the mark and at most 17 in all
 *   are what programs print of floating numbers, and held as such, as are numbers with exponents.
 * - What looks like a code is text, unless the format itself says that it is a number: telephone numbers (`+41…` where no value is negative), codes like `1E5`
 *   among whole numbers, and identifiers (13 digits or more, as many in each row). Such a column may be declared as a number.
 * - Numbers with more digits than any type holds are text.
 *
 * @param typed whether the format tells numbers from texts, as JSON does
 */
export function judgeNumbers(name: string, kinds: readonly NumberKind[], digits: Digits, typed: boolean): JudgedNumbers {
  const { significant } = digits;
  const decimal = kinds.find(({ kind }) => kind === "decimal");
  const number = exactType(kinds, digits);
  const tell = (found: NumberKind, what: string): NonNullable<JudgedNumbers["warning"]> => ({ message: `"${name}" ${what}`, seen: found.value, row: found.row });
  const doubt = typed ? undefined : looksLikeCode(kinds, digits);
  if (doubt !== undefined) {
    const couldBe = number ?? ({ type: "number" } as const);
    return { type: "text", couldBe, warning: tell(doubt.found, `is text: ${doubt.why}. Declare it as ${couldBe.type} if it is one`) };
  }
  if (number === undefined) {
    return { type: "text", couldBe: { type: "number" }, warning: tell(decimal ?? kinds[0]!, `is text: its numbers have up to ${significant} digits, and at most ${widest} can be calculated with exactly. Declare it as number to calculate with 15`) };
  }
  const floating = number.type === "number" && number.databaseType === undefined;
  if (!floating || decimal === undefined || significant <= 15) return number;
  return { ...number, warning: tell(decimal, `holds floating-point numbers of up to ${significant} digits; 15 of them are kept`) };
}

/** The narrowest type that holds all values as they are written; undefined where there is none. */
function exactType(kinds: readonly NumberKind[], { whole, scale, significant }: Digits): NumberType | undefined {
  if (kinds.every(({ kind }) => kind === "integer" || kind === "plus")) {
    if (whole > widest) return undefined;
    return { type: "integer", ...(whole > 15 ? { databaseType: whole > 18 ? "HUGEINT" : "BIGINT" } : {}) };
  }
  const digits = whole + scale;
  if (kinds.some(({ kind }) => kind === "power" || kind === "scientific")) return { type: "number" };
  if (significant <= 17 && (scale >= measuredDecimals || digits > widest)) return { type: "number" };
  // The width tells whether a double holds all digits; up to 18 they are held in 64 bits.
  const width = digits > 18 ? widest : digits > 15 ? 18 : 15;
  return digits > widest ? undefined : { type: "number", databaseType: `DECIMAL(${width}, ${scale})` };
}

function looksLikeCode(kinds: readonly NumberKind[], { shortest, longest, negative, round, count }: Digits): { readonly found: NumberKind; readonly why: string } | undefined {
  const of = (kind: string): NumberKind | undefined => kinds.find((found) => found.kind === kind);
  const [plus, power, integer] = [of("plus"), of("power"), of("integer")];
  const fractions = kinds.some(({ kind }) => kind === "decimal" || kind === "scientific");
  if (plus !== undefined && !fractions && negative === 0) return { found: plus, why: `"${plus.value}" in row ${plus.row} may be a telephone number, and no value is negative` };
  if (power !== undefined && !fractions && (integer ?? plus) !== undefined) return { found: power, why: `"${power.value}" in row ${power.row} may be a code or a power of ten, and the other values are whole numbers` };
  if (integer === undefined || kinds.length > 1 || count < 2) return undefined;
  if (shortest !== longest || shortest < identifierDigits || negative > 0 || round * 2 > count) return undefined;
  return { found: integer, why: `each value has ${shortest} digits, as identifiers have` };
}
