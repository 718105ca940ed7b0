import type { Cell, DraftColumn, DraftTable } from "../draft.ts";
import { quoteName, quotePattern, quoteText } from "../quote.ts";
import { totalName } from "./look-for-totals.ts";

/** What the values of a column look like. */
export interface ColumnLook extends DraftColumn {
  /** Rows with a value, and how many of the values differ. */
  readonly values: number;
  readonly distinct: number;
  /** Of numbers. */
  readonly low: number;
  readonly high: number;
  readonly middle: number;
  /** The smallest size of a value that is not zero; 0 if there is none. */
  readonly least: number;
  readonly whole: boolean;
  /** Most decimals of a value as it is written. */
  readonly places: number;
  /** Whether some value is zero or negative. */
  readonly sinks: boolean;
  readonly negative: boolean;
  /** The different values of texts, sorted; at most 300. */
  readonly texts: readonly string[];
  /** Those of all its texts that name a total. */
  readonly totals: readonly string[];
  /** Mean length of a text. */
  readonly length: number;
}

/** Texts of a column that are read. */
const mostTexts = 300;
/** Columns that are looked at; those behind them stay out of a draft. */
const mostColumns = 80;

/** Looks at the columns of a table or of a subquery, in one pass. */
export async function lookAtColumns(
  { ask }: Pick<DraftTable, "ask">,
  columns: readonly DraftColumn[],
  source: string,
): Promise<readonly ColumnLook[]> {
  const seen = columns.slice(0, mostColumns);
  if (seen.length === 0) return [];
  const rows = await ask(seen.map((column, at) => selectOf(column, at, source)).join("\nUNION ALL\n"));
  const byPlace = new Map(rows.map((row) => [Number(row["at"]), row]));
  const looks = seen.map((column, at) => lookOf(column, byPlace.get(at) ?? {}));
  return await withLaterTotals(ask, looks, source);
}

/** Texts that name a total, also of columns with more texts than are read. */
async function withLaterTotals(
  ask: DraftTable["ask"],
  looks: readonly ColumnLook[],
  source: string,
): Promise<readonly ColumnLook[]> {
  const long = looks.filter(({ texts, distinct }) => texts.length === mostTexts && distinct > mostTexts);
  if (long.length === 0) return looks;
  const parts = long.map(({ name }) => {
    const value = quoteName(name);
    const named = `regexp_matches(trim(${value}), ${quotePattern(totalName, "(?i)")})`;
    return `SELECT ${quoteText(name)} AS name, ${value} AS text FROM ${source} WHERE ${named} GROUP BY ALL`;
  });
  const rows = await ask(`SELECT * FROM (${parts.join("\nUNION ALL\n")}) ORDER BY name, text LIMIT ${mostTexts}`);
  return looks.map((look) =>
    long.includes(look)
      ? { ...look, totals: rows.filter(({ name }) => name === look.name).map(({ text }) => String(text)) }
      : look,
  );
}

/** Looks at the values of each series of a table whose rows name what they measure. */
export async function lookAtSeries(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  { value, selector, names }: { readonly value: string; readonly selector: string; readonly names: readonly string[] },
): Promise<readonly ColumnLook[]> {
  if (names.length === 0) return [];
  const columns = names.map((): DraftColumn => ({ name: value, type: "number", nulls: 0 }));
  const parts = names.map((name) => `(SELECT * FROM ${source} WHERE ${quoteName(selector)} = ${quoteText(name)})`);
  const rows = await ask(columns.map((column, at) => selectOf(column, at, parts[at]!)).join("\nUNION ALL\n"));
  const byPlace = new Map(rows.map((row) => [Number(row["at"]), row]));
  return names.map((name, at) => ({ ...lookOf(columns[at]!, byPlace.get(at) ?? {}), name }));
}

function selectOf({ name, type }: DraftColumn, at: number, source: string): string {
  const value = quoteName(name);
  const isNumber = type === "integer" || type === "number";
  const numbers = isNumber
    ? `min(${value})::DOUBLE AS low, max(${value})::DOUBLE AS high, median(${value}::DOUBLE) AS middle, ` +
      `coalesce(min(abs(${value}::DOUBLE)) FILTER (${value} <> 0), 0) AS least, ` +
      `coalesce(bool_and(${value} = floor(${value}::DOUBLE)), false) AS whole, ` +
      `coalesce(max(length(regexp_extract(${value}::VARCHAR, '^-?\\d+\\.(\\d*[1-9])0*$', 1))), 0) AS places, ` +
      `coalesce(bool_or(${value} <= 0), false) AS sinks, coalesce(bool_or(${value} < 0), false) AS negative`
    : "0::DOUBLE AS low, 0::DOUBLE AS high, 0::DOUBLE AS middle, 0::DOUBLE AS least, false AS whole, 0 AS places, false AS sinks, false AS negative";
  const texts =
    type === "text"
      ? `(SELECT to_json(list(v ORDER BY v))::VARCHAR FROM (SELECT DISTINCT ${value} AS v FROM ${source} ` +
        `WHERE ${value} IS NOT NULL ORDER BY v LIMIT ${mostTexts})) AS texts, avg(length(${value}))::DOUBLE AS size`
      : "NULL::VARCHAR AS texts, 0::DOUBLE AS size";
  return (
    `SELECT ${at} AS at, count(${value}) AS filled, count(DISTINCT ${value}) AS different, ` +
    `${numbers}, ${texts} FROM ${source}`
  );
}

function lookOf(column: DraftColumn, row: Readonly<Record<string, Cell>>): ColumnLook {
  const number = (name: string): number => Number(row[name] ?? 0);
  const parsed: unknown = JSON.parse(String(row["texts"] ?? "[]"));
  const texts = Array.isArray(parsed) ? parsed.map(String) : [];
  return {
    ...column,
    values: number("filled"),
    distinct: number("different"),
    low: number("low"),
    high: number("high"),
    middle: number("middle"),
    least: number("least"),
    whole: row["whole"] === true,
    places: number("places"),
    sinks: row["sinks"] === true,
    negative: row["negative"] === true,
    texts,
    totals: texts.filter((text) => totalName.test(text.trim())),
    length: number("size"),
  };
}
