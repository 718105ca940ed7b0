import { monthOf } from "../month-names.ts";

/** The first and the last day of a stretch of time, `YYYY-MM-DD`. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** A stretch from the first day of a month, both counted from 0 in the year 0, to the last of another. */
const stretchOf = (from: number, to: number): Stretch => ({ from: dayOf(from, 1), to: dayOf(to + 1, 0) });

const dayOf = (month: number, day: number): string =>
  new Date(Date.UTC(Math.floor(month / 12), month % 12, day)).toISOString().slice(0, 10);

const year = "((?:19|20)\\d\\d)";
/** A year of four digits or of two. */
const anyYear = "((?:19|20)\\d\\d|\\d\\d)";
const word = "(\\p{L}{3,9})\\.?";
const to = "\\s*(?:[-–—]|to|until|bis|至|到)\\s*";
const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));
const ofYear = (text: string, month: number): number => fullYear(text) * 12 + month;

type Reading = (...parts: readonly string[]) => readonly [from: number, to: number] | undefined;

/** Months of two names, with the year of the second if the first has none. */
const monthsOf = (first: string, firstYear: string | undefined, last: string, lastYear: string) => {
  const [from, until] = [monthOf(first.toLowerCase()), monthOf(last.toLowerCase())];
  if (from === undefined || until === undefined) return undefined;
  const ends = ofYear(lastYear, until - 1);
  return [firstYear === undefined ? ofYear(lastYear, from - 1) : ofYear(firstYear, from - 1), ends] as const;
};

const chineseHalf = { 上: 0, 下: 6 } as const;
const chineseQuarter: Readonly<Record<string, number>> = { 一: 0, 二: 1, 三: 2, 四: 3 };
const quarterOf = (text: string): number => chineseQuarter[text] ?? Number(text) - 1;

/** How titles name a stretch of time; the first that matches counts. */
const readings: readonly (readonly [string, Reading])[] = [
  [
    `${word} ?['’]?${anyYear}${to}${word} ?['’]?${anyYear}`,
    (first, firstYear, last, lastYear) => monthsOf(first!, firstYear!, last!, lastYear!),
  ],
  [`${word}${to}${word} ?['’]?${year}`, (first, last, lastYear) => monthsOf(first!, undefined, last!, lastYear!)],
  [`${year}年(\\d{1,2})${to}(\\d{1,2})月`, (of, a, b) => [ofYear(of!, Number(a) - 1), ofYear(of!, Number(b) - 1)]],
  [`${year}年([上下])半年`, (of, half) => halfOf(of!, chineseHalf[half as "上" | "下"])],
  [`${year}年第?([一二三四1-4])季度`, (of, quarter) => quarter3(of!, quarterOf(quarter!))],
  [`${year}年(\\d{1,2})月`, (of, month) => [ofYear(of!, Number(month) - 1), ofYear(of!, Number(month) - 1)]],
  [`(?:q|quarter |quartal )([1-4]) ?[-/]?${year}`, (quarter, of) => quarter3(of!, quarterOf(quarter!))],
  [`([1-4])\\. ?quartal ${year}`, (quarter, of) => quarter3(of!, quarterOf(quarter!))],
  [`${year} ?[-/]?q([1-4])`, (of, quarter) => quarter3(of!, quarterOf(quarter!))],
  [`(?:h|half )([12]) ?${year}`, (half, of) => halfOf(of!, 6 * (Number(half) - 1))],
  [`${year} ?h([12])`, (of, half) => halfOf(of!, 6 * (Number(half) - 1))],
  [`([12])\\. ?(?:halbjahr|hj\\.?) ${year}`, (half, of) => halfOf(of!, 6 * (Number(half) - 1))],
  [
    `${year}-(0[1-9]|1[0-2])(?![\\d-])`,
    (of, month) => [ofYear(of!, Number(month) - 1), ofYear(of!, Number(month) - 1)],
  ],
  [`${word} ?['’]?${year}`, (month, of) => monthsOf(month!, of!, month!, of!)],
  [`${year}(?:${to}| (?:and|und|&) | |和)${year}`, (from, until) => [ofYear(from!, 0), ofYear(until!, 11)]],
  [`${year}`, (of) => [ofYear(of!, 0), ofYear(of!, 11)]],
];

function halfOf(of: string, month: number): readonly [number, number] {
  return [ofYear(of, month), ofYear(of, month + 5)];
}

function quarter3(of: string, quarter: number): readonly [number, number] {
  return [ofYear(of, quarter * 3), ofYear(of, quarter * 3 + 2)];
}

const patterns = readings.map(
  ([pattern, read]) =>
    [new RegExp(`(?<![\\p{Script=Latin}\\d])${pattern}(?![\\p{Script=Latin}\\d])`, "iu"), read] as const,
);

/** Years of a season or a financial year, which begin on a day that a title does not tell: `2024/25`, `2022-25`. */
function hasOpenYears(title: string): boolean {
  const [, first, second] = /((?:19|20)\d\d) ?[-–/] ?(\d\d)(?![\d-])/.exec(title) ?? [];
  if (first === undefined) return false;
  const isNext = (Number(first) + 1) % 100 === Number(second);
  return isNext || Number(second) < 1 || Number(second) > 12;
}

/**
 * The stretch of time that a title names, if it names one: `Apr23-Mar25`, `Q1 2025`, `2. Halbjahr 2024`,
 * `2025年上半年`, `2012-2015`. Of `2024/25` nobody knows when it begins.
 */
export function stretchOfTitle(title: string): Stretch | undefined {
  const plain = title.replaceAll("_", " ").replaceAll(/\s+/g, " ");
  if (hasOpenYears(plain)) return undefined;
  for (const [pattern, read] of patterns) {
    const found = pattern.exec(plain);
    const months = found === null ? undefined : read(...found.slice(1));
    if (months !== undefined && months[0] <= months[1] && months.every(Number.isInteger)) return stretchOf(...months);
  }
  return undefined;
}
