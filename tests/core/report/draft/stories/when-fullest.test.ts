import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { draftOf, openText, rowsOf, templateOf } from "../draft-of-text.ts";

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
    expect(first["high_names"]).toBe(says[0]);
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
  const { files } = await draftOf(await openText("time,vehicles", rows));
  expect(files.has("queries/rhythm_weekdays.sql")).toBe(false);
  const found = await rowsOf(await openText("time,vehicles", rows));
  expect(found("rhythm_hours")[0]).toMatchObject({ high_names: "23:00", low_names: "00:00", high_count: 1 });
});

/** Numbers from 0 to 1 that look like chance, the same at each run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What a reader sees: the title, all texts, and rows of queries. */
async function read(head: string, rows: readonly string[], language?: DraftLanguage) {
  const table = await openText(head, rows);
  const { world, template } = await templateOf(table, { language });
  const accepted = await acceptReport({ template: template.name }, world);
  const { document, tables: found } = await layOutReport(accepted, world, () => {});
  const text = shownLines(document)
    .map(({ text: one }) => one)
    .join("\n");
  return { title: document.title, text, rows: (query: string) => found.get(query)?.rows ?? [] };
}

const anyWeekday =
  /(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|星期|周[一二三四五六日]/;

const noisy: readonly (readonly [string, string, readonly string[]])[] = [
  ["en", "date,weekday,shop,sales_usd", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]],
  ["de", "Datum,Wochentag,Filiale,Umsatz EUR", german],
  ["zh", "日期,周几,门店,销售额（元）", chinese],
];

test.each(noisy)("in %s, weekdays that differ by chance are not named", { timeout: 60_000 }, async (_, head, names) => {
  const next = chance(3);
  const rows = range(140).flatMap((at) =>
    ["A1", "B2"].map((shop) => `${day(at)},${names[at % 7]!},${shop},${Math.round(400 + 120 * next())}`),
  );
  const { title, text, rows: of } = await read(head, rows);
  expect(title).not.toMatch(anyWeekday);
  expect(of("rhythm_weekdays")).toEqual([]);
  expect(text.replaceAll(/Weekday|Wochentag|按“星期”/g, "")).not.toMatch(anyWeekday);
});

test("a day that has just begun is no day of its weekday, and the peak is told", { timeout: 60_000 }, async () => {
  // Five weeks, and a Monday of eight hours.
  const rows = range(36).flatMap((at) =>
    range(at === 35 ? 8 : 24).map((hour) => `${day(at)} ${two(hour)}:00,${value(at, hour) + (at % 3)}`),
  );
  const { title, text, rows: of } = await read("timestamp,visitors", rows);
  const mondays = range(5).map((week) => range(24).reduce((sum, hour) => sum + value(0, hour) + ((week * 7) % 3), 0));
  const monday = of("rhythm_weekdays").find(({ part }) => Number(part) === 1)!;
  expect(Number(monday["value"])).toBeCloseTo(mondays.reduce((sum, one) => sum + one, 0) / 5, 1);
  expect(text).toMatch(/no whole day: 8 April 2024/);
  expect(title).toContain("highest at 17:00 and on Friday");
  const fridays = range(5).map((week) => value(4, 17) + ((week * 7 + 4) % 3));
  const peak = fridays.reduce((sum, one) => sum + one, 0) / 5;
  expect(of("rhythm_grid")[0]).toMatchObject({ peak_day: "Friday", peak_hour: "17:00" });
  expect(Number(of("rhythm_grid")[0]!["peak"])).toBeCloseTo(peak, 1);
  expect(of("rhythm_grid")).toHaveLength(7 * 24);
});

test("an hour's records are all of them, on whichever days they came", { timeout: 60_000 }, async () => {
  const next = chance(5);
  // 17:00 has one order on most days, 01:00 has four on every third; nothing comes from 03:00 to 09:00.
  const orders = range(60).flatMap((at) => [
    ...(at % 4 < 3 ? [`${day(at)} 17:0${at % 10}`] : []),
    ...(at % 3 === 0 ? range(4).map((minute) => `${day(at)} 01:1${minute}`) : []),
    ...range(2).map(() => `${day(at)} ${two((9 + Math.floor(next() * 18)) % 24)}:30`),
  ]);
  const rows = orders.map((at, no) => `O-${1000 + no},${at},${["Card", "Cash", "Invoice"][no % 3]!}`);
  const { rows: of, text } = await read("order_no,ordered_at,payment", rows);
  const counted = new Map<string, number>();
  for (const at of orders) counted.set(`${at.slice(11, 13)}:00`, (counted.get(`${at.slice(11, 13)}:00`) ?? 0) + 1);
  const hours = of("rhythm_hours");
  expect(hours.map(({ member, value: n }) => [member, Number(n)])).toEqual([...counted].sort());
  expect(hours[0]!["high_names"]).toBe("01:00");
  expect(text).toContain("None between 03:00 and 09:00.");
});

test("two weeks tell the weekend from the other days, and name no day of these", { timeout: 60_000 }, async () => {
  const next = chance(9);
  const rows = range(14).flatMap((at) =>
    range(24).flatMap((hour) =>
      ["进城", "出城"].map((way) => {
        const base = at % 7 < 5 ? 200 : 110;
        return `${day(at)},${hour},${way},${Math.round(base + (hour === 8 ? 150 : 0) + 20 * next())}`;
      }),
    ),
  );
  const { title, text } = await read("日期,小时,方向,车流量(辆)", rows);
  expect(title).toContain("08:00");
  expect(title).not.toContain("星期");
  expect(text).toMatch(/星期六和星期日最低/);
});

const across = [
  ["en", "Hour", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], "Saturday"],
  ["de", "Stunde", german, "Samstag"],
  ["zh", "小时", chinese, "星期六"],
] as const;

test.each(across)(
  "hours by weekdays across have a peak (%s)",
  { timeout: 60_000 },
  async (language, head, names, saturday) => {
    const rows = range(12).map((hour) => {
      const cells = names.map((_, at) =>
        at === 0 && hour < 6 ? "-" : String(80 + hour * 9 + at * 20 + (at === 5 && hour === 8 ? 300 : 0)),
      );
      return `${hour + 11}:00,${cells.join(",")}`;
    });
    const { rows: of, title } = await read(`${head},${names.join(",")}`, rows, language);
    expect(of("rhythm_grid")[0]).toMatchObject({ peak_day: saturday, peak_hour: "19:00", peak: 80 + 72 + 100 + 300 });
    expect(title).toContain(saturday);
  },
);
