import { quoteName, quoteText } from "../../quote.ts";

/** Names of columns whose values are spans of time. */
const spanName =
  /(^|[^\p{L}])(season|term|semester|trimester|half ?year|quarter|month|week|(school|academic|fiscal|financial|crop|marketing|league|business|plan) ?year|year|fy|period|decade)$|(^|[^\p{L}])(saison|spielzeit|schuljahr|studienjahr|geschäftsjahr|wirtschaftsjahr|haushaltsjahr|rechnungsjahr|halbjahr|quartal|monat|kalenderwoche|woche|kw|jahr|jahrzehnt|zeitraum)$|(赛季|学年|学期|财年|财政年度|会计年度|年度|季度|月份|月|周|年份|年|季|雪季)$/iu;

/** Whether a column is called after a span of time. */
export function isSpanName(name: string): boolean {
  const spaced = name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replaceAll(/[_.-]+/g, " ")
    .trim();
  return spanName.test(spaced);
}

/** Words before and behind the years of a season. */
const before = "(?:FY|GJ|SJ|WJ|season|saison|spielzeit|schuljahr|geschäftsjahr|school year|fiscal year)?[ -]*";
const behind = " *(?:赛季|学年|财年|财政年度|年度|年|season|saison)?";
/** Two years, the second of which is the next one: `2023/24`, `FY 2023-2024`, `23/24`, `2023-2024学年`. */
const pair = new RegExp(`^${before}(\\d{4}|\\d{2}) ?[/–-] ?(\\d{4}|\\d{2})${behind}$`, "i");
/** One year with a word: `FY24`, `FY2024`, `2024赛季`. */
const single = new RegExp(`^${before}(\\d{4}|(?<=[A-Za-z][ -]*)\\d{2})${behind}$`, "i");
/** Quarters, halves and terms of a year: `2024 Q1`, `Autumn 2023`, `1. Halbjahr 2023/24`. */
const part =
  /^(\d{4}[ /-]?(q|h)[1-4]|(q|h)[1-4][ /-]?\d{4}|(autumn|fall|winter|spring|summer|herbst|frühjahr|frühling|sommer)(semester)? \d{2,4}([/-]\d{2,4})?|(w|s)[is]e?m? ?\d{2,4}([/-]\d{2,4})?|[12]\. (halbjahr|hj\.?|semester) \d{4}([/-]\d{2,4})?|.*第[一二12]学期|\d{4}年?[春夏秋冬]季?(学期)?)$/i;

const isPair = (text: string): boolean => {
  const [, from, to] = pair.exec(text.trim()) ?? [];
  return from !== undefined && (Number(from) + 1) % 100 === Number(to) % 100;
};

/** Whether texts name spans of time by their years. */
export function isSpanTexts(texts: readonly string[]): boolean {
  if (texts.length < 2) return false;
  const plain = texts.map((text) => text.trim());
  return plain.every(isPair) || plain.every((text) => single.test(text)) || plain.every((text) => part.test(text));
}

/** 69 to 99 are of the twentieth century, as in POSIX. */
const full = (year: string): string =>
  `CASE WHEN ${year} < 69 THEN 2000 + ${year} WHEN ${year} < 100 THEN 1900 + ${year} ELSE ${year} END`;

/**
 * SQL of 1 January of the year that texts of seasons name: the first of two, which is `financial`, or the only one.
 * Undefined if texts name none.
 */
export function seasonOfTexts(
  name: string,
  texts: readonly string[],
): { readonly day: string; readonly financial: boolean } | undefined {
  const plain = texts.map((text) => text.trim());
  const financial = plain.every(isPair);
  if (texts.length < 2 || !(financial || plain.every((text) => single.test(text)))) return undefined;
  const year = `nullif(regexp_extract(${quoteName(name)}, ${quoteText("(\\d{4}|\\d{2})")}, 1), '')::INTEGER`;
  return { day: `make_date(${full(year)}, 1, 1)`, financial };
}
