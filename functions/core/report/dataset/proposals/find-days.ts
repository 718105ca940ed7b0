import type { Database } from "../database/database.ts";
import { quoteName } from "../database/quote-sql.ts";
import type { DatasetColumn, DayColumn } from "../dataset.ts";
import { columnValue } from "../database/dataset-select.ts";
import type { MendedTable } from "./find-totals.ts";

/** Columns of whole numbers that are looked at, and rows looked at first: hardly any column is one of days. */
const mostColumns = 40;
const sampledRows = 2000;
/** Days since 30 December 1899, as Excel counts them: from 2000 to 2049. */
const counted = { from: 36_526, to: 54_788 };
/** Fewest different days of a column that its name calls days, and of one whose digits alone show them. */
const fewest = { named: 3, alone: 8 };

/** Names of days in the languages of reports, but for the words that also mean data, or count days. */
const named =
  /(?:^|[^\p{L}])(?:date|datum|dato|fecha|pvm|päivämäärä|tarih|дата|ngày|תאריך|تاريخ|التاريخ|दिनांक|तारीख)(?:$|[^\p{L}])|\p{Ll}(?:datum|tarihi|päivä)$|日期|日付|年月日|날짜|일자|วันที่/iu;
const capital = /\p{Ll}Date(?:$|[^\p{Ll}])/u;

/** Whether a name says that a column holds days. */
function saysDay(name: string): boolean {
  return named.test(name) || capital.test(name);
}

/**
 * Finds columns of whole numbers that are days: Excel's count of days, in a column that its name calls one, and days as
 * eight digits, `20240131`. Each value must be such a day.
 *
 * @param mended see `findTotals`
 */
export async function findDays(database: Database, mended: MendedTable): Promise<readonly DayColumn[]> {
  const whole = mended.columns
    .filter(
      ({ type, notation, databaseType }) => type === "integer" && notation === undefined && databaseType === undefined,
    )
    .slice(0, mostColumns);
  const sample = await measure(database, whole, `SELECT * FROM (${mended.table}) LIMIT ${sampledRows}`);
  const likely = whole.filter(
    (column, index) => dayColumn(column, { ...sample[index]!, different: Infinity }).length > 0,
  );
  const measured = await measure(database, likely, mended.table);
  return likely.flatMap((column, index) => dayColumn(column, measured[index]!));
}

async function measure(
  database: Database,
  columns: readonly DatasetColumn[],
  table: string,
): Promise<readonly Values[]> {
  if (columns.length === 0) return [];
  const asked = columns.flatMap((column, index) => {
    const cell = columnValue(column);
    return [
      `min(${cell}) AS a${index}`,
      `max(${cell}) AS z${index}`,
      `approx_count_distinct(${cell}) AS n${index}`,
      `count(*) FILTER ((${cell}) IS NOT NULL AND try_strptime((${cell})::VARCHAR, '%Y%m%d') IS NULL) AS x${index}`,
    ];
  });
  const [found = {}] = await database.rows(`SELECT ${asked.join(", ")} FROM (${table})`);
  return columns.map((_, index): Values => {
    const [first, last, different, odd] = ["a", "z", "n", "x"].map((of) => Number(found[`${of}${index}`] ?? 0));
    return { first: first!, last: last!, different: different!, isDigits: odd === 0 };
  });
}

interface Values {
  readonly first: number;
  readonly last: number;
  /** How many different ones, about. */
  readonly different: number;
  /** Whether each is a day as eight digits. */
  readonly isDigits: boolean;
}

function dayColumn({ name }: DatasetColumn, { first, last, different, isDigits }: Values): DayColumn[] {
  const isNamed = saysDay(name);
  const told = (written: DayColumn["written"], how: string, days: readonly [string, string]): DayColumn[] => [
    {
      column: name,
      written,
      first: days[0],
      last: days[1],
      message: `"${name}" holds whole numbers, ${how}: ${first} is ${days[0]}, ${last} is ${days[1]}`,
    },
  ];
  if (isNamed && different >= fewest.named && first >= counted.from && last <= counted.to)
    return told("count", "as Excel writes days", [dayOf(first), dayOf(last)]);
  const isDay = isDigits && first >= 19_000_101 && last <= 21_001_231;
  if (!isDay || different < (isNamed ? fewest.named : fewest.alone)) return [];
  return told("digits", "which are days", [spelt(first), spelt(last)]);
}

function spelt(value: number): string {
  return String(value).replace(/^(....)(..)(..)$/, "$1-$2-$3");
}

/** A day by Excel's count. */
function dayOf(count: number): string {
  return new Date((count - 25_569) * 86_400_000).toISOString().slice(0, 10);
}

/** The SQL of a day column's days. */
export function daysOf({ column, written }: DayColumn): string {
  const cell = quoteName(column);
  return written === "count"
    ? `DATE '1899-12-30' + CAST(${cell} AS INTEGER)`
    : `CAST(strptime(CAST(${cell} AS VARCHAR), '%Y%m%d') AS DATE)`;
}
