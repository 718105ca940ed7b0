import { quoteName, quotePattern } from "../quote.ts";

/** How texts that name a time are written, and SQL of the first day of that time. */
const writings: readonly { readonly pattern: RegExp; readonly day: (column: string) => string }[] = [
  { pattern: /^(1[5-9]|20|21)\d\d$/, day: (c) => `make_date(${c}::INTEGER, 1, 1)` },
  { pattern: /^\d{4}-\d{2}$/, day: (c) => `strptime(${c}, '%Y-%m')::DATE` },
  { pattern: /^\d{4}\/\d{2}$/, day: (c) => `strptime(${c}, '%Y/%m')::DATE` },
  {
    pattern: /^\d{4}[ -]?[Qq][1-4]$/,
    day: (c) => `make_date(left(${c}, 4)::INTEGER, right(${c}, 1)::INTEGER * 3 - 2, 1)`,
  },
  {
    pattern: /^[Qq][1-4][ -]\d{4}$/,
    day: (c) => `make_date(right(${c}, 4)::INTEGER, substr(${c}, 2, 1)::INTEGER * 3 - 2, 1)`,
  },
  { pattern: /^[A-Z][a-z]{2} \d{1,2},? \d{4}$/, day: (c) => `strptime(replace(${c}, ',', ''), '%b %d %Y')::DATE` },
  { pattern: /^[A-Z][a-z]{2}[- ]\d{2}$/, day: (c) => `strptime(replace(${c}, ' ', '-'), '%b-%y')::DATE` },
  { pattern: /^[A-Z][a-z]{2}[- ]\d{4}$/, day: (c) => `strptime(replace(${c}, '-', ' '), '%b %Y')::DATE` },
  { pattern: /^[A-Z][a-z]{3,8} \d{4}$/, day: (c) => `strptime(${c}, '%B %Y')::DATE` },
  {
    pattern: /^\d{1,2}-[A-Z][a-z]{2}-(\d{2}|\d{4})$/,
    day: (c) =>
      `CASE WHEN length(split_part(${c}, '-', 3)) = 4 THEN strptime(${c}, '%d-%b-%Y') ELSE strptime(${c}, '%d-%b-%y') END::DATE`,
  },
  { pattern: /^\d{1,2} [A-Z][a-z]{2} \d{4}$/, day: (c) => `strptime(${c}, '%d %b %Y')::DATE` },
  { pattern: /^\d{4}\/\d{2}\/\d{2} \d\d:\d\d:\d\d$/, day: (c) => `strptime(${c}, '%Y/%m/%d %H:%M:%S')::DATE` },
];

const months = "january february march april may june july august september october november december".split(" ");

/** SQL of the day that a text names, and of whether all texts of the column do. */
export interface TextDay {
  readonly day: string;
  readonly always: string;
}

/** How the texts of a column name a day, if these are all written in one of the ways; else undefined. */
export function dayOfTexts(name: string, texts: readonly string[]): TextDay | undefined {
  if (texts.length < 2) return undefined;
  const found = writings.find(({ pattern }) => texts.every((text) => pattern.test(text)));
  if (found === undefined) return undefined;
  const isMonths = found.day("").includes("%b") || found.day("").includes("%B");
  const known = texts.every((text) => {
    const word = /[A-Z][a-z]+/.exec(text)?.[0].toLowerCase();
    return word === undefined || months.some((month) => month === word || month.slice(0, 3) === word);
  });
  if (isMonths && !known) return undefined;
  const column = quoteName(name);
  const day = found.day(column);
  const tried = day.replaceAll("strptime(", "try_strptime(");
  const isDay = `CASE WHEN regexp_matches(${column}, ${quotePattern(found.pattern)}) THEN ${tried} IS NOT NULL END`;
  return { day, always: `bool_and(coalesce(${isDay}, ${column} IS NULL))` };
}

/** SQL of the number of a month that a column names, if all its texts are names of months; else undefined. */
export function monthOfTexts(name: string, texts: readonly string[]): string | undefined {
  const isFull = texts.every((text) => months.includes(text.toLowerCase()));
  const isShort = texts.every((text) => months.some((month) => month.slice(0, 3) === text.toLowerCase()));
  if (texts.length < 2 || !(isFull || isShort)) return undefined;
  return `month(strptime(${quoteName(name)}, '${isFull ? "%B" : "%b"}'))`;
}

/** Names of columns that are years, as World Bank, Eurostat, R and people write them, after a prefix or none. */
export const yearColumn = /^((?:[A-Za-z]{0,3}_?)?)(?:(?:1[5-9]|20|21)\d\d)(?: \[YR\d{4}\])?$/;
