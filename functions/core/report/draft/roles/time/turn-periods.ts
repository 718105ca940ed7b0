import type { DraftColumn } from "../../draft.ts";
import { totalName } from "../../look/look-for-totals.ts";
import { quoteName, quotePattern, quoteText } from "../../quote.ts";
import type { Roles } from "../roles.ts";
import { weekdayColumn, weekdayOf } from "../../names/hours-and-weekdays.ts";
import { readMeterName } from "../../names/meter-names.ts";
import { monthOf, otherMonths } from "../../names/month-names.ts";
import { periodColumns, slashedDays, yearColumn } from "../../names/time-texts.ts";

/** Fewest columns of periods that are periods across. */
const fewest = 3;

/** A table as a SELECT that the queries of a draft read. */
export interface LongTable extends NonNullable<Roles["long"]> {
  readonly columns: readonly DraftColumn[];
  /** Column of the values of turned columns. */
  readonly value?: string;
}

/** The periods of columns become rows; new periods too, when a later file has them. */
export function turnPeriods(columns: readonly DraftColumn[]): LongTable | undefined {
  return turnYears(columns) ?? turnOthers(columns) ?? turnMonths(columns) ?? turnWeekdays(columns);
}

const isNumber = ({ type }: DraftColumn): boolean => type === "number" || type === "integer";

function turnYears(columns: readonly DraftColumn[]): LongTable | undefined {
  const years = columns.filter((column) => yearColumn.test(column.name) && isNumber(column));
  const groups = Object.groupBy(years, ({ name }) => yearColumn.exec(name)![1]!);
  const prefixes = Object.keys(groups).filter((prefix) => groups[prefix]!.length >= fewest);
  // Years with several prefixes are of several measures.
  if (prefixes.length !== 1 || !areNear(groups[prefixes[0]!]!)) return undefined;
  const pattern = `'^${prefixes[0]!}(1[5-9]|20|21)\\d\\d( \\[YR\\d{4}\\])?$'`;
  return turn(columns, ({ name }) => yearColumn.test(name), {
    pattern,
    names: yearNames,
    read: (year) => `regexp_extract(${year}, '\\d{4}')`,
  });
}

/** The longest gap between two years of a table: `pop1517`, `pop1820` and `pop2124` are of ages. */
const longestGap = 100;

function areNear(columns: readonly DraftColumn[]): boolean {
  const years = columns.map(({ name }) => Number(/\d{4}/.exec(name)![0])).sort((a, b) => a - b);
  return years.every((year, at) => at === 0 || year - years[at - 1]! <= longestGap);
}

/** Months, quarters, financial years and days. */
function turnOthers(columns: readonly DraftColumn[]): LongTable | undefined {
  const names = columns.filter(isNumber).map(({ name }) => name);
  const order = slashedDays(names);
  if (order !== undefined && names.filter((name) => slashedName.test(name)).length >= fewest)
    return turn(columns, ({ name }) => slashedName.test(name), {
      pattern: quotePattern(slashedName),
      names: periodNames,
      read: (day) => `strftime(strptime(${day}, '${order}'), '%Y-%m-%d')`,
    });
  const found = periodColumns(names);
  if (found.names.length < fewest) return turnReadings(columns);
  return turn(columns, ({ name }) => found.pattern.test(name), {
    pattern: quotePattern(found.pattern),
    names: periodNames,
    read: (period) => period,
  });
}

const slashedName = /^\d{1,2}\/\d{1,2}\/(19|20)\d\d$/;

/** A word before a day that says what a column holds: `Zählerstand 31.12.2023`. */
const readingOf =
  /^(?<name>\p{L}[\p{L} .-]*\p{L}|\p{Script=Han}+)(?<gap>[ _:,]{0,2})(?<period>\d\S*( \d{4})?|\p{L}{3,9}\.? \d{4})$/u;

