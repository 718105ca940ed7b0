import { describe, expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openText } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "./subject-shapes.ts";

interface Listed {
  readonly language: DraftLanguage;
  readonly head: string;
  readonly units: readonly string[];
}

/** Price lists whose rows have their prices by several units, the first of which most rows have. */
const lists: readonly Listed[] = [
  { language: "en", head: "Product,Group,Unit,Unit price", units: ["kg", "piece", "litre"] },
  { language: "en", head: "item,category,uom,price_eur", units: ["m", "each"] },
  { language: "de", head: "Artikel,Warengruppe,Einheit,Preis (€)", units: ["kg", "Stück", "Liter"] },
  { language: "zh", head: "商品,类别,单位,单价(元)", units: ["公斤", "件", "升"] },
];

interface Item {
  readonly unit: string;
  readonly price: number;
  readonly row: string;
}

/** Prices of each unit lie in a range of their own. */
function itemsOf(units: readonly string[]): readonly Item[] {
  const next = numbersFrom(units.length);
  return Array.from({ length: 44 }, (_, at) => {
    const place = at % 5 < 3 ? 0 : 1 + (Math.floor(at / 5) % (units.length - 1));
    const price = Number(((1 + 40 * place) * (1 + next())).toFixed(2));
    const unit = units[place]!;
    return { unit, price, row: `Ware ${at + 1},${["A", "B", "C"][at % 3]!},${unit},${price.toFixed(2)}` };
  });
}

describe.each(lists)("$head", ({ language, head, units }) => {
  const items = itemsOf(units);

  test("prices are compared within one unit", { timeout: 60_000 }, async () => {
    const { draft, rows, title } = await reportOf(
      await openText(
        head,
        items.map(({ row }) => row),
      ),
      { language },
    );
    const prices = new Set(items.filter(({ unit }) => unit === units[0]).map(({ price }) => price));
    const shown = rows("facts")
      .map(({ value }) => value)
      .filter((value) => value !== null && value !== undefined);
    expect(
      shown
        .map(String)
        .map(Number)
        .filter((value) => !prices.has(value)),
    ).toEqual([]);
    expect(shown).toHaveLength(items.filter(({ unit }) => unit === units[0]).length);
    expect(title).toContain(units[0]);
    const about = draft.questions.find(({ name }) => name === "about")!.choices.map(({ label }) => label);
    for (const unit of units) expect(about.some((label) => label.includes(unit))).toBe(true);
  });

  test("every choice renders", { timeout: 600_000 }, async () => {
    const rows = items.map(({ row }) => row);
    expect(await faultsOfDraft({ head, rows, language, allPeriods: false })).toEqual([]);
  });
});

const pairs = [
  ["en", "Ticker,Company,Price 2025-01-02,Price 2025-06-30"],
  ["en", "Item,Group,New price,Old price"],
  ["de", "Aktie,Branche,Kurs 31.12.2024,Kurs 30.06.2025"],
  ["zh", "商品,类别,原价格,现价格"],
  ["en", "sku,category,price_autumn_2025,price_spring_2026"],
  ["en", "Item,Group,Price Q4 2024,Price Q2 2025"],
  ["en", "Item,Group,Price Nov 2024,Price Mar 2025"],
  ["de", "Artikel,Gruppe,Preis Herbst 2024,Preis Frühjahr 2025"],
  ["zh", "商品,类别,2024年秋季价格,2025年春季价格"],
] as const;

test.each(pairs)("%s: of prices at two times the change is told (%s)", { timeout: 60_000 }, async (language, head) => {
  const next = numbersFrom(5);
  const isTurned = head.includes("New price,Old");
  const items = Array.from({ length: 14 }, (_, at) => {
    const before = Number((8 + 500 * next()).toFixed(2));
    const after = Number((before * (0.7 + 0.7 * next())).toFixed(2));
    return { name: `N${at + 1}`, before, after, change: 100 * (after / before - 1) };
  });
  const rows = items.map(
    ({ name, before, after }, at) =>
      `${name},${["Tech", "Food"][at % 2]!},${isTurned ? `${after},${before}` : `${before},${after}`}`,
  );
  const { title } = await reportOf(await openText(head, rows), { language });
  const first = items.toSorted((a, b) => b.change - a.change)[0]!;
  expect(title).toContain(first.name);
  expect(title.replaceAll(",", ".")).toContain(first.change.toFixed(1));
});

