import type { Cell, DraftColumn, DraftTable } from "../draft.ts";
import { quoteName, quoteText } from "../quote.ts";

/** What stands where a number is missing. */
const missing = "^[-–—.]{0,3}$|^(n/?a|null|none|nan|#n/a|k\\. ?a\\.)$";
const plain = "^[+-]?([1-9]\\d*|0)(\\.\\d+)?$";
/** With a sign of a currency or of percent. */
const signed = "^[+-]?[$€£¥]? ?[+-]?\\d+(\\.\\d+)?[ \u00a0]?[%€]?$";
/** With groups of three digits. */
const grouped = "^[+-]?[$€£¥]? ?[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?[ \u00a0]?[%€]?$";

/** Fewest rows that must be numbers, as a share of all. */
const mostlyFilled = 0.5;
/** Different numbers from which whole ones are amounts, and not the kinds 1, 2 and 3. */
const manyKinds = 12;

/** A column of numbers that are stored as texts, and SQL that reads them. */
export interface TextNumbers {
  readonly column: DraftColumn;
  /** SQL of the number. */
  readonly value: string;
  readonly unit: string;
  /** Whether the texts are plain numbers, without signs of currencies and groups of digits. */
  readonly isPlain: boolean;
}

/** Names of texts that are written with digits, but name things. */
type IsName = (name: string) => boolean;

/**
 * The columns of texts all of which are numbers: `0.14`, `1,234`, `$12`, `7 %`. Not those that begin with zeros, are
 * all of the same many digits, or name things.
 */
export async function readTexts(
  { ask }: Pick<DraftTable, "ask">,
  columns: readonly DraftColumn[],
  isName: IsName,
): Promise<readonly TextNumbers[]> {
  const texts = columns.filter(({ name, type }) => type === "text" && !isName(name)).slice(0, 80);
  if (texts.length === 0) return [];
  const first = await readAll(ask, texts, `(SELECT * FROM records LIMIT ${firstRows})`);
  // Most columns have a word in their first rows.
  const likely = texts.filter((_, at) => Number(first.get(at)?.["numbers"]) === Number(first.get(at)?.["filled"]));
  const byPlace = await readAll(ask, likely, "records");
  return likely.flatMap((column, at) => {
    const row = byPlace.get(at) ?? {};
    const number = (name: string): number => Number(row[name] ?? 0);
    const [rowsOf, values] = [number("n"), number("filled")];
    const isNumbers = values > 0 && values >= mostlyFilled * rowsOf && number("numbers") === values;
    // A single length of five or more digits is that of a number of a thing; few whole ones are kinds.
    const isOneLength = number("shortest") === number("longest") && number("shortest") >= 5;
    const isThing = isOneLength && number("fractions") === 0 && column.grouped !== true;
    const isKinds = number("fractions") === 0 && number("groups") === 0 && number("different") <= manyKinds;
    // One group of three digits in each may be a German fraction: 0,245.
    const isUnclear = number("single_groups") === values && column.grouped !== true;
    if (!isNumbers || isThing || isKinds || isUnclear || number("zeros") > 0) return [];
    const name = quoteName(column.name);
    const isPlain = number("plain") === values;
    const value = isPlain
      ? `TRY_CAST(${name} AS DOUBLE)`
      : `TRY_CAST(regexp_replace(${name}, '[,$€£¥% \u00a0]', '', 'g') AS DOUBLE)`;
    const unit = isPlain ? "" : String(row["sign"] ?? "");
    return [{ column, value, unit, isPlain }];
  });
}

/** Rows in which a column of words shows one. */
const firstRows = 200;

/** What the texts of each column are, by the place of the column. */
async function readAll(
  ask: DraftTable["ask"],
  columns: readonly DraftColumn[],
  source: string,
): Promise<ReadonlyMap<number, Readonly<Record<string, Cell>>>> {
  if (columns.length === 0) return new Map();
  const rows = await ask(columns.map((column, at) => selectOf(column, at, source)).join("\nUNION ALL\n"));
  return new Map(rows.map((row) => [Number(row["at"]), row]));
}

const matches = (pattern: string): string => `regexp_matches(v, ${quoteText(pattern)})`;
const count = (condition: string): string => `count(*) FILTER (${condition})`;

function selectOf({ name }: DraftColumn, at: number, source: string): string {
  const text = `trim(${quoteName(name)})`;
  return `SELECT ${at} AS at, max(n) AS n, count(v) AS filled, ${count(matches(plain))} AS plain,
  ${count([plain, signed, grouped].map(matches).join(" OR "))} AS numbers,
  ${count("regexp_matches(v, '\\.\\d')")} AS fractions, ${count("contains(v, ',') OR regexp_matches(v, '[$€£¥%]')")} AS groups,
  ${count("regexp_matches(v, '^[+-]?\\d{1,3},\\d{3}$')")} AS single_groups, ${count("regexp_matches(v, '^[+-]?0\\d')")} AS zeros,
  min(length(v)) AS shortest, max(length(v)) AS longest, count(DISTINCT v) AS different,
  min(regexp_extract(v, '[$€£¥%]')) FILTER (regexp_matches(v, '[$€£¥%]')) AS sign
FROM (SELECT CASE WHEN NOT regexp_matches(${text}, ${quoteText(`(?i)${missing}`)}) THEN ${text} END AS v, count(*) OVER () AS n FROM ${source})`;
}
