import { expect, test } from "vitest";
import { openText } from "../draft-of-text.ts";
import { numbersFrom } from "../roles-of-text.ts";
import { reportOf } from "../report-of-table.ts";

/**
 * Daily values of several counters, one of which has none on some days: a day without it is no day to set beside the
 * others. The oracle takes the mean of the sums of the days on which all have a value.
 */
interface Shape {
  readonly head: string;
  readonly names: readonly string[];
  readonly days: number;
  readonly lacks: (name: number, day: number) => boolean;
  /** Whether a day without a value has an empty cell, or no row. */
  readonly isEmpty: boolean;
  readonly said: string;
}

const dayOf = (at: number): string => new Date(Date.UTC(2023, 0, 2 + at)).toISOString().slice(0, 10);

const weekdays = {
  d: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  D: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
  日: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
} as const;

const weekdayOf = ({ head }: Shape, day: number): string => weekdays[head[0] as keyof typeof weekdays][day % 7]!;

/** Rows, and the sum of each day with how many of its counters have a value. */
function rowsOf(shape: Shape, seed: number) {
  const { names, days, lacks, isEmpty } = shape;
  const next = numbersFrom(seed);
  const sums = Array.from({ length: days }, () => ({ sum: 0, known: 0 }));
  const lines: string[] = [];
  for (const [day, own] of sums.entries())
    for (const [name, label] of names.entries()) {
      const value = Math.round((day % 7 > 4 ? 300 : 900) * (1 + name) + 200 * next());
      const isLacking = lacks(name, day);
      if (!isLacking) {
        own.sum += value;
        own.known += 1;
      }
      if (!isLacking || isEmpty)
        lines.push([dayOf(day), weekdayOf(shape, day), label, isLacking ? "" : value].join(","));
    }
  return { lines, sums };
}

const shapes: readonly (readonly [string, Shape])[] = [
  [
    "en, empty cells",
    {
      head: "date,weekday,counter,bicycles",
      names: ["Mill Bridge", "Canal Path", "High Street", "Ring Road"],
      days: 400,
      lacks: (name, day) => name === 3 && day >= 60 && day < 84,
      isEmpty: true,
      said: "24 days on which some have no value are left out of the means.",
    },
  ],
  [
    "de, no rows",
    {
      head: "Datum,Wochentag,Zählstelle,Fahrräder",
      names: ["Nordbrücke", "Uferweg", "Ringstraße"],
      days: 200,
      lacks: (name, day) => name === 0 && (day === 33 || day === 101 || day === 150),
      isEmpty: false,
      said: "Nicht in den Mitteln: 3 Tage, an denen manche keinen Wert haben.",
    },
  ],
  [
    "zh, empty cells",
    {
      head: "日期,星期,门店,客流量",
      names: ["东门店", "西门店", "南门店"],
      days: 150,
      lacks: (name, day) => name === 1 && day % 29 === 5,
      isEmpty: true,
      said: "平均数不计其中5天，当天有的项没有数值。",
    },
  ],
];

test.each(shapes)(
  "means of weekdays are of the days on which all have a value (%s)",
  { timeout: 60_000 },
  async (_, shape) => {
    const { lines, sums } = rowsOf(shape, 7);
    const { text, rows } = await reportOf(await openText(shape.head, lines));
    const expected = Array.from({ length: 7 }, (_weekday, weekday) => {
      const own = sums.filter(({ known }, day) => day % 7 === weekday && known === shape.names.length);
      return (own.reduce((sum, one) => sum + one.sum, 0) / own.length).toFixed(1);
    });
    expect(rows("rhythm_weekdays").map(({ value }) => Number(value).toFixed(1))).toEqual(expected);
    expect(text).toContain(shape.said);
  },
);

test("shops that are closed on some weekdays lack nothing on them", { timeout: 60_000 }, async () => {
  const shape: Shape = { ...shapes[0]![1], lacks: (name, day) => name === 2 && day % 7 === 6, isEmpty: false };
  const { lines, sums } = rowsOf(shape, 9);
  const { text, rows } = await reportOf(await openText(shape.head, lines));
  const sundays = sums.filter((_, day) => day % 7 === 6);
  const mean = sundays.reduce((sum, one) => sum + one.sum, 0) / sundays.length;
  expect(Number(rows("rhythm_weekdays")[6]!["value"]).toFixed(1)).toBe(mean.toFixed(1));
  expect(text).not.toContain("on which some have no value");
});

test("days of things that are not sold each day are all counted", { timeout: 60_000 }, async () => {
  const shape: Shape = {
    ...shapes[0]![1],
    names: ["Tea", "Rice", "Soap", "Salt", "Oats", "Milk", "Corn", "Figs"],
    lacks: (name, day) => (name * 7919 + day * 104_729 + name * day * 31) % 97 < 40,
    isEmpty: false,
  };
  const { lines, sums } = rowsOf({ ...shape, head: "date,weekday,product,sales" }, 9);
  const { text, rows } = await reportOf(await openText("date,weekday,product,sales", lines));
  const mondays = sums.filter((_, day) => day % 7 === 0);
  const mean = mondays.reduce((sum, one) => sum + one.sum, 0) / mondays.filter(({ known }) => known > 0).length;
  expect(Number(rows("rhythm_weekdays")[0]!["value"]).toFixed(1)).toBe(mean.toFixed(1));
  expect(text).not.toContain("on which some have no value");
});

test("a day of which an hour has no value is no whole one", { timeout: 60_000 }, async () => {
  const next = numbersFrom(21);
  const hours = Array.from({ length: 60 * 24 }, (_, at) => ({
    day: Math.floor(at / 24),
    hour: at % 24,
    value: at % 491 === 100 ? undefined : Math.round(20 + 30 * Math.sin(((at % 24) * Math.PI) / 24) + 9 * next()),
  }));
  const lines = hours.map(({ day, hour, value }) => `${dayOf(day)} ${String(hour).padStart(2, "0")}:00,${value ?? ""}`);
  const { rows } = await reportOf(await openText("time,visitors", lines));
  const lacking = new Set(hours.filter(({ value }) => value === undefined).map(({ day }) => day));
  const noons = hours.filter(({ day, hour }) => hour === 12 && !lacking.has(day));
  const mean = noons.reduce((sum, { value }) => sum + value!, 0) / noons.length;
  expect(Number(rows("rhythm_hours")[12]!["value"]).toFixed(1)).toBe(mean.toFixed(1));
});
