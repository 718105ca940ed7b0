import type { DraftTable } from "../draft.ts";
import { quoteName } from "../quote.ts";
import type { ColumnLook } from "./look-at-columns.ts";

/** Numbers that tables write where a value is missing. */
const lowCodes = [-1, -9, -99, -999, -9999, -99_999];
const highCodes = [99, 999, 9999, 99_999, 999_999];

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

/** The numbers that stand for missing values: -1 for an area, 999 for days, -9999 for a temperature. */
export async function findMissingCodes(
  { ask }: Pick<DraftTable, "ask">,
  looks: readonly ColumnLook[],
  source: string,
): Promise<readonly MissingCode[]> {
  const suspects = looks.filter(
    ({ type, low, high, distinct }) =>
      (type === "integer" || type === "number") &&
      distinct >= 3 &&
      (lowCodes.includes(low) || highCodes.includes(high)),
  );
  if (suspects.length === 0) return [];
  const rows = await ask(
    suspects
      .map(({ name, low, high }, at) => {
        const value = `${quoteName(name)}::DOUBLE`;
        const others = [
          ...(lowCodes.includes(low) ? [`${value} <> ${low}`] : []),
          ...(highCodes.includes(high) ? [`${value} <> ${high}`] : []),
        ].join(" AND ");
        const of = (what: string): string => `${what} FILTER (${others})`;
        return `SELECT ${at} AS at, ${of(`min(${value})`)} AS low, ${of(`max(${value})`)} AS high, ${of(`median(${value})`)} AS middle,
  ${of(`count(${value})`)} AS others, count(*) FILTER (${value} = ${low}) AS lows, count(*) FILTER (${value} = ${high}) AS highs FROM ${source}`;
      })
      .join("\nUNION ALL\n"),
  );
  return rows.flatMap((row) => {
    const look = suspects[Number(row["at"])]!;
    const number = (name: string): number => Number(row[name] ?? 0);
    const rest = { low: number("low"), high: number("high"), middle: number("middle") };
    const codes = [
      ...(isLowCode(look, number("lows"), rest) ? [{ code: look.low, rows: number("lows") }] : []),
      ...(isHighCode(look, number("highs"), rest) ? [{ code: look.high, rows: number("highs") }] : []),
    ];
    const most = codes.reduce((sum, one) => sum + one.rows, 0);
    if (number("others") < fewestOthers || most > mostCodes * look.values) return [];
    return codes.map((one) => ({ column: look.name, ...one }));
  });
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

/** Whether the highest value is a code: it is there more than once, and nothing else is near it. */
function isHighCode({ high, whole }: ColumnLook, count: number, rest: Rest): boolean {
  return highCodes.includes(high) && whole && count >= 2 && high - rest.high > rest.high - rest.low;
}