const courses = [
  ["en", "Date,Ticker,Close"],
  ["de", "Datum,Wertpapier,Schlusskurs"],
  ["zh", "日期,股票名称,收盘价"],
] as const;

test.each(courses)("%s: shares are compared by how they changed (%s)", { timeout: 600_000 }, async (language, head) => {
  const shares = [
    ["Dear", 900, 0.02],
    ["Cheap", 8, 0.6],
    ["Fallen", 300, -0.3],
    ["Middle", 60, 0.1],
  ] as const;
  const rows = Array.from({ length: 12 }, (_, month) =>
    shares.map(
      ([name, price, gain]) =>
        `2024-${String(month + 1).padStart(2, "0")}-01,${name},${(price * (1 + (gain * month) / 11)).toFixed(2)}`,
    ),
  ).flat();
  const { title, rows: found } = await reportOf(await openText(head, rows), { language });
  expect(title).toMatch(/60[.,]0.*30[.,]0/);
  for (const [name, , gain] of shares)
    expect(Number(found("gains").find(({ member }) => member === name)!["value"])).toBeCloseTo(100 * gain, 1);
  expect(await faultsOfDraft({ head, rows, language, allPeriods: false })).toEqual([]);
});

test("what a piece costs has no mean over orders", { timeout: 60_000 }, async () => {
  const prices = [0.4, 84, 31] as const;
  const rows = Array.from(
    { length: 90 },
    (_, at) =>
      `${1000 + at},2025-0${1 + (at % 6)}-${10 + (at % 18)},${["Bolt", "Beam", "Plate"][at % 3]!},${1 + ((at * 37) % 60)},${prices[at % 3]!}`,
  );
  const { draft } = await reportOf(await openText("Order,Date,Product,Quantity,Unit price", rows));
  const about = draft.questions.find(({ name }) => name === "about")?.choices.map(({ value }) => String(value)) ?? [];
  expect(about).not.toContain("unit_price");
});

test.each([
  ["en", "sku,item,category,unit,price_autumn_2025,price_spring_2026", ["each", "pack"]],
  ["de", "Nr,Artikel,Warengruppe,Einheit,Preis Herbst 2024,Preis Frühjahr 2025", ["Stück", "Paket"]],
  ["zh", "编号,商品,类别,单位,2024年秋季价格,2025年春季价格", ["个", "箱"]],
] as const)(
  "%s: of many goods the groups say how prices changed (%s)",
  { timeout: 60_000 },
  async (language, head, units) => {
    const next = numbersFrom(13);
    const groups = ["Timber", "Paint", "Fixings", "Roofing"];
    const items = Array.from({ length: 84 }, (_, at) => {
      const before = Math.round(100 * (3 + 60 * next())) / 100;
      const after = Math.round(before * (101 + 2 * (at % 4) + 3 * next())) / 100;
      return {
        group: groups[at % 4]!,
        before,
        after: at % 21 === 6 ? undefined : after,
        line: `S${1000 + at},Thing ${at},${groups[at % 4]},${units[at % 3 === 0 ? 1 : 0]}`,
      };
    });
    const report = await reportOf(
      await openText(
        head,
        items.map(({ line, before, after }) => `${line},${before},${after ?? ""}`),
      ),
      { language },
    );
    const middles = groups.map((group) => {
      const changes = items
        .flatMap((one) => (one.group === group && one.after !== undefined ? [100 * (one.after / one.before - 1)] : []))
        .toSorted((a, b) => a - b);
      return (changes[Math.floor((changes.length - 1) / 2)]! + changes[Math.ceil((changes.length - 1) / 2)]!) / 2;
    });
    for (const [at, group] of groups.entries())
      expect(Number(report.rows("groups").find(({ member }) => member === group)!["middle"])).toBeCloseTo(
        middles[at]!,
        6,
      );
    const plain = report.title.replaceAll(",", ".");
    for (const value of [Math.max(...middles), Math.min(...middles)]) expect(plain).toContain(value.toFixed(1));
  },
);
