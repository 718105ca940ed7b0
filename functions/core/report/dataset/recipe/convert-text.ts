import type { Notation } from "../dataset.ts";
import { dateByFormats } from "../database/named-dates.ts";
import { quoteText } from "../database/quote-sql.ts";
import { unitPattern } from "../unit-pattern.ts";
import type { WrittenType } from "./recipe.ts";

/** How the text of a value becomes a value of a type. */
export interface Conversion {
  /**
   * The value, in SQL, from an expression of the trimmed text: null if that is not of the type. Of a `decimal` it is
   * the digits, still as text, since the type depends on them all.
   */
  readonly sql: (text: string) => string;
  readonly exact?: true;
}

/**
 * The conversion that a step asks for; undefined for a text, which stays as it is.
 *
 * @param notation how the reader found the column's values written, if it did: it counts where the step says nothing
 */
export function conversionTo(type: WrittenType, notation: Notation | undefined): Conversion | undefined {
  const [name, written] = typeof type === "string" ? [type, undefined] : Object.entries(type)[0]!;
  const found = notation?.kind === "number" ? notation : undefined;
  const formats = Array.isArray(written) ? (written as readonly string[]) : formatsOf(notation, name);
  switch (name) {
    case "integer":
      return { sql: (text) => `TRY_CAST(${plainNumber(text, { written, found, type: name })} AS BIGINT)` };
    case "number":
      return { sql: (text) => `TRY_CAST(${plainNumber(text, { written, found, type: name })} AS DOUBLE)` };
    case "decimal":
      return { sql: (text) => plainNumber(text, { written, found, type: name }), exact: true };
    case "boolean":
      return { sql: truth };
    case "date":
      return { sql: (text) => (formats === undefined ? isoDate(text) : `CAST(${parsed(text, formats)} AS DATE)`) };
    case "timestamp":
      return { sql: (text) => (formats === undefined ? isoTimestamp(text) : parsed(text, formats)) };
    default:
      return undefined;
  }
}

function formatsOf(notation: Notation | undefined, type: string): readonly string[] | undefined {
  return notation !== undefined && notation.kind === type && notation.kind !== "number" ? notation.formats : undefined;
}

function truth(text: string): string {
  return `CASE WHEN lower(${text}) IN ('true', 'yes', '1') THEN true WHEN lower(${text}) IN ('false', 'no', '0') THEN false END`;
}

/**
 * SQL of the moment that a text gives by one of the formats. Years of one or two digits are no years: `1/2/24` is not
 * in the first century.
 */
export function parsed(text: string, formats: readonly string[]): string {
  const moment = `CAST(${dateByFormats(text, formats)} AS TIMESTAMP)`;
  return within(moment, "0100");
}

/** A day or moment, if it lies in the years that reports show. @param first year, of four digits */
function within(value: string, first = "0001"): string {
  return `CASE WHEN ${value} >= TIMESTAMP '${first}-01-01' AND ${value} < TIMESTAMP '10000-01-01' THEN ${value} END`;
}

/** A plain date, as the reader takes one. */
function isoDate(text: string): string {
  const pattern = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}";
  return `CASE WHEN regexp_full_match(${text}, '${pattern}') THEN ${within(`TRY_CAST(${text} AS DATE)`)} END`;
}

function isoTimestamp(text: string): string {
  const pattern = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T ][0-9:.]+ ?(Z|[-+][0-9:]+)?)?";
  return `CASE WHEN regexp_full_match(${text}, '${pattern}') THEN ${within(`CAST(TRY_CAST(${text} AS TIMESTAMPTZ) AS TIMESTAMP)`)} END`;
}

/** Spaces that group digits, or stand between an amount and its unit or sign. */
const spaces = " \u00a0\u2009\u202f\u2007";

/** Signs that group digits, with those that look alike. */
const groups: Readonly<Record<string, string>> = { ",": ",", ".": ".", " ": spaces, "'": "'\u2019" };

interface WrittenNumber {
  readonly written: unknown;
  readonly found: Extract<Notation, { kind: "number" }> | undefined;
  readonly type: "integer" | "number" | "decimal";
}

/**
 * The digits of a number in the plain notation, as text; null if the text is no such number. What the reader takes for
 * a number in this notation is one here, with its unit (`€`, `%`, `CNY`), its minus before or after, or its brackets;
 * zeros may lead. Groups have three digits, so that a decimal mark is never taken for one of thousands.
 */
function plainNumber(text: string, { written, found, type }: WrittenNumber): string {
  const sample = typeof written === "string" ? written : "1234.56";
  const isFound = written === undefined && found !== undefined;
  const decimal = isFound ? found.decimal : sample.at(-3)!;
  const group = isFound ? found.group : (groups[sample[1]!] ?? "");
  const pattern = amountPattern(group, decimal, type);
  const bare = `regexp_replace(${text}, ${quoteText(unitPattern)}, '', 'g')`;
  const digits = `regexp_extract(${bare}, ${quoteText(`(?:[0-9]|[${decimal}][0-9])(?:[0-9${group}${decimal}]*[0-9])?(?:[eE][-+]?[0-9]+)?`)})`;
  const grouped = group === "" ? digits : `translate(${digits}, ${quoteText(group)}, '')`;
  const pointed = decimal === "." ? grouped : `replace(${grouped}, ',', '.')`;
  const sign = `CASE WHEN regexp_matches(${text}, '^[^0-9]*[-−(]|[-−]$') THEN '-' ELSE '' END`;
  return `CASE WHEN regexp_full_match(${text}, ${quoteText(pattern)}) THEN ${sign} || ${pointed} END`;
}

/** A whole number in a notation, as the reader's `notations.ts` has it. Only a `number` has an exponent. */
function amountPattern(group: string, decimal: string, type: WrittenNumber["type"]): string {
  // Lakh and crore: groups of two digits, the last of three.
  const indian = group === "," ? "|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}" : "";
  const whole = group === "" ? "[0-9]+" : `(?:[1-9][0-9]{0,2}(?:[${group}][0-9]{3})+${indian}|[0-9]+)`;
  const digits = type === "integer" ? whole : `(?:${whole}(?:[${decimal}][0-9]*)?|[${decimal}][0-9]+)`;
  const number = `${digits}${type === "number" ? "(?:[eE][-+]?[0-9]+)?" : ""}`;
  const space = `[\\s${spaces}]*`;
  const amount = `(?:${unitPattern}${space}[-−]?)?${number}(?:${space}${unitPattern})?`;
  return `(?:[-+−]?${space}${amount}|${amount}${space}[-−]|\\(${amount}\\))`;
}
