import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { openText, rowsOf } from "../draft-of-text.ts";

interface Made {
  readonly name: string;
  readonly language: DraftLanguage;
  readonly head: string;
  readonly rows: readonly string[];
  /** The fullest hour and weekday with their values, as a reader counts them. */
  readonly hour?: readonly [string, number];
  readonly weekday?: readonly [string, number];
}

const day = (at: number): string => new Date(Date.UTC(2024, 2, 4 + at)).toISOString().slice(0, 10);
const two = (value: number): string => String(value).padStart(2, "0");
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
const german = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];
const chinese = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/** Four weeks from a Monday on: 17 hours is the fullest, and the fifth weekday. */
const value = (at: number, hour: number): number => 20 + (hour === 17 ? 30 : hour % 5) + (at % 7 === 4 ? 10 : 0);

const tables: readonly Made[] = [
  {
    name: "counts of each hour",
    language: "en",
    head: "time,vehicles",
    rows: range(28).flatMap((at) => range(24).map((hour) => `${day(at)} ${two(hour)}:00,${value(at, hour)}`)),
    hour: ["17:00", 50 + 10 / 7],
    weekday: ["Friday", range(24).reduce((sum, hour) => sum + value(4, hour), 0) / 24],
  },
  {
    name: "restaurant by hour",
    language: "de",
    head: "Datum,Stunde,Umsatz EUR",
    rows: range(28).flatMap((at) => range(12).map((hour) => `${day(at)},${hour + 10},${value(at, hour + 10)}`)),
    hour: ["17:00", 50 + 10 / 7],
    weekday: ["Freitag", range(12).reduce((sum, hour) => sum + value(4, hour + 10), 0)],
  },
  {
    name: "bakery by weekday",
    language: "de",
    head: "Wochentag,Sorte,Umsatz EUR",
    rows: range(7).flatMap((at) =>
      ["Brot", "Semmel", "Kuchen"].map((sort, more) => `${german[at]!},${sort},${value(at, more)}`),
    ),
    weekday: ["Freitag", 30 + 31 + 32],
  },
  {
    name: "门店客流",
    language: "zh",
    head: "日期,星期,客流量",
    rows: range(28).map((at) => `${day(at)},${chinese[at % 7]!},${value(at, 3) * 3}`),
    weekday: ["星期五", 99],
  },
];

test.each(tables)("“$name” tells when it is fullest", { timeout: 60_000 }, async (made) => {
  const found = await rowsOf(await openText(made.head, made.rows), {}, { language: made.language });
  for (const [query, says] of [
    ["rhythm_hours", made.hour],
    ["rhythm_weekdays", made.weekday],
  ] as const) {
    if (says === undefined) continue;
    const [first = {}] = found(query);
    expect(first["first"]).toBe(says[0]);
    expect(Number(first["most"])).toBeCloseTo(says[1], 0);
  }
});

test.each(tables.slice(1, 3))(
  "“$name”: every choice renders, and the next rows do",
  { timeout: 120_000 },
  async (made) => {
    expect(await faultsOfDraft({ ...made, allPeriods: false })).toEqual([]);
  },
);

test("weekdays that are alike have no highest, and are not shown", { timeout: 60_000 }, async () => {
  const rows = range(28).flatMap((at) => range(24).map((hour) => `${day(at)} ${two(hour)}:00,${hour + 3}`));
  const found = await rowsOf(await openText("time,vehicles", rows));
  expect(found("rhythm_weekdays")).toEqual([]);
  expect(found("rhythm_hours")[0]).toMatchObject({ first: "23:00", last: "00:00" });
});

/** Saturday has most. */
const inGrid = (hour: number, day: number): number => (day + 1) * 10 + (day === 5 ? 40 : 0) + (hour % 9) * 7.5;

test.each([
  ["en", "Hour,Mon,Tue,Wed,Thu,Fri,Sat,Sun"],
  ["de", "Stunde,Mo,Di,Mi,Do,Fr,Sa,So"],
  ["zh", "时段,周一,周二,周三,周四,周五,周六,周日"],
] as const)("weekdays across are compared, and none stands for the week (%s)", async (language, head) => {
  const hours = Array.from({ length: 12 }, (_, at) => at + 11);
  const rows = hours.map((hour) => `${hour}:00,${Array.from({ length: 7 }, (_, day) => inGrid(hour, day)).join(",")}`);
  const found = await rowsOf(await openText(head, rows), {}, { language });
  const means = hours.map(
    (hour) => Array.from({ length: 7 }, (_, day) => inGrid(hour, day)).reduce((a, b) => a + b) / 7,
  );
  expect(found("rhythm_hours").map(({ value }) => Number(value))).toEqual(means.map((mean) => expect.closeTo(mean, 0)));
  const days = found("rhythm_weekdays");
  expect(days).toHaveLength(7);
  expect(days.find(({ value, most }) => value === most)).toMatchObject({ part: 6 });
});
