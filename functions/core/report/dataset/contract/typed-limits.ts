import { Decimal } from "../../../decimal.ts";
import { quoteText } from "../database/quote-sql.ts";
import type { DatasetColumn } from "../dataset.ts";

/** A column whose values are compared. */
export type ComparedColumn = Pick<DatasetColumn, "type" | "databaseType">;

/** SQL that is true of a value beyond the limit; false and true where no value, or each, is. */
export type Beyond = (column: string) => string;

const never: Beyond = () => "false";
const always: Beyond = (column) => `${column} IS NOT NULL`;

/**
 * What is true of the values below a limit, or above it. Whole numbers and decimals are compared exactly, whatever
 * digits the limit has; a day that limits moments from above includes its whole day. What is no number (NaN) is beyond
 * each limit.
 *
 * @returns undefined if the text is no value of the column's type, or texts and truth values are to be compared
 */
export function beyond(side: "from" | "to", text: string, column: ComparedColumn): Beyond | undefined {
  const { type } = column;
  if (type === "integer" || type === "number") return beyondNumber(side, text, column);
  if (type === "date") {
    const day = dayOf(text);
    return day === undefined ? undefined : (name) => `${name} ${side === "from" ? "<" : ">"} DATE ${quoteText(day)}`;
  }
  if (type !== "timestamp") return undefined;
  const day = dayOf(text);
  if (day !== undefined && side === "to") return (name) => `${name} >= TIMESTAMP ${quoteText(day)} + INTERVAL 1 DAY`;
  const moment = day ?? momentOf(text);
  return moment === undefined
    ? undefined
    : (name) => `${name} ${side === "from" ? "<" : ">"} TIMESTAMP ${quoteText(moment)}`;
}

/**
 * SQL that is true of the values that are none of these.
 *
 * @returns the first of the texts that is no value of the column's type, if there is one
 */
export function outside(
  texts: readonly string[],
  column: ComparedColumn,
): { readonly sql: Beyond } | { readonly unfit: string } {
  const { type } = column;
  const literals: string[] = [];
  for (const text of texts) {
    const literal = type === "text" ? quoteText(text) : literalOf(text.trim(), column);
    if (literal === undefined) return { unfit: text };
    literals.push(...literal);
  }
  const listed = type === "text" ? texts.map(quoteText) : literals;
  return { sql: listed.length === 0 ? always : (name) => `${name} NOT IN (${listed.join(", ")})` };
}

/** The values that a text names, in SQL: none if the column can have no such value. */
function literalOf(text: string, column: ComparedColumn): readonly string[] | undefined {
  const { type } = column;
  if (type === "boolean") return /^(?:true|false)$/i.test(text) ? [text.toLowerCase()] : undefined;
  if (type === "date") return wrap("DATE", dayOf(text));
  if (type === "timestamp") return wrap("TIMESTAMP", dayOf(text) ?? momentOf(text));
  const value = numberOf(text);
  if (value === undefined) return undefined;
  const scale = scaleOf(column);
  if (scale === undefined) return [doubleOf(value)];
  return value.scale > scale || !fits(value, scale) ? [] : [exact(value, scale)];
}

function wrap(type: string, text: string | undefined): readonly string[] | undefined {
  return text === undefined ? undefined : [`${type} ${quoteText(text)}`];
}

function beyondNumber(side: "from" | "to", text: string, column: ComparedColumn): Beyond | undefined {
  const value = numberOf(text);
  if (value === undefined) return undefined;
  const scale = scaleOf(column);
  const sign = side === "from" ? "<" : ">";
  if (scale === undefined) return (name) => `(${name} ${sign} ${doubleOf(value)} OR isnan(${name}))`;
  // A value with so many decimals is below 0.15 if it is below 0.2, the next value that it could have.
  const limit = value.rounded(scale, side === "from" ? "ceiling" : "floor");
  if (fits(limit, scale)) return (name) => `${name} ${sign} ${exact(limit, scale)}`;
  return limit.negative === (side === "to") ? always : never;
}

/** A number as people and programs write it, without groups. */
function numberOf(text: string): Decimal | undefined {
  return /\d/.test(text) && Number.isFinite(Number(text)) ? Decimal.parse(text) : undefined;
}

/** Decimals of an exact type; undefined for a double. */
function scaleOf({ type, databaseType }: ComparedColumn): number | undefined {
  const decimal = /^DECIMAL\(\d+, ?(\d+)\)$/.exec(databaseType ?? "");
  if (decimal !== null) return Number(decimal[1]);
  return type === "integer" || databaseType?.endsWith("INT") === true ? 0 : undefined;
}

/** Whether a DECIMAL of 38 digits holds it, which all exact columns can be compared with. */
function fits(value: Decimal, scale: number): boolean {
  const most = new Decimal(10n ** BigInt(38 - scale), 0);
  return value.compare(most) < 0 && value.compare(most.negated()) > 0;
}

function exact(value: Decimal, scale: number): string {
  return `CAST(${quoteText(value.toString())} AS DECIMAL(38, ${scale}))`;
}

function doubleOf(value: Decimal): string {
  return `CAST(${quoteText(String(value.valueOf()))} AS DOUBLE)`;
}

/** A day that exists, as DuckDB reads it. */
function dayOf(text: string): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day] = match.map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year!, month! - 1, day);
  return date.getUTCMonth() === month! - 1 && date.getUTCDate() === day ? text : undefined;
}

/** A moment in UTC, as DuckDB reads it; one with an offset is moved there. */
function momentOf(text: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(Z|[-+]\d{2}:\d{2})?$/.exec(text);
  if (match === null) return undefined;
  const [, day = "", hour, minute, second = "00", fraction = "", offset = "Z"] = match;
  const isTime = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  const shift =
    offset === "Z" ? 0 : Number(`${offset[0]}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
  if (dayOf(day) === undefined || !isTime || Math.abs(shift) > 14 * 60) return undefined;
  const moved = new Date(Date.parse(`${day}T${hour}:${minute}:${second}Z`) - shift * 60_000).toISOString();
  return `${moved.slice(0, 10)} ${moved.slice(11, 19)}${fraction === "" ? "" : `.${fraction}`}`;
}
