import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openText, templateOf } from "../draft-of-text.ts";

/**
 * Lists that have the first members alone may end among several of one value; they say how many more have it. The
 * tables put so many equal values around each end of a list; the oracle sorts the values and counts those behind it.
 */
const languages = ["en", "de", "zh"] as const;
const isSoak = process.env["SOAK"] !== undefined;
/** Each language with another number of equal values; all of them with `SOAK=1`. */
const cases = languages
  .flatMap((language) => [2, 5, 50].map((ties) => [language, ties] as const))
  .filter((_, at) => isSoak || at % 4 === 0);

/** Values from the highest, all different but those around the place at which a list ends. */
function tiedValues(count: number, end: number, ties: number, unit: number): readonly number[] {
  const first = Math.max(0, end - 1 - Math.floor(ties / 4));
  return Array.from({ length: count }, (_, at) => {
    const place = at < first ? at : at < first + ties ? first : at - ties + 1;
    return (count + 20 - place) * unit;
  });
}

const same = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;

/** How many behind the end of a list have the value of its last, where there are more than so many. */
function behind(values: readonly number[], end: number, few = 20): number {
  if (values.length <= few) return 0;
  const sorted = values.toSorted((a, b) => b - a);
  return sorted.slice(end).filter((value) => same(value, sorted[end - 1]!)).length;
}

const patterns: { readonly [language in DraftLanguage]: RegExp } = {
  en: /([\d,]+) more (?:has|have|differs?) /g,
  de: /([\d.]+) weitere/g,
  zh: /另有([\d,]+)项(?:同|与末项)/g,
};

/** The numbers that the titles and decks of a report say are left out beside the last of a list, sorted. */
async function notesOf(
  head: string,
  rows: readonly string[],
  language: DraftLanguage,
  parameters: { readonly [name: string]: string } = {},
  later = rows,
) {
  const table = await openText(head, rows);
  const { sample } = await openText(head, later);
  const { world, template } = await templateOf({ ...table, sample }, { language });
  const accepted = await acceptReport({ template: template.name, parameters }, world);
  const { document } = await layOutReport(accepted, world, () => {});
  const text = shownLines(document)
    .map((line) => line.text)
    .join("\n");
  const notes = [...text.matchAll(patterns[language])].map(([, count]) => Number(count!.replace(/[.,]/g, "")));
  return { text, notes: notes.toSorted((a, b) => a - b) };
}

/** The notes that a reader expects, sorted. */
const expected = (...counts: readonly number[]): readonly number[] =>
  counts.filter((count) => count > 0).toSorted((a, b) => a - b);

/** Places in an order that has nothing to do with the values. */
const shuffled = <T>(values: readonly T[]): readonly T[] => values.map((_, at) => values[(at * 37) % values.length]!);

const heads = {
  en: { item: "Item", store: "Store", day: "Date", revenue: "Revenue (EUR)", count: "Visitors" },
  de: { item: "Artikel", store: "Filiale", day: "Datum", revenue: "Umsatz (EUR)", count: "Besucher" },
  zh: { item: "商品", store: "门店", day: "日期", revenue: "销售额（元）", count: "访客数" },
} as const;

const nameOf = (language: DraftLanguage, at: number): string =>
  `${{ en: "Place", de: "Ort", zh: "地点" }[language]} ${String.fromCodePoint(65 + (at % 26))}${Math.floor(at / 26)}`;

for (const end of [10, 15])
  for (const [kind, unit] of [
    ["count", 1],
    ["revenue", 12.35],
  ] as const)
    test.each(cases)(
      `members at one time, ${kind}, with ties at ${end} (%s, %i)`,
      { timeout: 60_000 },
      async (language, ties) => {
        const values = shuffled(tiedValues(97, end, ties, unit));
        const head = heads[language];
        const { notes } = await notesOf(
          `${head.store},${head[kind]}`,
          values.map((value, at) => `${nameOf(language, at)},${value.toFixed(kind === "count" ? 0 : 2)}`),
          language,
        );
        expect(notes).toEqual(expected(behind(values, 10), behind(values, 15)));
      },
    );

test.each(cases)(
  "members over time, with ties at the eighth panel (%s, %i)",
  { timeout: 60_000 },
  async (language, ties) => {
    const values = shuffled(tiedValues(61, 8, ties, 1));
    const head = {
      en: "Year,Country,Energy use (GWh)",
      de: "Jahr,Land,Energieverbrauch (GWh)",
      zh: "年份,国家,能源消费（GWh）",
    };
    const rows = Array.from({ length: 6 }, (_, year) =>
      values.map((value, at) => `${2018 + year},${nameOf(language, at)},${value + (5 - year) * (1 + (at % 5))}`),
    ).flat();
    const { notes } = await notesOf(head[language], rows, language, { period: "latest" });
    expect(notes).toEqual(expected(behind(values, 8, 8), behind(values, 10), behind(values, 15)));
  },
);

test.each(cases)("the whole by a column of many values (%s, %i)", { timeout: 60_000 }, async (language, ties) => {
  const values = shuffled(tiedValues(58, 10, ties, 2));
  const head = heads[language];
  const rows = values.flatMap((value, at) =>
    Array.from({ length: 12 }, (_, part) => {
      const day = new Date(Date.UTC(2025, 0, 1 + ((at * 12 + part * 61) % 300))).toISOString().slice(0, 10);
      return `${day},${nameOf(language, at)},${(value * (1 + (part % 4))) / 10}`;
    }),
  );
  const { text, notes } = await notesOf(`${head.day},${head.store},${head.revenue}`, rows, language);
  expect(text).toMatch(/first 10|ersten 10|前10/);
  expect(notes).toEqual(expected(behind(values, 10), behind(values, 15)));
});

