import type { DraftTable, Grain } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { quoteName } from "../../quote.ts";
import { dayOfTexts } from "../../names/time-texts.ts";
import { inYears, plainYear, yearNumbers } from "./year-numbers.ts";
import { lastYear, withoutStray } from "./stray-dates.ts";
import { yearsWithParts } from "./years-with-parts.ts";
import { isAttributeDate, isDueDate, isEndingDate, isModelYear, isOpeningDate } from "./attribute-dates.ts";
import type { Candidate } from "./time-candidate.ts";
import { hasNames } from "../has-names.ts";
import { weekdaysOf } from "./weekdays.ts";
import type { TimeRole } from "../roles.ts";

const timeWord =
  /date|datum|time|zeit|month|monat|week|woche|day|tag|year|jahr|quarter|quartal|period|anno|année|año|年|月|日|季|期/i;
const yearWord =
  /year|jahr|anno|année|año|annee|(?<!\p{L})(ano|jaar)(?!\p{L})|^time$|^date$|^period$|^(survey |study )?wave$|\bseason$|\bsaison$|\bvintage$|\bedition$|年/iu;

/** The time of a table, if it has one. */
export async function findTime(
  { ask }: Pick<DraftTable, "ask">,
  looks: readonly ColumnLook[],
  source: string,
  rows: number,
): Promise<TimeRole | undefined> {
  for (const found of candidates(looks, rows).sort((a, b) => b.score - a.score)) {
    if (!(await namesDays(ask, found, source))) continue;
    const year = await lastYear(ask, found, source);
    const measured = await measureTime(ask, withoutStray(found, year), source, rows);
    const time = measured.raw === "year" ? await withYear(ask, measured, looks, source) : measured;
    return year === undefined ? time : { ...time, stray: { day: found.day, year } };
  }
  return undefined;
}

/**
 * The time of a table whose days stand for years, told by its column of years if it has one with a year for each of
 * these days and no other: a day such as 1 January 2021 may be that on which 2020 ended, and the author named the year.
 */
async function withYear(
  ask: DraftTable["ask"],
  time: TimeRole,
  looks: readonly ColumnLook[],
  source: string,
): Promise<TimeRole> {
  for (const { name, type, low, high } of looks) {
    const isYear = type === "integer" && plainYear.test(name.trim()) && inYears(low, high);
    if (!isYear || time.columns.includes(name)) continue;
    const year = quoteName(name);
    const [row = {}] = await ask(`SELECT count(DISTINCT d) AS days, count(DISTINCT y) AS years, count(*) AS pairs,
  bool_and(d IS NOT NULL AND y IS NOT NULL) AS whole, min(y) AS first, max(y) AS last
FROM (SELECT DISTINCT ${time.day} AS d, ${year} AS y FROM ${source})`);
    if (row["whole"] !== true || row["days"] !== row["pairs"] || row["years"] !== row["pairs"]) continue;
    const dayOf = (of: string): string => `${String(row[of]).padStart(4, "0")}-01-01`;
    const day = `make_date(${year}::INTEGER, 1, 1)`;
    return { ...time, columns: [name, ...time.columns], day, first: dayOf("first"), last: dayOf("last") };
  }
  return time;
}

/** Texts were looked at in part, and `2023-02-30` is written like a day: whether all of them name one. */
async function namesDays(ask: DraftTable["ask"], { always }: Candidate, source: string): Promise<boolean> {
  if (always === undefined) return true;
  const [row = {}] = await ask(`SELECT ${always} AS always FROM ${source}`);
  return row["always"] === true;
}

