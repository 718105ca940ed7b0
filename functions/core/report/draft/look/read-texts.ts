import type { Cell, DraftColumn, DraftTable } from "../draft.ts";
import { quoteName, quoteText } from "../quote.ts";

/** What stands where a number is missing, also where somebody was absent. */
const missing =
  "^[-–—.]{0,3}$|^(n/?a|null|none|nan|#n/a|k\\. ?a\\.|abs\\.?|absent|krank|entsch\\.?|dns|dnf|缺考|缺席|缺勤|免考|未测)$";
/** The same among amounts; beside plain whole numbers it may be a name: the code of no currency. */
const unsaid = "^(nil|tbd|tba|tbc|无|暂无)$";
const plain = "^[+-]?([1-9]\\d*|0)(\\.\\d+)?$";
/** With a sign of a currency or of percent. */
const signed = "^[+-]?[$€£¥]? ?[+-]?\\d+(\\.\\d+)?[ \u00a0]?[%€]?$";
/** With groups of three digits. */
const grouped = "^[+-]?[$€£¥]? ?[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?[ \u00a0]?[%€]?$";

/** Fewest rows that must be numbers, as a share of all; and share of the texts of a column that may have no number. */
const [mostlyFilled, mostOdd] = [0.3, 0.15];
/** Most different texts of a column that have none. */
const mostOddKinds = 4;
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
  /** Texts of it that are no numbers, and how many rows have no number. */
  readonly odd: readonly string[];
  readonly lacking: number;
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
  const likely = texts.filter((_, at) => areNumbers(first.get(at) ?? {}));
  const byPlace = await readAll(ask, likely, "records");
  return likely.flatMap((column, at) => {
    const row = byPlace.get(at) ?? {};
    const number = (name: string): number => Number(row[name] ?? 0);
    const rowsOf = number("n");
    const isNumbers = number("numbers") > 0 && number("numbers") >= mostlyFilled * rowsOf && areNumbers(row);
    // A single length of five or more digits is that of a number of a thing; few whole ones are kinds.
    const isOneLength = number("shortest") === number("longest") && number("shortest") >= 5;
    const isThing = isOneLength && number("fractions") === 0 && column.grouped !== true;
    const isKinds = number("fractions") === 0 && number("groups") === 0 && number("different") <= manyKinds;
    // One group of three digits in each may be a German fraction: 0,245.
    const isUnclear = number("single_groups") === number("numbers") && column.grouped !== true;
    if (!isNumbers || isThing || isKinds || isUnclear || number("zeros") > 0) return [];
    const name = quoteName(column.name);
    const isPlain = number("plain") === number("numbers");
    const read = isPlain
      ? `TRY_CAST(${name} AS DOUBLE)`
      : `TRY_CAST(regexp_replace(${name}, '[,$€£¥% \u00a0]', '', 'g') AS DOUBLE)`;
    // Without its commas a text that is no number might become one.
    const value =
      number("numbers") === number("filled") || isPlain
        ? read
        : `CASE WHEN ${isNumberSql(`trim(${name})`)} THEN ${read} END`;
    const unit = isPlain ? "" : String(row["sign"] ?? "");
    const odd = [...listed(row["odd"]), ...listed(row["markers"])].slice(0, mostTold);
    return [{ column, value, unit, isPlain, odd, lacking: rowsOf - number("numbers") }];
  });
}

/**
 * Whether all texts are numbers, or nearly all and a few are words that stand for none. Beside whole numbers such words
 * are places and kinds: `NEW` in last week's places of a chart.
 */
function areNumbers(row: Readonly<Record<string, Cell>>): boolean {
  const number = (name: string): number => Number(row[name] ?? 0);
  const [numbers, filled, said] = [number("numbers"), number("filled"), number("filled") - number("unsaid")];
  if (numbers === filled) return true;
  if (numbers === said) return number("fractions") > 0 || number("groups") > 0;
  return said - numbers <= mostOdd * said && number("odd_kinds") <= mostOddKinds && number("fractions") > 0;
}

/** Texts of a column that the report names. */
const mostTold = 6;

const listed = (texts: Cell | undefined): readonly string[] =>
  texts === null || texts === undefined ? [] : String(texts).split("\n");

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

const matches = (pattern: string, of = "v"): string => `regexp_matches(${of}, ${quoteText(pattern)})`;
/** SQL of whether a text is a number. */
const isNumberSql = (of: string): string => `(${[plain, signed, grouped].map((one) => matches(one, of)).join(" OR ")})`;
const distinctTexts = (of: string): string => `string_agg(DISTINCT left(${of}, 20), chr(10) ORDER BY left(${of}, 20))`;
const count = (condition: string): string => `count(*) FILTER (${condition})`;

function selectOf({ name }: DraftColumn, at: number, source: string): string {
  const text = `trim(${quoteName(name)})`;
  const isNumber = isNumberSql("v");
  const isUnsaid = `regexp_matches(v, ${quoteText(`(?i)${unsaid}`)})`;
  const isMissing = `regexp_matches(${text}, ${quoteText(`(?i)${missing}`)})`;
  return `SELECT ${at} AS at, max(n) AS n, count(v) AS filled, ${count(matches(plain))} AS plain,
  ${count(isNumber)} AS numbers, count(DISTINCT v) FILTER (NOT ${isNumber} AND NOT ${isUnsaid}) AS odd_kinds, ${count(isUnsaid)} AS unsaid,
  ${distinctTexts("v")} FILTER (NOT ${isNumber}) AS odd, ${distinctTexts("marker")} AS markers,
  ${count("regexp_matches(v, '\\.\\d')")} AS fractions, ${count("contains(v, ',') OR regexp_matches(v, '[$€£¥%]')")} AS groups,
  ${count("regexp_matches(v, '^[+-]?\\d{1,3},\\d{3}$')")} AS single_groups, ${count("regexp_matches(v, '^[+-]?0\\d')")} AS zeros,
  min(length(v)) FILTER (${isNumber}) AS shortest, max(length(v)) FILTER (${isNumber}) AS longest, count(DISTINCT v) AS different,
  min(regexp_extract(v, '[$€£¥%]')) FILTER (regexp_matches(v, '[$€£¥%]')) AS sign
FROM (SELECT CASE WHEN NOT ${isMissing} THEN ${text} END AS v, CASE WHEN ${isMissing} AND ${text} <> '' THEN ${text} END AS marker, count(*) OVER () AS n FROM ${source})`;
}
