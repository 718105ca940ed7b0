import { expect, test } from "vitest";
import { openText } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";

/** Months of years that are alike: of many, the chart through the year has the last eight, and says so. */
function months(from: number, years: number, parts: 4 | 12): readonly string[] {
  return Array.from({ length: years * parts }, (_, at) => {
    const [year, part] = [from + Math.floor(at / parts), at % parts];
    const month = String(1 + part * (12 / parts)).padStart(2, "0");
    const value = 50 + 30 * Math.sin((part * 2 * Math.PI) / parts) + ((at * 7) % 11) / 10;
    return `${year}-${month}-01,${value.toFixed(1)}`;
  });
}

const words = {
  en: [", grey: ", " to ", "not drawn"],
  de: [", grau: ", " bis ", "nicht gezeichnet"],
  zh: ["，灰：", "年至", "未画"],
} as const;

test.each([
  ["en", "month,sunshine_h", 1950, 74, 12],
  ["de", "Monat,Sonnenstunden", 1990, 20, 12],
  ["zh", "月份,用电量", 2009, 15, 12],
  ["en", "quarter_begin,visitors", 1980, 40, 4],
  ["en", "month,sunshine_h", 2018, 6, 12],
  ["de", "Monat,Sonnenstunden", 2016, 8, 12],
  ["en", "month,sunshine_h", 2021, 3, 12],
] as const)(
  "in %s, “%s” since %i names the years drawn",
  { timeout: 60_000 },
  async (language, head, from, years, parts) => {
    const { text, rows } = await reportOf(await openText(head, months(from, years, parts)), { language });
    const last = from + years - 1;
    const drawn = [...new Set(rows("seasons").map(({ year }) => Number(year)))].toSorted((a, b) => a - b);
    const first = Math.max(from, last - 7);
    expect(drawn).toEqual(Array.from({ length: last - first + 1 }, (_, at) => first + at));
    const [grey, to, left] = words[language];
    if (first === last - 2) expect(text).not.toContain(`${grey}${first}${to}`);
    expect(text).toContain(first === last - 2 ? `${grey}${first}` : `${grey}${first}${to}${last - 2}`);
    const more = first - from;
    if (more === 0) expect(text).not.toContain(left);
    else expect(text).toMatch(new RegExp(`\\b${more}\\b[^.;]*${left}|${left}[^.;]*\\b${more}\\b`));
  },
);