/** Periods behind the name of readings of meters, which they share. Of other values each period may be a measure. */
function turnReadings(columns: readonly DraftColumn[]): LongTable | undefined {
  const read = columns.filter(isNumber).flatMap(({ name }) => {
    const groups = readingOf.exec(name)?.groups;
    return groups === undefined
      ? []
      : [{ begin: `${groups["name"]!}${groups["gap"]!}`, name: groups["name"]!, period: groups["period"]! }];
  });
  const [first] = read;
  if (first === undefined || readMeterName(first.name, "", []) === undefined) return undefined;
  const alike = read.filter(({ begin }) => begin === first.begin);
  const found = periodColumns(alike.map(({ period }) => period));
  if (found.names.length < fewest || found.names.length < alike.length) return undefined;
  const pattern = quotePattern(new RegExp(`^${escaped(first.begin)}${found.pattern.source.slice(1)}`, "u"));
  const isRead = (name: string): boolean =>
    name.startsWith(first.begin) && found.pattern.test(name.slice(first.begin.length));
  return turn(columns, ({ name }) => isRead(name), {
    pattern,
    names: periodNames,
    values: [first.name, ...valueNames],
    read: (column) => `substr(${column}, ${first.begin.length + 1})`,
  });
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const isMonth = ({ name }: DraftColumn): boolean => monthOf(name) !== undefined;

/** Fewest columns of months of a year that the table does not name. */
const fewestMonths = 4;

/** Months without a year: of a budget, or of one that everybody knows. They are compared, and are no course of time. */
function turnMonths(columns: readonly DraftColumn[]): LongTable | undefined {
  const found = columns.filter((column) => isMonth(column) && isNumber(column));
  const months = new Set(found.map(({ name }) => monthOf(name)));
  if (months.size < fewestMonths || months.size !== found.length) return undefined;
  const names = "jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez";
  return turn(columns, isMonth, {
    pattern: quoteText(`^(?i:(${names})\\p{L}*\\.?|(${otherMonths.join("|")})\\.?|(1[0-2]|[1-9])月)$`),
    names: monthNames,
    read: (month) => month,
  });
}

/** Fewest columns of weekdays across: those of work. */
const fewestWeekdays = 5;

/** Weekdays across: of hours, of shops, of a plan of the week. */
function turnWeekdays(columns: readonly DraftColumn[]): LongTable | undefined {
  const found = columns.filter((column) => weekdayOf(column.name) !== undefined && isNumber(column));
  const weekdays = new Set(found.map(({ name }) => weekdayOf(name)));
  if (weekdays.size < fewestWeekdays || weekdays.size !== found.length) return undefined;
  return turn(columns, ({ name }) => weekdayOf(name) !== undefined, {
    pattern: quoteText(weekdayColumn),
    names: weekdayNames,
    read: (weekday) => weekday,
  });
}

interface Turning {
  /** SQL of the pattern of the columns' names. */
  readonly pattern: string;
  /** What the column of the times may be called. */
  readonly names: readonly string[];
  /** What the column of the values may be called. */
  readonly values?: readonly string[];
  /** SQL of the time that a name tells. */
  readonly read: (column: string) => string;
}

function turn(
  columns: readonly DraftColumn[],
  isTurned: (column: DraftColumn) => boolean,
  { pattern, names, values = valueNames, read }: Turning,
): LongTable {
  // The total of the periods beside them.
  const total = columns.find((column) => !isTurned(column) && isNumber(column) && totalName.test(column.name.trim()));
  const others = columns.filter(
    (column) =>
      !isTurned(column) &&
      !(/^column_\d+$/.test(column.name) && column.nulls > 0) &&
      !(isNumber(column) && totalName.test(column.name.trim())),
  );
  const dims = others.map(({ name }) => quoteName(name)).join(", ");
  const [time, value] = [freeName(others, names), freeName(others, values)];
  const named = quoteName(time);
  return {
    sql: `-- The periods of the columns as rows. A column for a new one is read, too. A cell that is no number is missing.
SELECT * REPLACE (${read(named)} AS ${named})
FROM (
  UNPIVOT (SELECT ${dims === "" ? "" : `${dims}, `}TRY_CAST(COLUMNS(${pattern}) AS DOUBLE) FROM records)
  ON COLUMNS(${pattern}) INTO NAME ${named} VALUE ${quoteName(value)}
)`,
    turned: true,
    columns: [...others, { name: time, type: "text", nulls: 0 }, { name: value, type: "number", nulls: 0 }],
    value,
    across: { time, value },
    ...(total !== undefined && {
      total: { whole: total.name, parts: columns.filter(isTurned).map(({ name }) => name) },
    }),
  };
}

/** What the turned columns are called, if the table has no column of that name. */
const yearNames = ["year", "years", "year_of_column"];
const periodNames = ["period", "periods", "period_of_column"];
const monthNames = ["month", "months", "month_of_column"];
const weekdayNames = ["weekday", "weekdays", "weekday_of_column"];
const valueNames = ["value", "values", "val", "data"];

function freeName(columns: readonly DraftColumn[], names: readonly string[]): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  return names.find((name) => !taken.has(name)) ?? `${names[0]!}_turned`;
}
