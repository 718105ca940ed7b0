import { expect, test } from "vitest";
import { languageOf } from "../../../../functions/core/report/draft/language-of.ts";
import { draftOf, openText, rowsOf } from "./draft-of-text.ts";
import { titleOf } from "./title-of-text.ts";

/** Numbers from 0 to below 1 that are the same each time. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

const rowsBy = (count: number, row: (at: number, next: () => number) => string): string[] => {
  const next = numbersFrom(11);
  return Array.from({ length: count }, (_, at) => row(at, next));
};
const day = (at: number, from = 2024): string => new Date(Date.UTC(from, 0, 1 + at)).toISOString().slice(0, 10);
const month = (at: number): string => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
const pick = <Value>(next: () => number, all: readonly Value[]): Value => all[Math.floor(next() * all.length)]!;

test.each([
  ["en", "Date,Description,Debit,Credit,Balance", "Net: "],
  ["de", "Belegdatum,Kontobezeichnung,Soll,Haben,Saldo danach", "Saldo: "],
  ["zh", "日期,摘要,支出,收入,余额", "净额"],
] as const)(
  "what came in and what went out in two columns becomes what is left (%s)",
  async (_language, head, begin) => {
    let left = 5000;
    const months = new Map<string, number>();
    const rows = rowsBy(160, (at, next) => {
      const [isIn, size] = [next() < 0.2, Math.round(5000 * next()) / 100];
      left += isIn ? size : -size;
      const key = day(at * 2).slice(0, 7);
      months.set(key, (months.get(key) ?? 0) + (isIn ? size : -size));
      return `${day(at * 2)},${pick(next, ["Rent", "Food", "Fuel"])},${isIn ? "" : size},${isIn ? size : ""},${left.toFixed(2)}`;
    });
    const table = await openText(head, rows);
    expect(await titleOf(table)).toContain(begin);
    const given = await rowsOf(table);
    const course = given("course");
    expect(course.length).toBeGreaterThan(3);
    for (const { period, value } of course) {
      const key = new Date(period as string | number | Date).toISOString().slice(0, 7);
      expect(Number(value)).toBeCloseTo(months.get(key)!, 0);
    }
  },
);

test.each([
  ["Respondent,Question,Answer", ["Agree", "Neutral", "Disagree"]],
  ["受访者编号,问题,回答", ["满意", "一般", "不满意"]],
] as const)("answers that stand below each other are a survey: %s", async (head, answers) => {
  const rows = rowsBy(60, (person, next) =>
    ["Pay", "Team", "Tools"].map((question) => `${person + 1},${question},${pick(next, answers)}`).join("\n"),
  );
  expect((await draftOf(await openText(head, rows))).story).toBe("survey");
});

test.each([
  ["Team,Jan,Feb,Mar,Apr,May,Jun", "Team"],
  ["Abteilung,Januar,Februar,März,April,Mai,Juni", "Abteilung"],
  ["部门,1月,2月,3月,4月,5月,6月", "部门"],
] as const)("months across that name no year are compared in their order: %s", async (head, first) => {
  const rows = ["A", "B", "C", "D"].map((name, at) => `${name},${[1, 2, 3, 4, 5, 6].map((n) => n * 10 + at)}`);
  const table = await openText(head, rows);
  const { questions } = await draftOf(table);
  expect(JSON.stringify(questions)).toContain(first);
  const given = await rowsOf(table, { by: "month" }, {});
  expect(given("groups").map(({ member }) => String(member))).toEqual(head.split(",").slice(1));
});

test.each([
  ["First gift", "Last gift"],
  ["Erstzulassung", "Baujahr"],
  ["购置日期", "购置年份"],
])(
  "a day on which something was bought, or seen for the first or last time, is no course of time: %s",
  async (date, other) => {
    const rows = rowsBy(
      80,
      (at, next) =>
        `P ${at},${day(Math.floor(next() * 900))},${2001 + (at % 20)},${pick(next, ["a", "b"])},${Math.floor(50 + 90 * next())}`,
    );
    const { story } = await draftOf(await openText(`Thing,${date},${other},Kind,Amount`, rows));
    expect(["cross", "groups"]).toContain(story);
  },
);

test("samples that are taken by a plan show what was measured, and are not counted", async () => {
  const rows = rowsBy(
    108,
    (at, next) =>
      `Station ${"ABCDEF"[at % 6]},${day(Math.floor(at / 6) * 30 + (at % 6) * 2)},${(7 + next()).toFixed(2)}`,
  );
  expect(await titleOf(await openText("Station,Sampled,pH", rows))).toContain("pH");
});

test("tickets that each have a number are records, also if each is of another day", async () => {
  const rows = rowsBy(
    120,
    (at, next) => `${2025_001 + at},${day(at)},${pick(next, ["Web", "Mail"])},${Math.floor(5 + 50 * next())}`,
  );
  expect((await draftOf(await openText("Ticket no,Received,Channel,Duration (days)", rows))).story).toBe("flow");
});

test("towns of one name in one country are told apart by their county, and then by their code", async () => {
  const rows = rowsBy(90, (at) => {
    const name = at < 6 ? "Fuyang" : `Town${String.fromCharCode(65 + (at % 26))}${"abcde"[Math.floor(at / 26)]!}`;
    return `${name},${at < 4 ? ["Anhui", "Hunan", "Hunan", "Hebei"][at]! : `County ${at % 12}`},${["China", "Peru", "Chad"][at < 6 ? 0 : at % 3]!},${1_000 + at},${990_001 + at}`;
  });
  const table = await openText("city,county,country,population,id", rows);
  const given = await rowsOf(table);
  const members = given("standing")[0]!;
  expect(Number(members["members"])).toBe(90);
  expect(Number(members["first_value"])).toBe(1_089);
});

test("a count of months that nothing explains is not added up to a year", async () => {
  const rows = rowsBy(36, (at, next) =>
    ["Mining", "Trade"].map((kind) => `${kind},${month(at)},${Math.floor(900 + 90 * next())}`).join("\n"),
  );
  const recent = "queries/recent.sql";
  expect((await draftOf(await openText("sector,date,count", rows))).files.has(recent)).toBe(false);
  expect((await draftOf(await openText("sector,date,orders", rows))).files.has(recent)).toBe(true);
});

test("shares that may not be added up have a title on who has the highest", async () => {
  const rows = rowsBy(9, (at) =>
    ["Alpha,50", "Bravo,30", "Citrus,20"].map((cell) => `${2015 + at},${cell}`).join("\n"),
  );
  expect(await titleOf(await openText("Year,Brand,Share (%)", rows))).toMatch(
    /^Share: 50.*% for Alpha in 2023, the highest of 3/,
  );
});

test("litres on 100 km are no fuel that is divided by kilometres", async () => {
  const rows = rowsBy(40, (at, next) => `Van ${at},${10_000 + 900 * at},${(5 + 4 * next()).toFixed(1)}`);
  expect(await titleOf(await openText("Vehicle,Mileage km,Consumption (l/100 km)", rows))).not.toContain("overall");
});

test.each([
  ["de", ["Belegdatum", "Konto", "Kontobezeichnung", "Buchungstext", "Soll", "Haben"]],
  ["de", ["Zeitstempel", "Verbrauch (kWh)", "Erzeugung PV (kWh)"]],
  ["de", ["Stadtteil", "PLZ", "Zimmer", "Wohnfläche", "Kaltmiete", "Balkon"]],
  ["en", ["Name", "Status", "Note", "Land", "Grade"]],
  ["en", ["station", "temperature", "constellation", "productivity", "kilometers"]],
  ["zh", ["日期", "门店", "GMV"]],
] as const)("the language of names is %s: %s", (language, names) => {
  expect(languageOf(names.map((name) => ({ name, type: "text", nulls: 0 })))).toBe(language);
});

/** People of an age and a sex, of whom the first ten years have most. */
const people = (at: number): number => 100 + ((at * 37) % 50) + (at < 20 ? 100 : 0);

test("of a whole by age the title says how much it is, and where most lies", async () => {
  const rows = rowsBy(120, (at) => `${Math.floor(at / 2)},${at % 2 === 0 ? "men" : "women"},${people(at)}`);
  const total = Array.from({ length: 120 }, (_, at) => people(at)).reduce((sum, one) => sum + one, 0);
  const title = await titleOf(await openText("age,sex,population", rows));
  expect(title).toContain(`Population: ${total.toLocaleString("en-US")} in all, most for 0–9 (`);
});
