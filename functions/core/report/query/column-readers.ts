import type { DuckDBDataChunk, DuckDBDateValue, DuckDBDecimal64Vector } from "@duckdb/node-api";
import { Decimal, type Numeric } from "../../decimal.ts";
import type { ColumnType } from "../template/template.ts";
import type { Value } from "./table.ts";

/** Replaces a value that no report can show: an infinity or NaN, or a date outside the years 1 to 9999. */
export const notFinite = Symbol("not finite");
export const outOfRange = Symbol("out of range");

type Read = Value | typeof notFinite | typeof outOfRange;

/** Converts the values of certain DuckDB types to table values. */
export interface ColumnReader {
  readonly type: ColumnType;
  /** Whether the numbers are floating. */
  readonly floating?: true;
  /**
   * The values of a column of a chunk, in order. @param digits significant digits to which floating numbers are rounded
   */
  read(chunk: DuckDBDataChunk, column: number, digits: number): Read[];
}

const largestSafe = 9007199254740991n;
/** DuckDB's infinities among the days since 1970. */
const infiniteDays = 2_147_483_647;

/**
 * @param type DuckDB's name of a type. @returns undefined for lists, structs, bytes and anything else that no cell or
 * chart can show
 */
export function columnReader(type: string): ColumnReader | undefined {
  // First, since a list's name begins with that of its elements: `DECIMAL(3,2)[]`.
  if (/\]$|^(STRUCT|MAP|UNION|BLOB|BIT|VARIANT|GEOMETRY)/.test(type)) return undefined;
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|^BIGNUM$/.test(type)) return integers;
  if (type.startsWith("DECIMAL")) return decimals;
  if (type === "FLOAT") return floats;
  if (type === "DOUBLE") return doubles;
  if (type === "BOOLEAN") return booleans;
  if (type === "DATE") return dates;
  if (type.startsWith("TIMESTAMP")) return timestamps;
  return texts;
}

const integers = readerOf<number | bigint>("integer", (value) =>
  typeof value === "number" ? value : exactInteger(value),
);

/** Read without creating DuckDB's object for each value. */
const decimals: ColumnReader = {
  type: "number",
  read(chunk, column) {
    const vector = chunk.getColumnVector(column) as DuckDBDecimal64Vector;
    const { scale } = vector.type as unknown as { readonly scale: number };
    const power = 10 ** scale;
    return Array.from({ length: vector.itemCount }, (_, row) => {
      const unscaled = vector.getScaledValue(row) as bigint | number | null;
      return unscaled === null ? null : exactDecimal(unscaled, scale, power);
    });
  },
};

const floats: ColumnReader = {
  ...readerOf<number>("number", (value) => (Number.isFinite(value) ? shortest(value) : notFinite)),
  floating: true,
};
const doubles: ColumnReader = {
  ...readerOf<number>("number", (value, digits) =>
    Number.isFinite(value) ? Number(value.toPrecision(digits)) + 0 : notFinite,
  ),
  floating: true,
};
const booleans = readerOf<boolean>("boolean", (value) => value);

const dates = readerOf<DuckDBDateValue>("date", (value) => {
  if (Math.abs(value.days) >= infiniteDays) return notFinite;
  const text = value.toString();
  return /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) ? text : outOfRange;
});

/** `2020-01-02 03:04:05.5` and `2020-01-02 03:04:05+00` → `2020-01-02T03:04:05.5Z`. */
const timestamps = readerOf<object>("timestamp", (value) => {
  const text = String(value);
  if (/^-?infinity$/.test(text)) return notFinite;
  const match = /^((?!0000)\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)(?:\+00(?::00)?)?$/.exec(text);
  return match === null ? outOfRange : `${match[1]}T${match[2]}Z`;
});

const texts = readerOf<object | string>("text", (value) => (typeof value === "string" ? value : String(value)));

function readerOf<T>(type: ColumnType, convert: (value: T, digits: number) => Read): ColumnReader {
  return {
    type,
    read: (chunk, column, digits) =>
      chunk.getColumnValues(column).map((value) => (value === null ? null : convert(value as T, digits))),
  };
}

function exactInteger(value: bigint): Numeric {
  return value >= -largestSafe && value <= largestSafe ? Number(value) : new Decimal(value, 0).narrow();
}

/**
 * Up to 15 digits the quotient of two exact doubles is the double nearest to the decimal, and its shortest text the
 * decimal itself.
 */
function exactDecimal(unscaled: bigint | number, scale: number, power: number): Numeric {
  return scale <= 22 && unscaled < 1e15 && unscaled > -1e15
    ? Number(unscaled) / power
    : new Decimal(BigInt(unscaled), scale).narrow();
}

/** The number with the fewest digits that equals this single-precision number: 0.1, not 0.10000000149011612. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short + 0;
  }
  return Number(value.toPrecision(9)) + 0;
}
