import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../draft-of-text.ts";
import { numbersFrom } from "../roles-of-text.ts";

interface List {
  readonly language: DraftLanguage;
  readonly head: string;
  readonly units: readonly [string, string, string];
  readonly groups: readonly string[];
  /** How many prices each row has. */
  readonly prices: number;
  readonly said: { readonly otherwise: (n: number) => string; readonly missing: (n: number) => string };
}

const en = { otherwise: (n: number) => `${n} in other units`, missing: (n: number) => `${n} without a value` };
const de = { otherwise: (n: number) => `${n} in anderen Einheiten`, missing: (n: number) => `${n} ohne Wert` };
const zh = { otherwise: (n: number) => `其他单位${n}条`, missing: (n: number) => `没有数值${n}条` };

const lists: readonly List[] = [
  {
    language: "en",
    head: "sku,category,supplier,unit,price",
    units: ["each", "kg", "m2"],
    groups: ["Timber", "Roofing", "Aggregate", "Paint", "Tiles"],
    prices: 1,
    said: en,
  },
  {
    language: "en",
    head: "Code,Group,Supplier,Sold by,List price (GBP),Trade price (GBP)",
    units: ["kg", "piece", "litre"],
    groups: ["Veg", "Fruit", "Bakery", "Drinks", "Cheese"],
    prices: 2,
    said: en,
  },
  {
    language: "de",
    head: "Artikelnr,Warengruppe,Lieferant,Einheit,Preis (€)",
    units: ["Stück", "Liter", "kg"],
    groups: ["Holz", "Dach", "Farben", "Fliesen", "Sand"],
    prices: 1,
    said: de,
  },
  {
    language: "de",
    head: "Artikelnr,Kategorie,Lieferant,Verkaufseinheit,Preis alt,Preis neu,Händlerpreis",
    units: ["Stück", "m²", "Liter"],
    groups: ["Holz", "Dach", "Farben", "Fliesen", "Sand"],
    prices: 3,
    said: de,
  },
  {
    language: "zh",
    head: "货号,类别,供应商,单位,单价（元）",
    units: ["个", "公斤", "升"],
    groups: ["蔬菜", "水果", "饮料", "面包", "奶酪"],
    prices: 1,
    said: zh,
  },
];

interface Item {
  readonly group: string;
  readonly unit: string;
  readonly price: number | undefined;
  readonly row: string;
}

/**
 * Of five groups the first two are sold by the first unit, the third by it and another, the fourth by others only; the
 * last has no price at all.
 */
function itemsOf({ groups, units, prices, head }: List): readonly Item[] {
  const next = numbersFrom(head.length);
  return Array.from({ length: 110 }, (_, at): Item => {
    const place = at % 11 < 7 ? Math.floor((at % 11) / 3) : at % 11 < 10 ? 3 : 4;
    const unit = place < 2 || place === 4 || (place === 2 && at % 2 === 0) ? units[0] : units[1 + (at % 2)]!;
    const price = place === 4 || at % 17 === 3 ? undefined : Number((4 + 3 * place + 6 * next()).toFixed(2));
    const cells = Array.from({ length: prices }, (_price, nth) =>
      price === undefined ? "" : (price * (1 + nth / 20)).toFixed(2),
    );
    const row = `BM${1000 + at * 7},${groups[place]!},${["Aa & Co", "Bee", "Cee"][(at * 7) % 3]!},${unit},${cells.join(",")}`;
    return { group: groups[place]!, unit, price, row };
  });
}

describe.each(lists)("$head", (list) => {
  test("each row and each group is shown or told to be left out, and why", { timeout: 60_000 }, async () => {
    const items = itemsOf(list);
    const table = await openText(
      list.head,
      items.map(({ row }) => row),
    );
    const { world, template } = await templateOf(table, { language: list.language });
    const unit = list.units[0];
    const { document, tables } = await layOutReport(
      await acceptReport({ template: template.name }, world),
      world,
      () => {},
    );
    const shown = items.filter((item) => item.price !== undefined && item.unit === unit);
    const otherwise = items.filter((item) => item.price !== undefined && item.unit !== unit);
    const missing = items.filter(({ price }) => price === undefined);
    const standing = tables.get("standing")!.rows[0]!;
    expect(["records", "otherwise", "missing"].map((name) => Number(standing[name]))).toEqual(
      [shown, otherwise, missing].map(({ length }) => length),
    );
    const text = shownLines(document)
      .map((line) => line.text)
      .join(" ")
      .replaceAll("\u00a0", " ");
    expect(text).toContain(list.said.otherwise(otherwise.length));
    expect(text).toContain(list.said.missing(missing.length));
    for (const group of list.groups) expect(text).toContain(group);
    // No row of a table has dashes only: groups beside each other have prices of the same unit.
    const cells = tables.get("table")?.rows ?? [];
    for (const row of cells) expect(Object.values(row).filter((cell) => cell !== null).length).toBeGreaterThan(1);
  });
});

test.each(["en", "de", "zh"] as const)(
  "groups without any value are named (%s)",
  { timeout: 60_000 },
  async (language) => {
    const heads = { en: "patient,ward,weight_kg", de: "Patient,Station,Gewicht (kg)", zh: "病人,病区,体重（公斤）" };
    const groups = Array.from({ length: 12 }, (_, at) => `W${String.fromCodePoint(65 + at)}`);
    const lines = Array.from({ length: 240 }, (_, at) => {
      const group = at % 12;
      return `P-${1000 + 7 * at},${groups[group]!},${group < 4 || (at < 12 && group < 9) ? 50 + ((at * 37) % 41) : ""}`;
    });
    const { world, template } = await templateOf(await openText(heads[language], lines), { language });
    const { document } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
    const text = shownLines(document)
      .map((line) => line.text)
      .join(" ");
    for (const group of groups) expect(text).toContain(group);
  },
);

test.each([
  ["en", "month,product,unit,price", ["kg", "piece"], "without a value in this unit: Item"],
  ["de", "Monat,Produkt,Einheit,Preis", ["kg", "Stück"], "ohne Wert in dieser Einheit: Item"],
  ["zh", "月份,商品,单位,价格", ["公斤", "个"], "因没有此单位的数值而未列入：Item"],
] as const)(
  "over time, who is sold by other units only is named (%s)",
  { timeout: 60_000 },
  async (language, head, units, said) => {
    const next = numbersFrom(7);
    const products = [..."ABCDEFG"].map((letter, at) => ({
      name: `Item ${letter}`,
      unit: units[at % 3 === 2 ? 1 : 0],
    }));
    const lines = Array.from({ length: 14 }, (_, month) =>
      products.map(({ name, unit }, at) => {
        const when = `${2023 + Math.floor(month / 12)}-${String(1 + (month % 12)).padStart(2, "0")}-01`;
        return `${when},${name},${unit},${(3 + at + next()).toFixed(2)}`;
      }),
    ).flat();
    const { world, template } = await templateOf(await openText(head, lines), { language });
    const { document } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
    const text = shownLines(document)
      .map((line) => line.text)
      .join(" ");
    expect(text).toContain(said);
    for (const { name } of products) expect(text).toContain(name);
  },
);