function candidates(looks: readonly ColumnLook[], rows: number): Candidate[] {
  const named = hasNames(looks, rows);
  const listed = looks.some(({ type, distinct, values }) => type === "text" && distinct === rows && values === rows);
  return looks.flatMap((look, at): Candidate[] => {
    const { name, type, values, distinct, texts } = look;
    if (values < 0.6 * rows) return [];
    if (distinct < 2) return isOneYear(look) ? oneYear(look, looks, rows) : [];
    const dates = looks.filter((one) => one.type === "date" || one.type === "timestamp").map((one) => one.name);
    const isMade = isModelYear(
      name,
      looks.map((one) => one.name),
    );
    const isAttribute = isMade || (isAttributeDate(name) && !isOpeningDate(name, dates));
    // Years that things were built in are no course of time, even if nothing names the things.
    if (isAttribute && (named || listed || (type === "integer" && distinct < rows))) return [];
    // A case is one of the day on which it came in, not of that on which it ended.
    const score =
      (timeWord.test(name) ? 2 : 0) -
      at / 100 -
      (isAttribute ? 3 : 0) -
      (isEndingDate(name) ? 2.5 : 0) -
      (dates.length > 1 && isDueDate(name) ? 3 : 0);
    if (type === "date") return [{ columns: [name], day: quoteName(name), score: 6 + score }];
    if (type === "timestamp")
      return [{ columns: [name], day: `${quoteName(name)}::DATE`, instant: quoteName(name), score: 6 + score }];
    if (type === "text") {
      const days = dayOfTexts(name, texts);
      return days === undefined ? [] : [{ columns: [name], ...days, score: 5 + score }];
    }
    const numbers = yearNumbers(look, 3 + score);
    if (numbers !== undefined) return [numbers];
    return type === "integer" && isYears(look) ? [yearsWithParts(name, looks, rows, 3 + score)] : [];
  });
}

/**
 * Whether a column holds one year in all rows, or one in each row of a table with months across: these may tell them
 * apart. The year in which a shop opened does not.
 */
function isOneYear({ name, type, distinct, low, high }: ColumnLook): boolean {
  return type === "integer" && distinct === 1 && yearWord.test(name) && !isAttributeDate(name) && inYears(low, high);
}

/** Share of the rows that there are if each thing has a row for each month. */
const nearlyAll = 0.9;

function oneYear({ name, low, high }: ColumnLook, looks: readonly ColumnLook[], rows: number): Candidate[] {
  const found = yearsWithParts(name, looks, rows, 3);
  const month = looks.find((look) => look.name === found.columns[1]);
  if (month === undefined) return [];
  // Where each thing stands in one row, a year that differs is its own, and no time of what the months hold.
  const isOfThings =
    low < high &&
    looks.some(({ type, distinct, ...one }) => {
      const isName = type === "text" && !found.columns.includes(one.name);
      return isName && distinct >= 2 && distinct * month.distinct >= nearlyAll * rows;
    });
  return isOfThings ? [] : [found];
}

/** Whether whole numbers are years: by their name, or since they follow each other. */
function isYears({ name, low, high, distinct }: ColumnLook): boolean {
  if (!inYears(low, high)) return false;
  return yearWord.test(name) || (distinct >= 5 && distinct >= 0.6 * (high - low + 1));
}

