import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../draft-of-text.ts";
import { numbersFrom } from "../roles-of-text.ts";
import { type Known, plainMeans } from "./told-means.ts";

const languages = {
  en: {
    date: "date",
    weekday: "weekday",
    month: "month",
    place: "site",
    other: "shift",
    value: "torque",
    price: "sale_price",
    users: "active_users",
  },
  de: {
    date: "Datum",
    weekday: "Wochentag",
    month: "Monat",
    place: "Standort",
    other: "Schicht",
    value: "Drehmoment",
    price: "Kaufpreis",
    users: "Nutzer",
  },
  zh: {
    date: "日期",
    weekday: "星期",
    month: "月份",
    place: "站点",
    other: "班次",
    value: "扭矩",
    price: "成交价",
    users: "活跃用户",
  },
} as const;
type Names = (typeof languages)[keyof typeof languages];

const places = ["Aven", "Brook", "Cole", "Dent"];
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const shifts = ["Early", "Late", "Night"];

interface Made {
  readonly head: string;
  readonly lines: readonly string[];
  readonly known: readonly Known[];
}

const dayOf = (at: number): string => new Date(Date.UTC(2023, 0, 1 + at)).toISOString().slice(0, 10);
const partsOf = (day: string): readonly string[] => [
  day.slice(0, 7),
  day.slice(0, 4),
  String(new Date(day).getUTCDay()),
  day.slice(5, 7),
];

/** Values from 1,000 to 9,000 in steps of ten; members lie apart. */
const valued = (seed: number): ((level: number) => number) => {
  const next = numbersFrom(seed);
  return (level) => 1000 + 10 * Math.floor(next() * 500) + 1000 * (level % 4);
};

/** One row for each day and place. */
function daily(
  names: Names,
  seed: number,
  { days, of, column, hasWeekdays }: { days: number; of: readonly string[]; column: string; hasWeekdays?: boolean },
): Made {
  const value = valued(seed);
  const rows = Array.from({ length: days }, (_, at) =>
    of.map((place, level) => ({ day: dayOf(at), place, value: value(level + (at % 7 > 4 ? 1 : 0)) })),
  ).flat();
  const isAlone = of.length === 1;
  return {
    head: [
      names.date,
      ...(hasWeekdays === true ? [names.weekday] : []),
      ...(isAlone ? [] : [names.place]),
      column,
    ].join(","),
    lines: rows.map((row) =>
      [
        row.day,
        ...(hasWeekdays === true ? [weekdays[new Date(row.day).getUTCDay()]] : []),
        ...(isAlone ? [] : [row.place]),
        row.value,
      ].join(","),
    ),
    known: rows.map((row) => ({ keys: [...partsOf(row.day), row.place], value: row.value })),
  };
}

/** Rows of each shift of a day or month and each place. */
function shifted(names: Names, seed: number, isDaily: boolean): Made {
  const value = valued(seed);
  const times = Array.from({ length: isDaily ? 200 : 30 }, (_, at) =>
    isDaily ? dayOf(at) : `${2021 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, "0")}`,
  );
  const rows = times.flatMap((time) =>
    shifts.flatMap((shift, at) => places.map((place, level) => ({ time, shift, place, value: value(at + level) }))),
  );
  return {
    head: [isDaily ? names.date : names.month, names.other, names.place, names.value].join(","),
    lines: rows.map((row) => [row.time, row.shift, row.place, row.value].join(",")),
    known: rows.map((row) => ({
      keys: [row.time, row.time.slice(0, 7), row.time.slice(0, 4), row.shift, row.place],
      value: row.value,
    })),
  };
}

/** Records on irregular days, some days without any. */
function records(names: Names, seed: number, days: number, column: string): Made {
  const next = numbersFrom(seed + 5);
  const value = valued(seed);
  const rows = Array.from({ length: 900 }, (_, at) => {
    const [place, shift] = [places[Math.floor(next() * 4)]!, shifts[Math.floor(next() * 3)]!];
    return { at, day: dayOf(Math.floor(next() * days)), place, shift, value: value(places.indexOf(place)) };
  });
  return {
    head: ["id", names.date, names.place, names.other, column].join(","),
    lines: rows.map((row) => [`R-${1000 + 3 * row.at}`, row.day, row.place, row.shift, row.value].join(",")),
    known: rows.map((row) => ({ keys: [...partsOf(row.day), row.place, row.shift], value: row.value })),
  };
}

