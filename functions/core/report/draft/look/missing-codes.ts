import type { DraftTable } from "../draft.ts";
import { quoteName } from "../quote.ts";
import type { ColumnLook } from "./look-at-columns.ts";

/** Numbers that tables write where a value is missing. */
const lowCodes = [-1, -9, -99, -999, -9999, -99_999];
const highCodes = [99, 999, 9999, 99_999, 999_999];
/** Answers that were refused or not known: 77, 888, 98. */
const doubledCode = /^(?:([678])\1{1,3}|9{1,3}[78])$/;
/** Round codes, which are only codes beside others: 80 and 90. */
const roundCode = /^(?:[89]0{1,2}|9{1,3}[56])$/;

/** Names of what may be below zero. */
const signedName =
  /temp|change|diff|delta|net|balance|growth|anomal|profit|margin|varian|return|score|elevation|altitude|saldo|abweichung|gewinn|verlust|differenz|rssi|(^|[_ ])db|charge|deviation|trend|gap|effect|coef|stand|pos(ition)?$|^[xyzuvw]$|变化|增长|利润|余额|温/i;

/** Fewest other values from which an odd one stands out, and share of the rows that a code may take. */
const fewestOthers = 8;
const mostCodes = 0.95;
/** Typical value of what is counted or measured, below which one -1 may be its value. */
const farFromOne = 10;

/** A number that stands for a missing value. */
export interface MissingCode {
  readonly column: string;
  readonly code: number;
  /** Rows that have it. */
  readonly rows: number;
  /** Whether it stands for no value, but is so far from all others that it may be a slip. */
  readonly doubtful?: true;
}

/** Numbers that stand for missing values: -1 for an area, 999 for days, 88 and 99 for answers, -9999 for degrees. */
export async function findMissingCodes(
  { ask }: Pick<DraftTable, "ask">,
  looks: readonly ColumnLook[],
  source: string,
): Promise<readonly MissingCode[]> {
  const suspects = looks.filter(
    ({ type, low, high, distinct }) =>
      (type === "integer" || type === "number") && distinct >= 3 && (lowCodes.includes(low) || isAnyHighCode(high)),
  );
  if (suspects.length === 0) return [];
  const most = suspects.map(({ name }, at) => {
    const value = `${quoteName(name)}::DOUBLE`;
    return `(SELECT ${at} AS place, ${value} AS value, count(*) AS n FROM ${source} WHERE ${value} IS NOT NULL GROUP BY 2 ORDER BY 2 DESC LIMIT ${mostHighCodes + 1})`;
  });
  const tops = await ask(`SELECT * FROM (${most.join("\nUNION ALL\n")}) ORDER BY place, value DESC`);
  const highs = suspects.map((_, at) =>
    codesAbove(
      tops.filter((row) => Number(row["place"]) === at).map((row) => [Number(row["value"]), Number(row["n"])]),
    ),
  );
  const rows = await ask(
    suspects
      .map(({ name, low }, at) => {
        const value = `${quoteName(name)}::DOUBLE`;
        const codes = [...(lowCodes.includes(low) ? [low] : []), ...highs[at]!.map(([code]) => code)];
        const of = (what: string): string =>
          codes.length === 0 ? what : `${what} FILTER (${value} NOT IN (${codes.join(", ")}))`;
        return `SELECT ${at} AS at, ${of(`min(${value})`)} AS low, ${of(`max(${value})`)} AS high, ${of(`median(${value})`)} AS middle,
  ${of(`count(${value})`)} AS others, count(*) FILTER (${value} = ${low}) AS lows FROM ${source}`;
      })
      .join("\nUNION ALL\n"),
  );
  return rows.flatMap((row) => {
    const at = Number(row["at"]);
    const look = suspects[at]!;
    const number = (name: string): number => Number(row[name] ?? 0);
    const rest = { low: number("low"), high: number("high"), middle: number("middle") };
    const codes = [
      ...(isLowCode(look, number("lows"), rest) ? [{ code: look.low, rows: number("lows") }] : []),
      ...(areHighCodes(look, highs[at]!, rest) ? highs[at]!.map(([code, n]) => ({ code, rows: n })) : []),
    ];
    const all = codes.reduce((sum, one) => sum + one.rows, 0);
    if (number("others") < fewestOthers || all > mostCodes * look.values) return [];
    return codes.map((one) => ({ column: look.name, ...one }));
  });
}

/** A number and how many rows have it. */
type Counted = readonly [value: number, rows: number];

/** Most codes that stand above the values of one column: 66 for refused, 77, 88 and 99 for others. */
const mostHighCodes = 4;

/** Whether a number may be a code alone; others are codes only where several stand together. */
const isSoleCode = (value: number): boolean => highCodes.includes(value) || doubledCode.test(String(value));
const isRoundCode = (value: number): boolean => roundCode.test(String(value));
const isAnyHighCode = (value: number): boolean => isSoleCode(value) || isRoundCode(value);

/** The highest values that are codes by their digits, the highest first. */
function codesAbove(tops: readonly Counted[]): readonly Counted[] {
  const end = tops.findIndex(([value]) => !isAnyHighCode(value));
  return (end === -1 ? tops : tops.slice(0, end)).slice(0, mostHighCodes);
}

interface Rest {
  readonly low: number;
  readonly high: number;
  readonly middle: number;
}

/** Whether the lowest value is a code: nothing else is below zero, or nothing else is near it. */
function isLowCode({ name, low }: ColumnLook, count: number, rest: Rest): boolean {
  if (!lowCodes.includes(low)) return false;
  const isAlone = rest.low >= 0 && !signedName.test(name.replaceAll("_", " "));
  if (isAlone) return low <= -9 || count >= 2 || rest.middle >= farFromOne;
  return low <= -99 && rest.low - low > rest.high - rest.low;
}

/** Rows from which a code is usual, so that less of a gap below it will do. */
const usually = 10;

/**
 * Whether the highest values are codes: they are there more than once, and nothing else is near them. Of round numbers
 * one alone may be what people have as a rule.
 */
function areHighCodes({ whole }: ColumnLook, codes: readonly Counted[], rest: Rest): boolean {
  const least = codes.at(-1);
  if (least === undefined || !(whole || codes.length > 1)) return false;
  if (codes.length === 1 && !isSoleCode(least[0])) return false;
  const rows = codes.reduce((sum, [, n]) => sum + n, 0);
  const [gap, range] = [least[0] - rest.high, rest.high - rest.low];
  return rows >= 2 && (gap > range || (rows >= usually && gap * 2 > range && isSoleCode(least[0])));
}
