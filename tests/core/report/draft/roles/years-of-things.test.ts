import { expect, test } from "vitest";
import { languageOf } from "../../../../../functions/core/report/draft/language-of.ts";
import { titleWords } from "../../../../../functions/core/report/draft/names/titles/title-words.ts";
import { draftOf, openText } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";

const months = {
  en: ["January", "February", "March", "April", "May", "June", "July", "August"],
  de: ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"],
  zh: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月"],
} as const;
const shops = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Oak", "Pine", "Rowan", "Yew", "Lime", "Alder"];

test.each([
  ["en", "Shop", "Year opened"],
  ["en", "Shop", "Since year"],
  ["en", "Site", "Franchise year"],
  ["de", "Filiale", "Jahr der Eröffnung"],
  ["de", "Filiale", "Vertragsjahr"],
  ["zh", "门店", "开业年份"],
  ["zh", "门店", "加盟年份"],
] as const)(
  "a year of each thing is no time of its months (%s, %s, %s)",
  { timeout: 60_000 },
  async (language, name, year) => {
    const rows = shops.map((shop, at) =>
      [shop, 2008 + ((at * 5) % 13), ...months[language].map((_, month) => 40 + ((at * 37 + month * 11) % 60))].join(
        ",",
      ),
    );
    const table = await openText([name, year, ...months[language]].join(","), rows);
    const { draft } = await reportOf(table, { language });
    const sql = [...draft.files].filter(([path]) => path.endsWith(".sql")).map(([, text]) => text);
    expect(sql.filter((text) => text.includes(`make_date("${year}"`))).toEqual([]);
  },
);

test.each([
  ["year", () => ""],
  ["place,year", (at: number) => `P${at % 3},`],
] as const)("months across beside years of “%s” are a course", { timeout: 60_000 }, async (head, prefix) => {
  const places = head.includes("place") ? 3 : 1;
  const rows = Array.from(
    { length: 12 * places },
    (_, at) =>
      `${prefix(at)}${2000 + Math.floor(at / places)},${months.en.map((__, month) => 10 + ((at * 7 + month) % 9)).join(",")}`,
  );
  const { draft } = await reportOf(await openText(`${head},${months.en.join(",")}`, rows), { language: "en" });
  const sql = [...draft.files].filter(([path]) => path.endsWith(".sql")).map(([, text]) => text);
  expect(sql.some((text) => text.includes('make_date("year"'))).toBe(true);
});

const pupils = (first: number): string[] =>
  Array.from(
    { length: 80 },
    (_, at) => `${["North", "South", "East", "West"][at % 4]},${first + Math.floor(at / 4)},${90 + ((at * 13) % 31)}`,
  );

test("years with two digits tell the time, and grades do not", { timeout: 60_000 }, async () => {
  const old = await reportOf(await openText("state,year,packs_per_head", pupils(63)), { language: "en" });
  expect(old.draft.what).toContain("1963-01-01 to 1982-01-01");
  const grades = await reportOf(await openText("state,year,packs_per_head", pupils(1)), { language: "en" });
  expect(grades.draft.what).not.toContain("-01-01");
});

test.each([
  ["en", ["Country Name", "Country Code", "Indicator Name", "1960"]],
  ["en", ["Product Name", "Order Status", "Land Area"]],
  ["en", ["First name", "Note", "Status"]],
  ["en", ["Alter Table Name", "Typ", "Status Note"]],
  ["de", ["Name", "Typ", "Umsatz"]],
  ["de", ["Vorname", "Status", "Alter"]],
  ["de", ["Land", "Einwohner", "Typ"]],
] as const)("the names are %s: %j", (language, names) => {
  expect(languageOf(names.map((name) => ({ name, type: "text", nulls: 0 })))).toBe(language);
});

test.each([
  ["门店销售额_2025年1-10月", "门店销售额"],
  ["2024年度预算", "预算"],
  ["客流 2025年第三季度", "客流"],
  ["工单_2025年11月", "工单"],
  ["2023年上半年订单", "订单"],
])("“%s” is called %s", (title, words) => {
  expect(titleWords(title)).toBe(words);
});

test.each(["Student", "pupil", "Patient", "respondent"])("the numbers of a “%s” are no measure", async (name) => {
  const rows = Array.from(
    { length: 400 },
    (_, at) => `${1 + (at % 9)},${1 + ((at * 7) % 130)},${"FM"[at % 2]},${40 + ((at * 13) % 50)}`,
  );
  const { questions } = await draftOf(await openText(`school,${name},gender,written`, rows), { language: "en" });
  const about = questions.find((question) => question.name === "about");
  expect(about?.choices.map(({ label }) => label.toLowerCase()) ?? []).not.toContain(name.toLowerCase());
});

test.each([
  ["en", "Ticket,Created on,Category,Cost"],
  ["de", "Ticket-Nr,Eröffnet am,Kategorie,Kosten"],
  ["zh", "工单号,受理日期,类别,费用"],
] as const)("the day on which each ticket was opened is its time (%s)", { timeout: 60_000 }, async (language, head) => {
  const rows = Array.from(
    { length: 300 },
    (_, at) => `T-${1000 + at},2025-0${1 + (at % 9)}-${10 + (at % 17)},${"ABC"[at % 3]},${20 + ((at * 7) % 50)}`,
  );
  const draft = await draftOf(await openText(head, rows), { language });
  expect(draft.what).toContain("2025-01-");
});
