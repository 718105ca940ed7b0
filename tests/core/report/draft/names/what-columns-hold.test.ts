import { expect, test } from "vitest";
import { languageOf } from "../../../../../functions/core/report/draft/language-of.ts";
import { readLabel } from "../../../../../functions/core/report/draft/names/read-label.ts";
import { readAdds } from "../../../../../functions/core/report/draft/names/measure-words.ts";
import { areAnswers } from "../../../../../functions/core/report/draft/names/sum-words.ts";
import { isIdentifierName } from "../../../../../functions/core/report/draft/roles/measures/labelling.ts";
import { isModelYear } from "../../../../../functions/core/report/draft/roles/time/attribute-dates.ts";
import { openText } from "../draft-of-text.ts";
import { rolesOfText } from "../roles-of-text.ts";
import { titleOf } from "../title-of-text.ts";

test.each(["accident_ref", "Ref", "Booking reference", "case ref."])("“%s” numbers records", (name) => {
  expect(isIdentifierName(name)).toBe(true);
});

test.each(["preference", "Referrals", "reference price", "refunds"])("“%s” numbers no records", (name) => {
  expect(isIdentifierName(name)).toBe(false);
});

const answers = { whole: true, low: 1, high: 5, distinct: 5 };

test.each([
  "I am paid fairly",
  "My workload is manageable",
  "How likely are you to come back?",
  "Ich werde gerecht bezahlt",
  "Mein Team hilft mir",
  "我对收入感到满意",
])("“%s” has answers, which have no sum", (name) => {
  expect(areAnswers(name, answers)).toBe(true);
});

test.each([
  ["Goals scored", answers],
  ["Paid orders", answers],
  ["The number of visits paid", { ...answers, high: 400 }],
  ["My own shares", { ...answers, whole: false }],
])("“%s” has none", (name, lie) => {
  expect(areAnswers(name, lie)).toBe(false);
});

test.each([
  ["Salary (full-time equiv.)", "Salary (full-time equiv.)", ""],
  ["Pay (gross)", "Pay (gross)", ""],
  ["Cost (estimated)", "Cost (estimated)", ""],
  ["Weight (kg)", "Weight", "kg"],
  ["Umsatz (Tsd. €)", "Umsatz", "Tsd. €"],
  ["mt_co2", "CO2", "Mt"],
  ["kt_ghg", "GHG", "kt"],
  ["总价_万元", "总价", "万元"],
  ["单价_元每平", "单价", "元/㎡"],
])("“%s” is %s, in “%s”", (name, label, unit) => {
  expect(readLabel(name)).toEqual({ label, unit });
});

test("tonnes of gases add up, and their concentration does not", () => {
  expect(readAdds("mt_co2", { whole: false, large: false })).toEqual({ adds: true, surely: true });
  expect(readAdds("co2_ppm", { whole: false, large: false }).adds).toBe(false);
});

test.each([
  ["de", ["Datum", "Station", "NO2 [µg/m³]", "PM10 [µg/m³]", "O3 [µg/m³]"]],
  ["de", ["Liste", "Stimmen 2024", "% 2024", "Stimmen 2019", "% 2019", "Sitze 2024"]],
  ["en", ["date", "station", "NO2", "PM10", "O3"]],
  ["en", ["Date", "Status", "2024", "2025"]],
  ["zh", ["采样日期", "断面", "pH", "溶解氧(mg/L)", "CO2"]],
] as const)("formulas and years are of no language: %s", (language, names) => {
  const columns = names.map((name) => ({ name, type: "text" as const, nulls: 0 }));
  expect(languageOf(columns)).toBe(language);
});

test("a year beside what vehicles have is that of their model", () => {
  expect(isModelYear("Year", ["Reg", "Odometer km", "l/100km"])).toBe(true);
  expect(isModelYear("Year", ["Country", "Emissions"])).toBe(false);
});

