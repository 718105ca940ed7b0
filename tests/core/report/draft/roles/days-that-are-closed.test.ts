import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../draft-of-text.ts";
import { numbersFrom } from "../stories/subject-shapes.ts";

interface Day {
  readonly day: string;
  /** 1 for Monday. */
  readonly weekday: number;
  readonly takings: number;
  readonly visitors: number;
}

/** A shop's days; on one of its closed weekdays it was open all the same. */
function daysOf(count: number, closed: readonly number[], openOnce: boolean): readonly Day[] {
  const next = numbersFrom(count);
  let first = openOnce;
  return Array.from({ length: count }, (_, at) => {
    const date = new Date(Date.UTC(2025, 0, 1) + at * 86_400_000);
    const weekday = date.getUTCDay() || 7;
    const isClosed = closed.includes(weekday) && !(first && at > count / 2);
    if (closed.includes(weekday) && !isClosed) first = false;
    const [takings, visitors] = [Math.round(900 + 500 * next()), Math.round(60 + 40 * next())];
    return {
      day: date.toISOString().slice(0, 10),
      weekday,
      takings: isClosed ? 0 : takings,
      visitors: isClosed ? 0 : visitors,
    };
  });
}

async function printed(head: string, rows: readonly string[], language: DraftLanguage, about?: string) {
  const { world, template } = await templateOf(await openText(head, rows), {
    language,
    ...(about !== undefined && { about }),
  });
  const accepted = await acceptReport({ template: template.name }, world);
  const { tables, document } = await layOutReport(accepted, world, () => {});
  const told = shownLines(document).map(({ text }) => text);
  return { headline: tables.get("headline")!.rows[0]!, course: tables.get("course")!.rows, text: told.join("\n") };
}

const note = {
  en: /Sundays with nothing but 0/g,
  de: /Sonntage, an denen alles 0 ist/g,
  zh: /周日的数值几乎全为0/g,
} as const;
const heads = {
  en: "date,takings_eur,average receipt",
  de: "Datum,Umsatz €,Durchschnittsbon",
  zh: "日期,销售额（元）,平均客单价",
} as const;

test.each([
  ["en", 60, [7], false],
  ["de", 74, [6, 7], false],
  ["zh", 70, [7], true],
  ["en", 150, [7], false],
  ["de", 220, [1, 7], true],
] as const)("a 0 on closed days is no value (%s, %d days, %j)", async (language, count, closed, openOnce) => {
  const made = daysOf(count, closed, openOnce);
  const { headline, course, text } = await printed(
    heads[language],
    made.map(({ day, takings, visitors }) => `${day},${takings},${visitors}`),
    language,
  );
  expect(text.match(note[language])).toHaveLength(1);
  expect(Number(headline["lowest"])).toBeGreaterThan(0);
  if (count < 76) {
    const open = made.filter(({ takings }) => takings > 0);
    expect(course.map(({ value }) => Number(value))).toEqual(open.map(({ takings }) => takings));
    // The sum of the last seven days is that of those that were open.
    const recent = made.slice(-7).reduce((sum, { takings }) => sum + takings, 0);
    if (!openOnce) expect(text.replace(/[.,](?=\d{3})/g, "")).toContain(String(recent));
  }
});

test("a mean of days is that of those that are open, also beside the weather", async () => {
  const made = daysOf(150, [7], false);
  const rows = made.map(({ day, visitors, takings }) => `${day},${visitors},${((takings * 7) % 90) / 10 + 4}`);
  const { course } = await printed("date,average waiting minutes,temperature_c", rows, "en", "average_waiting_minutes");
  for (const { period, value } of course) {
    const of = String(period instanceof Date ? period.toISOString() : period);
    const from = Date.parse(of.slice(0, 10));
    const own = made.filter(({ day, visitors }) => {
      const at = (Date.parse(day) - from) / 86_400_000;
      return at >= 0 && at < 7 && visitors > 0;
    });
    expect(Number(value)).toBeCloseTo(own.reduce((sum, { visitors }) => sum + visitors, 0) / own.length, 6);
  }
});

test.each([
  ["counts that are often 0", (at: number) => (at % 7 === 4 || at % 3 === 0 ? 0 : (at * 5) % 4)],
  ["days of which some are 0", (at: number) => (at % 31 === 0 ? 0 : 40 + ((at * 7) % 9))],
  ["Sundays that are low", (at: number) => ((at + 2) % 7 === 6 ? (at % 3 === 0 ? 0 : 3) : 40 + ((at * 7) % 9))],
] as const)("%s are told as they are", async (_, valueOf) => {
  const made = daysOf(63, [], false);
  const { course, text } = await printed(
    "date,incidents",
    made.map(({ day }, at) => `${day},${valueOf(at)}`),
    "en",
  );
  expect(text).not.toContain("closed days");
  expect(course.map(({ value }) => Number(value))).toEqual(made.map((__, at) => valueOf(at)));
});
