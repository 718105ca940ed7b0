import { quoteName, quotePattern, quoteText } from "../quote.ts";
import { monthNumberOf, monthOfSql } from "./month-names.ts";

/** How texts name a time. */
interface Writing {
  readonly pattern: RegExp;
  /** SQL of the first day of that time. */
  readonly day: (column: string) => string;
  /** Whether a text that matches names a time. @default it does */
  readonly isTime?: (text: string) => boolean;
  /** Whether the years are financial ones, which end in the next year. */
  readonly financial?: true;
  /** Fewest first numbers of its texts, below which they may be written another way. */
  readonly fewest?: number;
}

/**
 * SQL of the first day of a week as ISO 8601 counts them. NULL if a year has no such week: 2023-W53 is the last day of
 * 2023 as spreadsheets count, not the first week of 2024.
 */
export const dayOfWeek = (year: string, week: string): string => {
  const day = `(date_trunc('week', make_date(${year}, 1, 4))::DATE + (${week} - 1) * 7)`;
  return `(CASE WHEN isoyear(${day}) = ${year} THEN ${day} END)`;
};

const digits = (column: string, pattern: string): string =>
  `regexp_extract(${column}, ${quoteText(pattern)}, 1)::INTEGER`;
const yearOf = (column: string): string => digits(column, "(\\d{4})");
const lastOf = (column: string): string => digits(column, "(\\d{1,2})\\D*$");
const quarterOf = (year: string, quarter: string): string => `make_date(${year}, ${quarter} * 3 - 2, 1)`;
/** 69 to 99 are of the twentieth century, as in POSIX. */
const fullYear = (year: string): string =>
  `CASE WHEN ${year} < 69 THEN 2000 + ${year} WHEN ${year} < 100 THEN 1900 + ${year} ELSE ${year} END`;

