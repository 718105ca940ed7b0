import { describe, expect, test } from "vitest";
import { openText } from "../../draft-of-text.ts";
import { numbersFrom } from "../../roles-of-text.ts";
import { reportOf } from "../../report-of-table.ts";

/**
 * Dated records with an amount that some lack: members none of whose records have it in a period have no value there,
 * and sums of which one lacks some records are not compared. The oracle reads the rows itself.
 */
interface Event {
  readonly period: number;
  readonly member: string;
  readonly value: number | undefined;
  readonly line: string;
}

type Value = (period: number, member: number, nth: number, any: number) => number | undefined;

/** Matches of seasons: each team has as many at home. */
function matches(seasons: number, teams: readonly string[], each: number, value: Value): readonly Event[] {
  const next = numbersFrom(seasons * 31 + each);
  return Array.from({ length: seasons }, (_season, season) =>
    teams.flatMap((team, at) =>
      Array.from({ length: each }, (_match, nth) => {
        const amount = value(season, at, nth, next());
        const [year, month] = [2015 + season, 1 + Math.floor((12 * nth) / each)];
        const day = month === 12 ? 28 : month === 1 ? 3 : 1 + ((nth * 7 + at * 3) % 27);
        const guest = teams[(at + 1 + (nth % (teams.length - 1))) % teams.length];
        const date = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
        return {
          period: year,
          member: team,
          value: amount,
          line: [date, team, guest, Math.floor(next() * 40), Math.floor(next() * 40), amount ?? ""].join(","),
        };
      }),
    ),
  ).flat();
}

const heads = {
  en: ["date,home_team,away_team,home_points,away_points,attendance", "no value", "Of the rows with a value"],
  de: ["Datum,Heimteam,Gastteam,Heimtore,Gasttore,Einnahmen in EUR", "Ohne Wert", "Je Zeile mit Wert"],
  zh: ["日期,主队,客队,主队得分,客队得分,门票收入（元）", "没有数值", "有数值的各行平均"],
} as const;

const teams = ["Ashford", "Bramley", "Carrick", "Dunmore", "Eastvale", "Fenwick"];

const sum = (events: readonly Event[], period: number, member?: string): number =>
  events
    .filter((one) => one.period === period && (member === undefined || one.member === member))
    .reduce((all, { value }) => all + (value ?? 0), 0);

const yearOf = (period: unknown): number => Number(String(period).slice(0, 4));

describe("a season without any value is a gap, and not 0", { timeout: 60_000 }, () => {
  for (const language of ["en", "de", "zh"] as const)
    test(language, async () => {
      const events = matches(9, teams, 12, (season, member, _nth, any) =>
        season === 4 || (season === 6 && member === 2) ? undefined : Math.round(4000 + 700 * member + 3000 * any),
      );
      const table = await openText(
        heads[language][0],
        events.map(({ line }) => line),
      );
      const { rows } = await reportOf(table, { period: "year" }, { period: "latest" });
      for (const { period, member, value } of rows("panels")) {
        const isKnown = events.some(
          (one) => one.period === yearOf(period) && one.member === member && one.value !== undefined,
        );
        expect([period, member, value === null ? null : Number(value)]).toEqual([
          period,
          member,
          isKnown ? sum(events, yearOf(period), String(member)) : null,
        ]);
      }
      for (const { member, course } of rows("ranking"))
        expect([member, JSON.parse(String(course))]).toEqual([
          member,
          Array.from({ length: 9 }, (_, season) =>
            season === 4 || (season === 6 && member === "Carrick") ? null : sum(events, 2015 + season, String(member)),
          ),
        ]);
    });
});