async function measureTime(
  ask: DraftTable["ask"],
  { columns, day, financial, instant, drawn }: Candidate,
  source: string,
  rows: number,
): Promise<TimeRole> {
  const [row = {}] = await ask(`WITH days AS (SELECT DISTINCT ${day} AS d FROM ${source} WHERE ${day} IS NOT NULL),
  gaps AS (SELECT d, d - lag(d) OVER (ORDER BY d) AS gap FROM days),
  sizes AS (SELECT ${day} AS d, count(*) AS n FROM ${source} WHERE ${day} IS NOT NULL GROUP BY 1)
SELECT (SELECT quantile_cont(n, 0.1) >= ${evenly} * quantile_cont(n, 0.9) AND median(n) >= 2 AND count(*) >= 3
    FROM sizes WHERE d NOT IN ((SELECT min(d) FROM days), (SELECT max(d) FROM days))) AS even,
  count(*) AS times, min(d)::VARCHAR AS first, max(d)::VARCHAR AS last, min(gap) AS least, max(gap) AS most,
  median(gap::DOUBLE) AS middle, count(DISTINCT day(d)) AS days, count(DISTINCT month(d)) AS months,
  bool_and(d = last_day(d)) AS ends,
  (SELECT string_agg(n, ' ' ORDER BY weekday) FROM (
    SELECT weekday, count(d) AS n FROM range(1, 8) AS w(weekday) LEFT JOIN days ON isodow(d) = weekday GROUP BY weekday
  )) AS weekdays
FROM gaps`);
  const number = (name: string): number => Number(row[name] ?? 0);
  const [first, last] = [String(row["first"]), String(row["last"])];
  const raw = rawGrain({
    least: number("least"),
    most: number("most"),
    middle: number("middle"),
    oneDay: number("days") === 1 || row["ends"] === true,
    months: number("months"),
  });
  const span = (Date.parse(last) - Date.parse(first)) / 86_400_000;
  return {
    columns,
    day,
    first,
    last,
    times: number("times"),
    raw,
    ...(financial === true && { financial }),
    ...(instant !== undefined && raw === "day" && { instant }),
    ...(instant !== undefined && raw === "day" && (await isFiner(ask, instant, source, rows)) && { finer: true }),
    ...((row["even"] === true || drawn === true) && { even: true }),
    ...(raw === "day" && weekdaysOf(String(row["weekdays"]), first, last)),
    regular: raw !== "day" || number("middle") <= 2,
    grain: reportGrain(raw, span, number("times")),
  };
}

/** Share of the rows of a full time that a rather empty one has if all have as many. */
const evenly = 0.95;

/** Whether each row is of another instant, and most follow each other in equal steps of less than a day. */
async function isFiner(ask: DraftTable["ask"], instant: string, source: string, rows: number): Promise<boolean> {
  const [row = {}] =
    await ask(`WITH instants AS (SELECT DISTINCT ${instant} AS t FROM ${source} WHERE ${instant} IS NOT NULL),
  gaps AS (SELECT epoch(t) - lag(epoch(t)) OVER (ORDER BY t) AS gap FROM instants)
SELECT count(*) AS times, median(gap::DOUBLE) AS middle, avg((gap = (SELECT mode(gap) FROM gaps))::INTEGER) AS equal FROM gaps`);
  return Number(row["times"]) === rows && Number(row["middle"]) <= 43_200 && Number(row["equal"]) >= mostEqual;
}

/** Share of equal steps from which instants follow a grid. */
const mostEqual = 0.9;

interface Gaps {
  /** Days between two times. */
  readonly least: number;
  readonly most: number;
  readonly middle: number;
  /** Whether all are the same day of their month, or its last. */
  readonly oneDay: boolean;
  readonly months: number;
}

function rawGrain({ least, middle, oneDay, months }: Gaps): Grain {
  if (oneDay && months === 1) return "year";
  if (oneDay && least >= 89 && months <= 4) return "quarter";
  if (oneDay && least >= 28) return "month";
  if (least >= 5 && middle === 7) return "week";
  if (least >= 350) return "year";
  if (least >= 80 && months <= 8) return "quarter";
  if (least >= 25 && middle <= 32) return "month";
  return "day";
}

/** Days from which a table is of many years, and dates that a month has at least to be told apart from others. */
const [manyYears, fewestOfMonth] = [2_500, 3];

/** The length of a period that a report can show: neither two bars nor a thousand. */
export function reportGrain(raw: Grain, days: number, times: number): Grain {
  if (raw === "week") return times <= 160 ? "week" : "month";
  if (raw !== "day") return raw;
  // A month in which hardly anything happens tells less than a year.
  if (days > 9_000 || (days > manyYears && times * 30 < fewestOfMonth * days)) return "year";
  if (days > 180) return "month";
  return days > 75 ? "week" : "day";
}
