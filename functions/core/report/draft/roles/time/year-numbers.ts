import type { ColumnLook } from "../../look/look-at-columns.ts";
import { quoteName } from "../../quote.ts";
import type { Candidate } from "./time-candidate.ts";

/** Names of columns whose numbers may be months or days of a year. */
const timeWord = /date|datum|time|zeit|month|monat|year|jahr|period|ym|quartal|quarter|年|月|日|期/i;
/** What the axis of a drawn curve is called beside years: `x`, `t`. */
const axisName = /^[dtx]$/i;

/** Years apart that decimal years lie at least and at most. */
const [fewestYears, mostYears] = [2, 400];
/** Share of the rows in which a decimal year differs. */
const mostlyDifferent = 0.9;

/** Whether numbers lie among years that tables are of. */
export const inYears = (low: number, high: number): boolean => low >= 1500 && high <= 2200;

const isMonth = (value: number): boolean => value % 100 >= 1 && value % 100 <= 12;

/** Whether whole numbers are years with their months: `202401`. */
export function isYearMonths({ name, type, low, high, distinct }: ColumnLook): boolean {
  const years = inYears(Math.floor(low / 100), Math.floor(high / 100));
  return type === "integer" && timeWord.test(name) && distinct >= 2 && years && isMonth(low) && isMonth(high);
}

/** Whether numbers are years with a part of one: `1990.042`. */
function isDecimalYears({ name, type, whole, low, high, distinct, values }: ColumnLook): boolean {
  const span = high - low;
  const isNamed = timeWord.test(name) || axisName.test(name.trim());
  const isYear = inYears(low, high) && span >= fewestYears && span <= mostYears;
  return type === "number" && !whole && isNamed && isYear && distinct >= mostlyDifferent * values;
}

/** Names of columns of plain years, which may be written with two digits. */
export const plainYear = /^(calendar[ _])?(year|yr|jahr|année|annee|anno|año|ano|jaar)$|^年份?$/iu;

/** Least number that is a year of the last century, written with two digits: below it, it may be a grade. */
const leastShort = 30;

/** Whether whole numbers are years without their century, most of a stretch: `63` to `92`. */
function isShortYears({ name, type, low, high, distinct }: ColumnLook): boolean {
  const isStretch = distinct >= 5 && distinct >= 0.6 * (high - low + 1);
  return type === "integer" && plainYear.test(name.trim()) && low >= leastShort && high <= 99 && isStretch;
}

/** Numbers that say when, other than plain years; `score` is that of years. */
export function yearNumbers(look: ColumnLook, score: number): Candidate | undefined {
  const { name } = look;
  const value = quoteName(name);
  if (isYearMonths(look))
    return {
      columns: [name],
      day: `make_date((${value} // 100)::INTEGER, (${value} % 100)::INTEGER, 1)`,
      always: `bool_and(${value} IS NULL OR ${value} % 100 BETWEEN 1 AND 12)`,
      score: score + 1,
    };
  if (isShortYears(look)) return { columns: [name], day: `make_date(1900 + ${value}::INTEGER, 1, 1)`, score };
  if (!isDecimalYears(look)) return undefined;
  // A day more, so that a twelfth of a year, as it is rounded, lies in its month.
  const days = `least(floor((${value} - floor(${value})) * 365)::INTEGER + 1, 364)`;
  return { columns: [name], day: `(make_date(floor(${value})::INTEGER, 1, 1) + ${days})`, score, drawn: true };
}