describe("a sum that lacks some rows is not compared where these may be why it differs", { timeout: 60_000 }, () => {
  for (const language of ["en", "de", "zh"] as const)
    for (const at of ["now", "before"] as const)
      test(`${language}, rows missing ${at}`, async () => {
        const season = at === "now" ? 7 : 6;
        const events = matches(8, teams, 15, (when, member, nth, any) =>
          when === season && member === 1 && nth < 3
            ? undefined
            : Math.round(4000 + 700 * member + 40 * any + 15 * when),
        );
        const table = await openText(
          heads[language][0],
          events.map(({ line }) => line),
        );
        const { rows, text } = await reportOf(table, { period: "year", language }, { period: "latest" });
        const [headline] = rows("headline");
        expect(Number(headline!["value"])).toBe(sum(events, 2022));
        expect(headline!["change"]).toBeNull();
        const changes = new Map(rows("ranking").map(({ member, change }) => [member, change]));
        expect(changes.get("Bramley")).toBeNull();
        expect(Number(changes.get("Ashford")).toFixed(1)).toBe(
          (100 * (sum(events, 2022, "Ashford") / sum(events, 2021, "Ashford") - 1)).toFixed(1),
        );
        const mean = (period: number): number => {
          const known = events.filter((one) => one.period === period && one.value !== undefined);
          return known.reduce((all, { value }) => all + value!, 0) / known.length;
        };
        expect([rows("lacking")[0]!["mean_now"], rows("lacking")[0]!["mean_before"]].map(Number)).toEqual([
          expect.closeTo(mean(2022), 6),
          expect.closeTo(mean(2021), 6),
        ]);
        const others = await reportOf(table, { period: "year", language }, { period: "latest", measure: "records" });
        const [amount] = others.rows("others").filter(({ value }) => Number(value) === sum(events, 2022));
        expect(amount!["change"]).toBeNull();
        expect(text).toContain(heads[language][1]);
        expect(text).toContain(heads[language][2]);
      });

  test("a fall that a few missing rows cannot explain is told", async () => {
    const events = matches(8, teams, 15, (when, member, nth, any) =>
      when === 7 && member === 1 && nth < 3
        ? undefined
        : Math.round((4000 + 700 * member + 40 * any) * (when === 7 ? 0.6 : 1)),
    );
    const table = await openText(
      heads.en[0],
      events.map(({ line }) => line),
    );
    const { rows } = await reportOf(table, { period: "year" }, { period: "latest" });
    expect(Number(rows("headline")[0]!["change"])).toBeCloseTo(100 * (sum(events, 2022) / sum(events, 2021) - 1), 6);
  });
});

test("a team that is not in the league has no value, and a shop without sales has 0", { timeout: 60_000 }, async () => {
  const all = matches(8, teams, 12, (_season, member, _nth, any) => Math.round(4000 + 700 * member + 3000 * any));
  const events = all.filter(({ period, member }) => !(member === "Eastvale" && period < 2018));
  const league = await openText(
    heads.en[0],
    events.map(({ line }) => line),
  );
  const { rows } = await reportOf(league, { period: "year" }, { period: "latest" });
  const of = (name: string): readonly unknown[] =>
    JSON.parse(String(rows("ranking").find(({ member }) => member === name)!["course"])) as readonly unknown[];
  expect(of("Eastvale").slice(0, 3)).toEqual([null, null, null]);
  const next = numbersFrom(77);
  const sales = Array.from({ length: 900 }, (_, at) => {
    const month = 1 + Math.floor(at / 90);
    const shop = ["North", "South", "West"][Math.floor(next() * next() * 3)]!;
    const isShut = shop === "South" && month === 4;
    return `2024-${String(month).padStart(2, "0")}-${String(1 + ((at * 7) % 28)).padStart(2, "0")},${isShut ? "North" : shop},${["Card", "Cash"][at % 2]},${20 + Math.floor(next() * 90)}`;
  });
  const shops = await reportOf(
    await openText("date,shop,paid_by,amount_gbp", sales),
    { period: "month", compare: "shop" },
    { period: "latest" },
  );
  const course = String(shops.rows("ranking").find(({ member }) => member === "South")!["course"]);
  expect((JSON.parse(course) as readonly unknown[])[3]).toBe(0);
});

test("an amount that few records have, as a discount, is nothing where it is empty", { timeout: 60_000 }, async () => {
  const next = numbersFrom(91);
  const orders = Array.from({ length: 1200 }, (_, at) => {
    const month = 1 + Math.floor(at / 150);
    const shop = ["North", "South", "West"][at % 3]!;
    const refund = at % 5 < 2 && !(shop === "North" && month === 5) ? 5 + Math.floor(next() * 40) : undefined;
    return {
      month,
      shop,
      refund,
      line: `2024-${String(month).padStart(2, "0")}-${String(1 + ((at * 7) % 28)).padStart(2, "0")},${shop},${20 + Math.floor(next() * 90)},${refund ?? ""}`,
    };
  });
  const table = await openText(
    "date,shop,amount_gbp,discount_gbp",
    orders.map(({ line }) => line),
  );
  const { rows } = await reportOf(table, { period: "month", about: "discount_gbp" }, { period: "latest" });
  const of = (month: number): number =>
    orders.filter((one) => one.month === month).reduce((all, { refund }) => all + (refund ?? 0), 0);
  expect(Number(rows("headline")[0]!["change"])).toBeCloseTo(100 * (of(7) / of(6) - 1), 6);
  const course = String(rows("ranking").find(({ member }) => member === "North")!["course"]);
  expect((JSON.parse(course) as readonly unknown[])[4]).toBe(0);
});