/** Each place and shift once, at one time. */
function crossed(names: Names, seed: number): Made {
  const value = valued(seed);
  const towns = Array.from({ length: 14 }, (_, at) => `Town ${String.fromCodePoint(65 + at)}`);
  const rows = towns.flatMap((place, at) => shifts.map((shift, level) => ({ place, shift, value: value(at + level) })));
  return {
    head: [names.place, names.other, names.value].join(","),
    lines: rows.map((row) => [row.place, row.shift, row.value].join(",")),
    known: rows.map((row) => ({ keys: [row.place, row.shift], value: row.value })),
  };
}

const shapes: readonly (readonly [string, (names: Names, seed: number) => Made])[] = [
  ["days of places", (names, seed) => daily(names, seed, { days: 430, of: places, column: names.value })],
  [
    "days of places with their weekdays",
    (names, seed) => daily(names, seed, { days: 430, of: places, column: names.value, hasWeekdays: true }),
  ],
  ["days of one thing", (names, seed) => daily(names, seed, { days: 430, of: ["one"], column: names.value })],
  [
    "days of one thing with their weekdays",
    (names, seed) => daily(names, seed, { days: 430, of: ["one"], column: names.value, hasWeekdays: true }),
  ],
  ["what there is on each day", (names, seed) => daily(names, seed, { days: 430, of: places, column: names.users })],
  ["shifts of days", (names, seed) => shifted(names, seed, true)],
  ["shifts of months", (names, seed) => shifted(names, seed, false)],
  ["records of a year", (names, seed) => records(names, seed, 300, names.value)],
  ["records of years", (names, seed) => records(names, seed, 800, names.value)],
  ["sales of a year", (names, seed) => records(names, seed, 300, names.price)],
  ["sales of years", (names, seed) => records(names, seed, 800, names.price)],
  ["places and shifts at one time", crossed],
];

describe.each(Object.keys(languages) as (keyof typeof languages)[])("a mean is called one (%s)", (language) => {
  test.each(shapes)("%s", { timeout: 120_000 }, async (_, make) => {
    const { head, lines, known } = make(languages[language], 3);
    const { world, template } = await templateOf(await openText(head, lines), { language });
    const { properties } = template.parameters as {
      readonly properties: Readonly<Record<string, { enum?: string[] }>>;
    };
    const choices = (name: string): readonly (string | undefined)[] => properties[name]?.enum ?? [undefined];
    const periods = properties["period"] === undefined ? [undefined] : [undefined, "latest"];
    for (const measure of choices("measure"))
      for (const by of language === "en" ? choices("by") : [undefined])
        for (const period of periods) {
          const given = Object.entries({ measure, by, period }).filter(([, value]) => value !== undefined);
          const accepted = await acceptReport(
            { template: template.name, parameters: Object.fromEntries(given) },
            world,
          );
          const { document } = await layOutReport(accepted, world, () => {});
          expect(plainMeans(document, known), JSON.stringify(Object.fromEntries(given))).toEqual([]);
        }
  });
});

test("what alone names a row of its time is no mean, and called none", { timeout: 60_000 }, async () => {
  const value = valued(11);
  const towns = Array.from({ length: 12 }, (_, at) => `Town ${String.fromCodePoint(65 + at)}`);
  const lines = Array.from({ length: 10 }, (_, year) =>
    towns.map((town, at) => [2010 + year, town, ["East", "West", "North"][at % 3], value(at)].join(",")),
  ).flat();
  const { world, template } = await templateOf(await openText("year,town,region,torque", lines));
  const titles: string[] = [];
  for (const by of ["town", "region"]) {
    const accepted = await acceptReport({ template: template.name, parameters: { by } }, world);
    titles.push((await layOutReport(accepted, world, () => {})).document.title);
  }
  expect(titles[0]).not.toContain("mean");
  expect(titles[1]).toContain("Torque, mean: ");
});
