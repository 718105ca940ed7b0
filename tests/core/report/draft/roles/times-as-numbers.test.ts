import { describe, expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openText } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";

const of = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
const month = (at: number): string => `${2021 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
const valueOf = (at: number): number => 900 + ((at * 37) % 90);
const day = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value)).slice(0, 10);

/** How tables write months as numbers. */
const written: Readonly<Record<string, (at: number) => string>> = {
  "year and month": (at) => month(at).replace("-", ""),
  "the beginning in years": (at) => (2021 + at / 12).toFixed(3),
  "the middle in years": (at) => (2021 + (at + 0.5) / 12).toFixed(4),
  "two decimals": (at) => (2021 + at / 12 + 0.01).toFixed(2),
};

const heads: readonly (readonly [DraftLanguage, string])[] = [
  ["en", "period,visits"],
  ["en", "year_month,visits"],
  ["de", "Monat,Besuche"],
  ["zh", "月份,访问量"],
  ["en", "decimal date,ppm"],
];

describe.each(Object.keys(written))("months as %s", (how) => {
  test.each(heads)("are a course (%s, “%s”)", async (language, head) => {
    const count = 30;
    const rows = of(count).map((at) => `${written[how]!(at)},${valueOf(at)}`);
    const { draft, rows: found } = await reportOf(await openText(head, rows), { language });
    expect(draft.story).toBe("series");
    const course = found("course");
    expect(course.map(({ period }) => day(period))).toEqual(of(count).map((at) => `${month(at)}-01`));
    expect(course.map(({ value }) => Number(value))).toEqual(of(count).map(valueOf));
  });
});

test("months as numbers beside days are nothing measured", async () => {
  const rows = of(60).map((at) => `${month(at).replace("-", "")},${month(at)}-01,${valueOf(at)},${60 - (at % 7)}`);
  const { draft } = await reportOf(await openText("quote_date,date,p10,p90", rows));
  const choices = draft.questions.find(({ name }) => name === "about")!.choices.map(({ value }) => value);
  expect(choices).not.toContain("quote_date");
});

test.each(["calories", "altitude_m", "price"])("numbers as large as years that are %s are measured", async (name) => {
  const rows = of(40).map((at) => `Place ${at},${(1600 + ((at * 137) % 480) + 0.25).toFixed(2)}`);
  const { draft } = await reportOf(await openText(`name,${name}`, rows));
  expect(draft.story).toBe("cross");
});
