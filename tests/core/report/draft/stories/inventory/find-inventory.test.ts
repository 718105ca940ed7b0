import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../../functions/core/report/draft/draft.ts";
import {
  costRank,
  isLevelOfStock,
  isQuantityName,
} from "../../../../../../functions/core/report/draft/stories/inventory/inventory-names.ts";
import { draftOf, openText } from "../../draft-of-text.ts";
import { faultsOfDraft } from "../../every-choice.ts";
import { reportOf } from "../../report-of-table.ts";
import { numbersFrom } from "../subject-shapes.ts";

/** A list of stock: the names of its number, name, kind, quantity, unit, level and cost. */
interface Shape {
  readonly name: string;
  readonly language: DraftLanguage;
  readonly heads: readonly [string, string, string, string, string, string, string];
  readonly kinds: readonly string[];
  /** Whether some quantities have their unit behind them, and whether the cost has a sign of its currency. */
  readonly hasUnits?: true;
  readonly sign?: string;
  /** Whether nothing has a cost. */
  readonly isFree?: true;
}

const shapes: readonly Shape[] = [
  {
    name: "a workshop",
    language: "en",
    heads: ["Part no", "Description", "Cat", "Qty in stock", "Unit", "Re-order level", "Unit cost"],
    kinds: ["Fixings", "Steel", "Tooling"],
    hasUnits: true,
    sign: "£",
  },
  {
    name: "a kitchen",
    language: "en",
    heads: ["sku", "item", "category", "on_hand", "uom", "min_stock", "cost_each"],
    kinds: ["Dry", "Chilled", "Frozen", "Drinks"],
  },
  {
    name: "a store without costs",
    language: "en",
    heads: ["Code", "Item", "Type", "Quantity", "Unit", "Safety stock", ""],
    kinds: ["A-items", "B-items"],
    isFree: true,
  },
  {
    name: "ein Lager",
    language: "de",
    heads: ["Artikelnummer", "Bezeichnung", "Warengruppe", "Bestand", "Einheit", "Meldebestand", "Einkaufspreis (€)"],
    kinds: ["Schrauben", "Öle", "Werkzeug"],
  },
  {
    name: "eine Praxis",
    language: "de",
    heads: ["Nr", "Artikel", "Kategorie", "Lagerbestand", "Einheit", "Mindestbestand", "Stückpreis (€)"],
    kinds: ["Verband", "Labor"],
  },
  {
    name: "仓库",
    language: "zh",
    heads: ["物料编码", "物料名称", "类别", "库存数量", "单位", "安全库存", "单价（元）"],
    kinds: ["五金", "电气", "耗材"],
  },
  {
    name: "药房",
    language: "zh",
    heads: ["编码", "药品名称", "分类", "当前库存", "单位", "最低库存", "进价（元）"],
    kinds: ["西药", "中药"],
  },
];

function madeOf({ heads, kinds, hasUnits, sign = "", isFree }: Shape) {
  const next = numbersFrom(heads.join("").length);
  const items = Array.from({ length: 60 }, (_, at) => {
    const level = 4 + Math.floor(next() * 20);
    // Some are at their level, which is not below it; some have none left; of one nobody knows how many there are.
    const quantity = at % 12 === 5 ? 0 : at % 15 === 7 ? level : Math.floor(level * (0.7 + 3 * next()));
    const isUnknown = at === 31;
    const cost = 2 + Math.round(3000 * next()) / 100;
    return { number: `X${100 + at}`, kind: kinds[at % kinds.length]!, level, quantity, isUnknown, cost, at };
  });
  const lines = items.map(({ number, kind, level, quantity, isUnknown, cost, at }) => {
    const cell = isUnknown ? "" : `${quantity}${hasUnits && at % 20 === 3 ? " each" : ""}`;
    return [number, `${heads[1]} ${at + 1}`, kind, cell, "each", level, ...(isFree ? [] : [`${sign}${cost}`])].join(
      ";",
    );
  });
  const known = items.filter(({ isUnknown }) => !isUnknown);
  const below = known.filter(({ quantity, level }) => quantity < level);
  const worth = new Map<string, number>();
  for (const { kind, quantity, cost } of known) worth.set(kind, (worth.get(kind) ?? 0) + quantity * cost);
  return {
    head: heads.slice(0, isFree ? 6 : 7).join(";"),
    lines,
    compared: known.length,
    below: below.map(({ number }) => number),
    none: below.filter(({ quantity }) => quantity === 0).length,
    worth,
  };
}

