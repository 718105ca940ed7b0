import type { DraftLanguage } from "../../draft.ts";

export interface InventoryWords {
  /** How many items are below their level, and how many of these at zero. */
  readonly title: (quantity: string, level: string) => string;
  readonly worthTitle: (worth: string, cost: string) => string;
  readonly lacking: string;
  /** What all is worth, and of which kind most of it is. */
  readonly worth: (worth: string, cost: string) => string;
  readonly most: (worth: string) => string;
  readonly end: string;
  readonly below: string;
  readonly of: string;
  readonly none: string;
  readonly ofThese: string;
  readonly items: string;
  readonly worthFigure: string;
  readonly list: string;
  readonly order: string;
  readonly lackingColumn: string;
  readonly heading: (by: string) => string;
  readonly deck: (quantity: string, cost: string) => string;
  readonly alt: string;
  readonly table: string;
  readonly share: string;
}

const [below, compared, none] = ["below", "compared", "at_none"].map((name) => `{{ k.${name} | number }}`);
const share = "{{ w.share | percent: 0 }}";
const ifMost = (words: string): string => `{% if w != nil and inventory_worth.rows.size > 1 %}${words}{% endif %}`;
const ifCut = (words: string, otherwise: string): string =>
  `{% if inventory_below.first.counted > inventory_below.rows.size %}${words}{% else %}${otherwise}{% endif %}`;

/** Words where the list is cut among items of which the same part of their level is left. */
const ifMore = (words: string): string => `{% if inventory_below.first.more > 0 %}${words}{% endif %}`;

/** Sentences on a list of stock: `k` is all of it, and `w` the kind that is worth most. */
export const inventoryWords: Readonly<Record<DraftLanguage, InventoryWords>> = {
  en: {
    title: (quantity, level) =>
      `${quantity}: {% if k.below == 0 %}none{% else %}${below}{% endif %} of ${compared} below ${level}{% if k.at_none > 0 %}, ${none} of them at zero{% endif %}`,
    worthTitle: (worth, cost) => `What is in stock is worth ${worth} at ${cost}`,
    lacking: `{% if k.lacking > 0 %}{{ k.lacking | number }} more cannot be compared, since a quantity or a level is missing. {% endif %}`,
    worth: (worth, cost) =>
      `The {{ k.priced | number }} items with a quantity and a price are worth ${worth} at “${cost}”`,
    most: (worth) => ifMost(`; most of it is {{ w.member }}, ${worth} (${share})`),
    end: ".",
    below: "Below their level",
    of: `of ${compared}`,
    none: "At zero",
    ofThese: "of these",
    items: "Items",
    worthFigure: "Worth",
    list: `Below their level${ifCut(`; the first {{ inventory_below.rows.size }} of {{ k.below | number }}${ifMore("; of {{ inventory_below.first.more | number }} more the same part is left as of the last")}`, "")}`,
    order: "From the one of which the least part of its level is left",
    lackingColumn: "Lacking",
    heading: (by) => `Worth by ${by}`,
    deck: (quantity, cost) => `${quantity} × ${cost}`,
    alt: "From the highest worth to the lowest.",
    table: "All in numbers",
    share: "Share, %",
  },
  de: {
    title: (quantity, level) =>
      `${quantity}: {% if k.below == 0 %}keiner{% else %}${below}{% endif %} von ${compared} unter „${level}“{% if k.at_none > 0 %}, davon ${none} bei null{% endif %}`,
    worthTitle: (worth, cost) => `Wert des Bestands zum „${cost}“: ${worth}`,
    lacking: `{% if k.lacking > 0 %}Nicht vergleichbar: {{ k.lacking | number }}, da eine Menge oder eine Grenze fehlt. {% endif %}`,
    worth: (worth, cost) => `Wert der {{ k.priced | number }} Positionen mit Menge und Preis, zum „${cost}“: ${worth}`,
    most: (worth) => ifMost(`; am meisten: {{ w.member }}, ${worth} (${share})`),
    end: ".",
    below: "Darunter",
    of: `von ${compared}`,
    none: "Bei null",
    ofThese: "davon",
    items: "Positionen",
    worthFigure: "Wert",
    list: `Darunter liegen${ifCut(`; die ersten {{ inventory_below.rows.size }} von {{ k.below | number }}${ifMore("; von {{ inventory_below.first.more | number }} weiteren ist derselbe Teil da wie vom letzten")}`, "")}`,
    order: "Zuerst, wovon der kleinste Teil der Grenze da ist",
    lackingColumn: "Es fehlen",
    heading: (by) => `Wert nach „${by}“`,
    deck: (quantity, cost) => `${quantity} × ${cost}`,
    alt: "Vom höchsten Wert bis zum niedrigsten.",
    table: "Alle in Zahlen",
    share: "Anteil, %",
  },
  zh: {
    title: (quantity, level) =>
      `${quantity}：${compared}项中{% if k.below == 0 %}没有{% else %}有${below}项{% endif %}低于${level}{% if k.at_none > 0 %}，其中${none}项为零{% endif %}`,
    worthTitle: (worth, cost) => `按${cost}计，库存价值${worth}`,
    lacking: `{% if k.lacking > 0 %}另有{{ k.lacking | number }}项缺少数量或下限，无法比较。{% endif %}`,
    worth: (worth, cost) => `有数量和价格的{{ k.priced | number }}项按“${cost}”计共值${worth}`,
    most: (worth) => ifMost(`，其中{{ w.member }}最多，为${worth}（${share}）`),
    end: "。",
    below: "低于下限",
    of: `共${compared}项`,
    none: "为零",
    ofThese: "其中",
    items: "项数",
    worthFigure: "价值",
    list: `低于下限的${ifCut(`（{{ k.below | number }}项中的前{{ inventory_below.rows.size }}项${ifMore("；另有{{ inventory_below.first.more | number }}项与末项比例相同")}）`, "")}`,
    order: "从剩余占下限比例最小的开始",
    lackingColumn: "缺少",
    heading: (by) => `按“${by}”的价值`,
    deck: (quantity, cost) => `${quantity} × ${cost}`,
    alt: "从价值最高到最低。",
    table: "全部数值",
    share: "占比（%）",
  },
};