const writings: readonly Writing[] = [
  { pattern: /^(FY ?)?(1[5-9]|20|21)\d\d\s*$/, day: (c) => `make_date(${yearOf(c)}, 1, 1)` },
  {
    // Before months: of 2009-10, 2010-11, 2011-12 no two are months of one table.
    pattern: /^(FY ?)?(1[5-9]|20|21)\d\d ?[/–-] ?(\d{2}|\d{4})$/,
    day: (c) => `make_date(${yearOf(c)}, 1, 1)`,
    isTime: (text) => {
      const [, from, to] = /(\d{4})\D+(\d+)$/.exec(text)!;
      return (Number(from) + 1) % 100 === Number(to) % 100 && (to!.length === 2 || Number(to) === Number(from) + 1);
    },
    financial: true,
  },
  { pattern: /^\d{4}-\d{2}-\d{2}$/, day: (c) => `strptime(${c}, '%Y-%m-%d')::DATE` },
  {
    pattern: /^(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(19|20)\d\d$/,
    day: (c) => `strptime(${c}, '%d.%m.%Y')::DATE`,
  },
  {
    pattern: /^(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.\d\d$/,
    day: (c) => `strptime(${c}, '%d.%m.%y')::DATE`,
  },
  { pattern: /^\d{4}-\d{2}$/, day: (c) => `strptime(${c}, '%Y-%m')::DATE` },
  { pattern: /^\d{4}\/\d{2}$/, day: (c) => `strptime(${c}, '%Y/%m')::DATE` },
  { pattern: /^\d{4}[ /-]?[Qq][1-4]$/, day: (c) => quarterOf(yearOf(c), lastOf(c)) },
  { pattern: /^[Qq][1-4][ /-]?\d{4}$/, day: (c) => quarterOf(digits(c, "(\\d{4})$"), digits(c, "^.(\\d)")) },
  { pattern: /^\d{4}[ /-]?(W|KW ?)\d{1,2}$/, day: (c) => dayOfWeek(yearOf(c), lastOf(c)), isTime: isWeek },
  {
    pattern: /^(W|KW ?)\d{1,2}[ /-]\d{4}$/,
    day: (c) => dayOfWeek(digits(c, "(\\d{4})$"), digits(c, "^\\D+(\\d+)")),
    isTime: isWeek,
  },
  {
    pattern: /^(0?[1-9]|1[0-2])[./](1[5-9]|20|21)\d\d$/,
    day: (c) => `make_date(${digits(c, "(\\d{4})$")}, ${digits(c, "^(\\d+)")}, 1)`,
  },
  { pattern: /^\d{4}年$/, day: (c) => `make_date(${yearOf(c)}, 1, 1)` },
  { pattern: /^\d{4}年\d{1,2}月份?$/, day: (c) => `make_date(${yearOf(c)}, ${lastOf(c)}, 1)` },
  { pattern: /^\d{4}年\d{1,2}月\d{1,2}日$/, day: (c) => `strptime(${c}, '%Y年%m月%d日')::DATE` },
  { pattern: /^\d{4}年第?[1-4]季度?$/, day: (c) => quarterOf(yearOf(c), lastOf(c)) },
  { pattern: /^[A-Z][a-z]{2} \d{1,2},? \d{4}$/, day: (c) => `strptime(replace(${c}, ',', ''), '%b %d %Y')::DATE` },
  { pattern: /^[A-Z][a-z]{2}-\d{1,2}-\d{4}$/, day: (c) => `strptime(${c}, '%b-%d-%Y')::DATE` },
  {
    pattern:
      /^([Jj]an|[Ff]eb|[Mm][aä]r|[Mm]rz|[Aa]pr|[Mm]a[iy]|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo][ck]t|[Nn]ov|[Dd]e[cz])\p{L}*\.?[ -](\d{2}|\d{4})$/u,
    day: (c) => `make_date(${fullYear(digits(c, "(\\d+)$"))}, ${monthOfSql(c)}, 1)`,
    isTime: (text) => monthNumberOf(text.replace(/\P{L}/gu, "")) !== undefined,
  },
  {
    pattern: /^\d{1,2}-[A-Z][a-z]{2}-(\d{2}|\d{4})$/,
    day: (c) =>
      `CASE WHEN length(split_part(${c}, '-', 3)) = 4 THEN strptime(${c}, '%d-%b-%Y') ELSE strptime(${c}, '%d-%b-%y') END::DATE`,
  },
  { pattern: /^\d{1,2} [A-Z][a-z]{2} \d{4}$/, day: (c) => `strptime(${c}, '%d %b %Y')::DATE` },
  { pattern: /^\d{4}\/\d{2}\/\d{2} \d\d:\d\d:\d\d$/, day: (c) => `strptime(${c}, '%Y/%m/%d %H:%M:%S')::DATE` },
  { pattern: /^\d{4}\/\d{2}\/\d{2} \d\d:\d\d$/, day: (c) => `strptime(${c}, '%Y/%m/%d %H:%M')::DATE` },
  // The first of each month, written as in the United States; read the other way round, all would be in January.
  { pattern: /^\d{1,2}\/0?1\/\d{4}$/, day: (c) => `strptime(${c}, '%m/%d/%Y')::DATE`, fewest: 3 },
];

function isWeek(text: string): boolean {
  const week = Number(/(?:W|KW) ?(\d{1,2})/.exec(text)![1]);
  return week >= 1 && week <= 53;
}

/** SQL of the day that a text names, and of whether all texts of the column do. */
export interface TextDay {
  readonly day: string;
  readonly always: string;
  readonly financial?: true;
}

/** How texts name a day, if these are all written in one of the ways; else undefined. */
export function writingOf(texts: readonly string[]): Writing | undefined {
  const found = writings.find(({ pattern, isTime = () => true }) =>
    texts.every((text) => pattern.test(text) && isTime(text)),
  );
  const isShort = found?.day("").includes("%b") === true;
  return isShort && texts.some((text) => monthNumberOf(/[A-Z][a-z]+/.exec(text)![0]) === undefined) ? undefined : found;
}

/** SQL of the day that the texts of a column name, if these are all written in one of the ways; else undefined. */
export function dayOfTexts(name: string, texts: readonly string[]): TextDay | undefined {
  const found = texts.length < 2 ? undefined : writingOf(texts);
  if (found === undefined) return undefined;
  if (new Set(texts.map((text) => /^\d*/.exec(text)![0])).size < (found.fewest ?? 1)) return undefined;
  const column = quoteName(name);
  const day = found.day(column);
  const isDay = `CASE WHEN regexp_matches(${column}, ${quotePattern(found.pattern)}) THEN TRY(${day}) IS NOT NULL END`;
  return {
    day,
    always: `bool_and(coalesce(${isDay}, ${column} IS NULL))`,
    ...(found.financial && { financial: true }),
  };
}

/** SQL of the number of a month that a column names, if all its texts are names of months; else undefined. */
export function monthOfTexts(name: string, texts: readonly string[]): string | undefined {
  if (texts.length < 2) return undefined;
  if (texts.every((text) => /^([1-9]|1[0-2])月$/.test(text))) return lastOf(quoteName(name));
  return texts.every((text) => monthNumberOf(text) !== undefined) ? monthOfSql(quoteName(name)) : undefined;
}

/** Columns whose names are periods: `Jan 2024`, `2023/24`, `Q1 2024`; the most that are written in one way. */
export function periodColumns(names: readonly string[]): {
  readonly pattern: RegExp;
  readonly names: readonly string[];
} {
  const none = { pattern: /^$/, names: [] as readonly string[] };
  return writings.reduce((most, { pattern, isTime = () => true }) => {
    const found = names.filter((name) => pattern.test(name));
    return found.length > most.names.length && found.every((name) => isTime(name)) ? { pattern, names: found } : most;
  }, none);
}

/** Numbers between slashes: of 31/12/2024 and 12/31/2024 the day is what no month is. */
const slashed = /^(\d{1,2})\/(\d{1,2})\/(?:19|20)\d\d$/;

/**
 * Names of columns that are days between slashes, read with the day first or last as one of them shows; undefined if
 * none does.
 */
export function slashedDays(names: readonly string[]): string | undefined {
  const found = names.flatMap((name) => {
    const read = slashed.exec(name);
    return read === null ? [] : [[Number(read[1]), Number(read[2])] as const];
  });
  const most = 12;
  const [isFirst, isSecond] = [found.some(([first]) => first > most), found.some(([, second]) => second > most)];
  return isFirst === isSecond ? undefined : isFirst ? "%d/%m/%Y" : "%m/%d/%Y";
}

/** Names of columns that are years, as World Bank, Eurostat, R and people write them, after a prefix or none. */
export const yearColumn = /^((?:[A-Za-z]{0,3}_?)?)(?:(?:1[5-9]|20|21)\d\d)(?: \[YR\d{4}\])?$/;