test.each(shapes)(
  "$language, $name: what is below its level, and what it is worth",
  { timeout: 60_000 },
  async (shape) => {
    const made = madeOf(shape);
    const { rows, title } = await reportOf(await openText(made.head, made.lines), { language: shape.language });
    const [whole] = rows("inventory");
    expect(["compared", "below", "at_none", "lacking"].map((name) => Number(whole![name]))).toEqual([
      made.compared,
      made.below.length,
      made.none,
      1,
    ]);
    for (const number of [made.below.length, made.compared, made.none])
      expect(title).toMatch(new RegExp(`(?<!\\d)${number}(?!\\d)`));
    const listed = rows("inventory_below").map((row) => String(row["name_1"]));
    expect(listed.toSorted()).toEqual(made.below.toSorted());
    if (shape.isFree === true) return;
    const all = [...made.worth.values()].reduce((sum, one) => sum + one, 0);
    expect(Number(whole!["worth"])).toBeCloseTo(all, 4);
    const told = rows("inventory_worth");
    expect(told.map((row) => row["member"])).toEqual(
      [...made.worth].toSorted((a, b) => b[1] - a[1]).map(([kind]) => kind),
    );
    expect(told.map((row) => Number(row["value"]))).toEqual(
      [...made.worth.values()].toSorted((a, b) => b - a).map((one) => expect.closeTo(one, 4)),
    );
  },
);

test("every choice and the next rows print", { timeout: 60_000 }, async () => {
  for (const shape of [shapes[0]!, shapes[2]!, shapes[5]!]) {
    const { head, lines } = madeOf(shape);
    expect(await faultsOfDraft({ head, rows: lines, language: shape.language, allPeriods: false })).toEqual([]);
  }
});

test("a list of which nothing is below its level says so, and has no empty query", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 30 }, (_, at) => `Part ${at},${50 + at},${20 + (at % 7)}`);
  expect(
    await faultsOfDraft({ head: "item,qty_on_hand,reorder_point", rows, language: "en", allPeriods: false }),
  ).toEqual([]);
});

test.each([
  ["en", 60, "; of 20 more the same part is left as of the last"],
  ["de", 45, "; von 5 weiteren ist derselbe Teil da wie vom letzten"],
  ["zh", 41, "；另有1项与末项比例相同"],
  ["en", 40, undefined],
] as const)(
  "in %s, a list of %i equally far below their level says how many it leaves out",
  async (language, below, said) => {
    const rows = Array.from({ length: 70 }, (_, at) => `Part ${at},${at < below ? 5 : 25},20`);
    const { text } = await reportOf(await openText("item,qty_on_hand,reorder_point", rows), { language });
    if (said === undefined) expect(text).not.toMatch(/more the same part|Below their level; the first/);
    else expect(text).toContain(said);
  },
);

test("orders with a price are no stock", async () => {
  const lines = Array.from(
    { length: 40 },
    (_, at) => `O${at},${"ABC"[at % 3]},${1 + ((at * 7) % 9)},${5 + (at % 11)}.50`,
  );
  const { files } = await draftOf(await openText("Order,Category,Quantity,Unit price", lines));
  expect([...files.keys()]).not.toContain("queries/inventory.sql");
});

test.each([
  ["Re-order level", false, true, -1],
  ["Reorder quantity", false, false, -1],
  ["Min. Bestand", false, true, -1],
  ["Stock value", false, false, -1],
  ["Counted qty", true, false, -1],
  ["库存金额", false, false, -1],
  ["Unit cost", false, false, 0],
  ["单价", false, false, 1],
] as const)("“%s” is a quantity: %s, a level: %s, a cost: %s", (name, isQuantity, isLevel, rank) => {
  expect([isQuantityName(name), isLevelOfStock(name), costRank(name)]).toEqual([isQuantity, isLevel, rank]);
});