const planHeads = {
  en: { target: "Item,System quantity,Counted quantity", threshold: "Item,Stock,Reorder level" },
  de: { target: "Artikel,Soll-Menge,Ist-Menge", threshold: "Artikel,Bestand,Meldebestand" },
  zh: { target: "商品,计划数量,实际数量", threshold: "商品,库存,安全库存" },
} as const;

test.each(cases)(
  "differences from a plan, with ties at the tenth (%s, %i)",
  { timeout: 60_000 },
  async (language, ties) => {
    const sizes = tiedValues(90, 10, ties, 1);
    const differences = shuffled(sizes.map((size, at) => (at % 3 === 0 ? size : -size)));
    const planned = differences.map((_, at) => 1000 + at * 1000);
    const actual = differences.map((value, at) => planned[at]! + value);
    const rows = differences.map((_, at) => `${nameOf(language, at)},${planned[at]},${actual[at]}`);
    const { notes } = await notesOf(planHeads[language].target, rows, language);
    const sorted = differences.toSorted((a, b) => b - a);
    const hidden = sorted.slice(8, -7);
    const ends = [sorted[7]!, sorted.at(-7)!].map((last) => hidden.filter((value) => value === last).length);
    const sizesOf = differences.map((value) => Math.abs(value));
    expect(notes).toEqual(expected(...ends, behind(sizesOf, 10), ...ofRanking(actual)));
  },
);

/** The lists of the section on the values themselves. */
const ofRanking = (values: readonly number[]): readonly number[] => [behind(values, 10), behind(values, 15)];

test.each(cases)("rates, with ties at the tenth (%s, %i)", { timeout: 60_000 }, async (language, ties) => {
  const head = {
    en: "Line,Produced,Scrapped",
    de: "Linie,Produziert,Ausschuss",
    zh: "产线,生产数量,报废数量",
  };
  const parts = shuffled(tiedValues(80, 10, ties, 1));
  const rows = parts.map((value, at) => {
    const times = 1 + ((at * 7) % 23);
    return `${nameOf(language, at)},${1000 * times},${value * times}`;
  });
  const { text, notes } = await notesOf(head[language], rows, language);
  expect(text).toContain("%");
  for (const count of ofRanking(parts)) if (count > 0) expect(notes).toContain(count);
});

test.each(cases)(
  "prices, by how much they rose, with ties at the tenth (%s, %i)",
  { timeout: 60_000 },
  async (language, ties) => {
    const head = { en: "Month,Share,Price (EUR)", de: "Monat,Aktie,Kurs (EUR)", zh: "月份,股票,收盘价（元）" };
    const rises = shuffled(tiedValues(60, 10, ties, 1));
    const rows = Array.from({ length: 8 }, (_, month) =>
      rises.map((rise, at) => {
        const begin = 100 * (1 + (at % 9));
        const value = begin * (1 + (rise * month) / 7 / 100);
        return `2025-0${month + 1}-01,${nameOf(language, at)},${value.toFixed(2)}`;
      }),
    ).flat();
    const { text, notes } = await notesOf(head[language], rows, language, { period: "latest" });
    expect(text).toMatch(/since|seit|以来/);
    for (const count of ofRanking(rises)) if (count > 0) expect(notes).toContain(count);
  },
);

test.each(cases)("groups, with ties at the fortieth (%s, %i)", { timeout: 60_000 }, async (language, ties) => {
  const head = { en: "Clinic,Waiting minutes", de: "Praxis,Wartezeit (min)", zh: "诊所,等待分钟" };
  const medians = shuffled(tiedValues(60, 40, Math.min(ties, 20), 1));
  const rows = medians.flatMap((middle, at) =>
    Array.from({ length: 13 }, (_, step) => `${nameOf(language, at)},${middle + (step - 6) * (1 + (at % 4))}`),
  );
  // A table of so many groups would be drafted otherwise: they come later.
  const { text, notes } = await notesOf(head[language], rows.slice(0, 12 * 13), language, {}, rows);
  expect(text).toMatch(/first 40|ersten 40|前40/);
  const more = behind(medians, 40, 40);
  expect(notes).toEqual(expected(more, more));
});

test.each(cases)("lines of a budget that differ most (%s, %i)", { timeout: 60_000 }, async (language, ties) => {
  const head = { en: "Line,Budget,Actual", de: "Posten,Plan,Ist", zh: "项目,预算,实际" };
  const [income, total] = { en: ["Income", "Surplus"], de: ["Erträge", "Überschuss"], zh: ["收入", "结余"] }[language];
  const tied = Math.min(ties, 20);
  const sizes = tiedValues(tied + 6, 3, tied, 1);
  const lines = sizes.map((size, at) => ({
    planned: -(500 + at * 3),
    actual: -(500 + at * 3) + (at % 2 === 0 ? size : -size),
  }));
  const all = [{ planned: 90_000, actual: 90_000 }, ...lines];
  const sum = (of: "planned" | "actual"): number => all.reduce((so, one) => so + one[of], 0);
  const rows = [
    `${income},90000,90000`,
    ...lines.map(({ planned, actual }, at) => `${nameOf(language, at)},${planned},${actual}`),
    `${total},${sum("planned")},${sum("actual")}`,
  ];
  const { text, notes } = await notesOf(head[language], rows, language);
  expect(text).toMatch(/furthest from|Am weitesten von|相差最大/);
  expect(notes).toContain(behind(sizes, 3, 0));
});
