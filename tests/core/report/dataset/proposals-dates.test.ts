import { expect, test } from "vitest";
import { stringify } from "yaml";
import type { DatasetProfile } from "../../../../functions/core/report/dataset/dataset.ts";
import { shapeTable } from "../shape-table.ts";
import { readTable } from "./read-table.ts";
import { seeded } from "./seeded.ts";

const rounds = process.env["SOAK"] === undefined ? 2 : 40;

const languages = {
  en: {
    long: "January February March April May June July August September October November December",
    short: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    days: "Sun Mon Tue Wed Thu Fri Sat",
  },
  de: {
    long: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    short: "Jan. Feb. Mär. Apr. Mai Jun. Jul. Aug. Sep. Okt. Nov. Dez.",
    days: "So Mo Di Mi Do Fr Sa",
  },
  fr: {
    long: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    short: "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    days: "dim. lun. mar. mer. jeu. ven. sam.",
  },
} as const;

interface Written {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly long: string;
  readonly short: string;
  readonly weekday: string;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** Spellings that tell by themselves which number is the day. */
const clear: Readonly<Record<string, (date: Written) => string>> = {
  iso: ({ year, month, day }) => `${year}-${two(month)}-${two(day)}`,
  points: ({ year, month, day }) => `${two(day)}.${two(month)}.${year}`,
  named: ({ year, short, day }) => `${day} ${short} ${year}`,
  whole: ({ year, long, day }) => `${day}. ${long} ${year}`,
  american: ({ year, long, day }) => `${long} ${day}, ${year}`,
  dashes: ({ year, short, day }) => `${two(day)}-${short}-${year}`,
  shortYear: ({ year, short, day }) => `${two(day)}-${short}-${two(year % 100)}`,
  weekday: ({ year, month, day, weekday }) => `${weekday}, ${two(day)}.${two(month)}.${year}`,
  weekdayNamed: ({ year, day, short, weekday }) => `${weekday} ${day} ${short} ${year}`,
  chinese: ({ year, month, day }) => `${year}年${month}月${day}日`,
};

/** Spellings of which only a day above 12 tells the order. */
const byDay: Readonly<Record<string, (date: Written) => string>> = {
  slashes: ({ year, month, day }) => `${two(day)}/${two(month)}/${year}`,
  monthFirst: ({ year, month, day }) => `${month}/${day}/${year}`,
  dayDashes: ({ year, month, day }) => `${two(day)}-${two(month)}-${year}`,
};

function dateOf(at: number, language: keyof typeof languages): Written & { readonly iso: string } {
  const day = new Date(Date.UTC(2024, 0, 1 + at));
  const { long, short, days } = languages[language];
  const month = day.getUTCMonth();
  return {
    year: day.getUTCFullYear(),
    month: month + 1,
    day: day.getUTCDate(),
    long: long.split(" ")[month]!,
    short: short.split(" ")[month]!,
    weekday: days.split(" ")[day.getUTCDay()]!,
    iso: day.toISOString().slice(0, 10),
  };
}

interface Column {
  readonly cells: readonly string[];
  readonly days: readonly string[];
}

/** A column of dates, of which a share is in the second spelling. */
function column(
  [first, second]: readonly [(date: Written) => string, (date: Written) => string],
  {
    share,
    language,
    random,
    time = "",
  }: { share: number; language: keyof typeof languages; random: () => number; time?: string },
): Column {
  const dates = Array.from({ length: 60 }, (_, at) => {
    // Days above 12 and below it come in both spellings.
    const date = dateOf(at < 40 ? at * 17 : Math.floor(random() * 700), language);
    const isSecond = at % 10 < share * 10;
    return { cell: `${(isSecond ? second : first)(date)}${time}`, day: date.iso };
  });
  return { cells: dates.map(({ cell }) => cell), days: dates.map(({ day }) => day) };
}

const csvOf = (cells: readonly string[]): string =>
  `n,when\n${cells.map((cell, at) => `x${at},"${cell}"`).join("\n")}\n`;

async function profileOf(csv: string): Promise<DatasetProfile> {
  const read = await readTable(new TextEncoder().encode(csv), "csv");
  if ("refused" in read) throw new Error(read.problem.message);
  return read.profile;
}

async function accepted(csv: string): Promise<readonly unknown[]> {
  const { proposal } = await profileOf(csv);
  expect(
    proposal?.dates?.map((one) => one.column),
    csv.slice(0, 200),
  ).toEqual(["when"]);
  const { rows, profile } = await shapeTable(csv, stringify(proposal!.recipe));
  expect(profile.columns[1]!.type).toBe(proposal!.dates![0]!.type);
  return rows.map((row) => row[1]);
}

const all = { ...clear, ...byDay };
const pairs = Object.keys(all).flatMap((one) =>
  Object.keys(all).flatMap((two_) => (one === two_ ? [] : [[one, two_] as const])),
);

test.each(Object.keys(languages) as (keyof typeof languages)[])(
  "dates in two spellings become dates by the proposal, each the day that was meant: %s",
  async (language) => {
    const random = seeded(28);
    const some = pairs.filter((_, at) => at % Math.ceil(36 / rounds) === language.length % 3);
    for (const [one, two_] of some) {
      // One separator in both orders is told apart by nothing.
      if (one !== two_ && [one, two_].every((name) => name === "slashes" || name === "monthFirst")) continue;
      const share = [0.1, 0.3, 0.5][Math.floor(random() * 3)]!;
      const time = ["", " 14:05", " 9:30:15"][Math.floor(random() * 3)]!;
      const { cells, days } = column([all[one]!, all[two_]!], { share, language, random, time });
      const read = await accepted(csvOf(cells));
      const moment = time === "" ? "" : time === " 14:05" ? " 14:05:00" : " 09:30:15";
      expect(read, `${one} ${two_} ${time}`).toEqual(days.map((day) => `${day}${moment}`));
    }
  },
  180_000,
);

test.each(["named", "whole", "american", "dashes", "shortYear", "weekday", "weekdayNamed"])(
  "dates in one spelling with names become dates by the proposal: %s",
  async (name) => {
    for (const language of Object.keys(languages) as (keyof typeof languages)[]) {
      const { cells, days } = column([clear[name]!, clear[name]!], { share: 0, language, random: seeded(3) });
      expect(await accepted(csvOf(cells)), language).toEqual(days);
    }
  },
);

test("cells without a value and a last row that says Total are left out with it", async () => {
  const { cells, days } = column([clear["points"]!, clear["named"]!], {
    share: 0.2,
    language: "en",
    random: seeded(4),
  });
  const read = await accepted(csvOf([...cells.slice(0, 30), "n/a", ...cells.slice(30)]));
  expect(read).toEqual([...days.slice(0, 30), null, ...days.slice(30)]);
  expect(await accepted(csvOf([...cells, "Total"]))).toEqual(days);
});

test("a spelling that may begin with the day or the month leaves the column text, and the notes say so with numbers", async () => {
  const sure = Array.from({ length: 12 }, (_, at) => `${two(at + 10)}.01.2025`);
  const { proposal, warnings, columns } = await profileOf(csvOf([...sure, "07/01/2025", "08/02/2025"]));
  expect(proposal).toBeUndefined();
  expect(columns[1]!.type).toBe("text");
  expect(warnings.map(({ message }) => message)).toEqual([
    '"when" is text: 12 of 14 cells are written as dates such as 10.01.2025; 2 of 14 cells are dates in another spelling, the first in row 13: 07/01/2025; 2 may begin with the day or the month, the first in row 13: 07/01/2025',
  ]);
});

test.each([
  ["a text that no list knows", ["soon"], '"soon"'],
  ["a day that does not exist", ["31 Feb 2025"], 'of no day or time that exists, the first in row 61: "31 Feb 2025"'],
  ["a year of either century", ["03-Nov-45"], "03-Nov-45"],
  ["both orders in one spelling", ["25/01/2025", "01/25/2025"], "25/01/2025"],
])("%s leaves the column text, and the notes name it", async (_, others, named) => {
  const { cells } = column([clear["points"]!, clear["named"]!], { share: 0.3, language: "en", random: seeded(5) });
  const { proposal, warnings } = await profileOf(csvOf([...cells, ...others]));
  expect(proposal).toBeUndefined();
  expect(warnings.map(({ message }) => message).join("\n")).toContain(named);
});

test("columns of codes, versions and texts have no such note", async () => {
  const texts = ["2024-01 A", "v1.2.3", "12-34-5678", "May 2025", "Room 3", "3 of 10", "10 Mark 2000"];
  const { proposal, warnings } = await profileOf(csvOf([...texts, ...texts, ...texts]));
  expect(proposal).toBeUndefined();
  expect(warnings).toEqual([]);
});