const names = ["Anna Berg", "Ben Cole", "Cara Diaz", "Dan Evans", "Eva Frost", "Finn Gray", "Gina Hall", "Hugo Iver"];
/** Eighty people or flats in four groups whose values lie apart. */
const rowsOf = (first: (at: number) => string): string[] =>
  Array.from({ length: 80 }, (_, at) => {
    const group = at % 4;
    return `${first(at)},${["North", "East", "South", "West"][group]!},${30_000 + group * 9000 + ((at * 37) % 80) * 40}`;
  });

test.each([
  ["Name,Department,Salary", (at: number) => `${names[at % 8]!}${"abcdefghij"[Math.floor(at / 8)]!}`, "for West"],
  ["ref,area,price_eur", (at: number) => `L${70_000 + at * 7}`, "for West"],
])("of many people and numbers, groups are compared, and not who is first: %s", async (head, first, says) => {
  expect(await titleOf(await openText(head, rowsOf(first)))).toContain(says);
});

test("towns by name are still ranked", async () => {
  const rows = rowsOf(
    (at) =>
      `${["Ash", "Birk", "Cold", "Dun", "Elm", "Far", "Glen", "High"][at % 8]!}${"abcdefghij"[Math.floor(at / 8)]!}`,
  );
  expect(await titleOf(await openText("Town,Region,Rent_eur", rows))).not.toContain("for West");
});

/** Parcels that were sent off before they were due; when they came is written in two ways, so it is no date. */
const parcels = Array.from({ length: 60 }, (_, at) => {
  const day = (more: number): string =>
    new Date(Date.UTC(2026, 3, 1 + Math.floor(at / 2) + more)).toISOString().slice(0, 10);
  return `P${1000 + at * 3},${day(0)},${day(5)},${at % 2 === 0 ? day(4) : "soon"},${["Post", "Van", "Rail"][at % 3]!},${20 + ((at * 7) % 30)}`;
});

test("where nothing came late nobody is told of lateness, and parcels are of the day on which they left", async () => {
  const title = await titleOf(await openText("parcel,shipped,promised,delivered,carrier,cost_eur", parcels));
  expect(title).not.toMatch(/late/);
  expect(title).toContain("1 April 2026");
});

test("who was absent has no mark, and the subjects are compared", async () => {
  const rows = Array.from({ length: 40 }, (_, at) => {
    const marks = [50, 60, 70].map((base, subject) =>
      at % 17 === subject ? "abs" : String(base + ((at * 13 + subject * 5) % 25)),
    );
    return `${names[at % 8]!}${"abcde"[Math.floor(at / 8)]!},${["9A", "9B"][at % 2]!},${marks.join(",")}`;
  });
  expect(await titleOf(await openText("Pupil,Form,English,Maths,Art", rows))).toMatch(/^Art is highest with a mean of/);
});

/** Invoices: the tax is an amount of each, whatever percentage its name has; a rate is a rate. */
test.each([
  ["Tax 5%", "Tax 5%", true],
  ["VAT (20%)", "VAT (20%)", true],
  ["MwSt 19 %", "MwSt 19 %", true],
  ["vat_7.5%", "VAT 7.5%", true],
  ["增值税13%", "增值税13%", true],
  ["Discount %", "Discount", false],
  ["Tax rate (%)", "Tax rate", false],
  ["Top 1% share", "Top 1% share", false],
])("“%s” is called “%s” and adds up: %s", { timeout: 30_000 }, async (name, label, adds) => {
  const lines = Array.from(
    { length: 60 },
    (_, at) => `I-${1000 + 3 * at},${"ABC"[(at * 5) % 3]},${10 + ((at * 37) % 90)}.5`,
  );
  const { measures } = await rolesOfText(`invoice,branch,${name}`, lines);
  const [tax] = measures.filter(({ column }) => column === name);
  expect([tax?.label, tax?.adds, tax?.unit === "%"]).toEqual([label, adds, !adds]);
});
