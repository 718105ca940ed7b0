import type { DraftLanguage } from "../../draft.ts";

export interface ScaleWords {
  readonly title: string;
  readonly lead: string;
  readonly missing: string;
  /** That 1 is the best grade, so that the highest mean is the weakest. */
  readonly bestLow: string;
  readonly heading: string;
  readonly chart: string;
  readonly deck: string;
  readonly alt: string;
  readonly table: string;
  readonly column: string;
  readonly records: string;
  readonly mean: string;
  readonly low: string;
  readonly median: string;
  readonly high: string;
  readonly highest: string;
  readonly lowest: string;
}

const number = "number: f.decimals";
const [first, last] = [`{{ f.first_value | ${number} }}`, `{{ f.last_value | ${number} }}`];
const tied = (place: "first" | "last", alone: string, several: string): string =>
  `{% if f.${place}_ties > 1 %}${several}{% else %}${alone}{% endif %}`;

/** Sentences on columns of one scale: `f` has the one with the highest mean, and the one with the lowest. */
export const scaleWords: Readonly<Record<DraftLanguage, ScaleWords>> = {
  en: {
    title: `{% if f.first_ties == f.counted %}All {{ f.counted }} have a mean of ${first}{% else %}${tied("first", `{{ f.first }} is highest with a mean of ${first}`, `{{ f.first_ties }} are highest with a mean of ${first}`)}, ${tied("last", "{{ f.last }} lowest with", "{{ f.last_ties }} lowest with")} ${last}{% endif %}`,
    lead: "The {{ f.counted }} columns are on one scale, so their means are compared; each has {% if f.fewest == f.most %}{{ f.most | number }}{% else %}{{ f.fewest | number }} to {{ f.most | number }}{% endif %} values.",
    missing: " {{ f.lacking | number }} cells have none.",
    bestLow: " Of these grades 1 is the best: the highest mean is the weakest.",
    heading: "Compared with each other",
    chart: `{% if f.first_ties == f.counted %}The means are equal{% else %}From ${first} to ${last}{% endif %}`,
    deck: "Points: means; bars: the middle half of the values",
    alt: `Means from ${first} down to ${last}, with the middle half of each.`,
    table: "All in numbers",
    column: "Column",
    records: "Values",
    mean: "Mean",
    low: "Lower quartile",
    median: "Median",
    high: "Upper quartile",
    highest: "Highest mean",
    lowest: "Lowest mean",
  },
  de: {
    title: `{% if f.first_ties == f.counted %}Alle {{ f.counted }}: im Mittel ${first}{% else %}Am höchsten: ${tied("first", "{{ f.first }}", "{{ f.first_ties }} gleichauf")}, im Mittel ${first}; am niedrigsten: ${tied("last", "{{ f.last }}", "{{ f.last_ties }} gleichauf")}, ${last}{% endif %}`,
    lead: "Die {{ f.counted }} Spalten haben dieselbe Skala, darum sind ihre Mittel verglichen; jede hat {% if f.fewest == f.most %}{{ f.most | number }}{% else %}{{ f.fewest | number }} bis {{ f.most | number }}{% endif %} Werte.",
    missing: " Zellen ohne Wert: {{ f.lacking | number }}.",
    bestLow: " Die 1 ist die beste Note: Das höchste Mittel ist das schwächste.",
    heading: "Im Vergleich",
    chart: `{% if f.first_ties == f.counted %}Die Mittel sind gleich{% else %}Von ${first} bis ${last}{% endif %}`,
    deck: "Mittel, mit der mittleren Hälfte der Werte",
    alt: `Mittel von ${first} bis ${last}, mit der mittleren Hälfte.`,
    table: "Alle in Zahlen",
    column: "Spalte",
    records: "Werte",
    mean: "Mittel",
    low: "Unteres Quartil",
    median: "Median",
    high: "Oberes Quartil",
    highest: "Höchstes Mittel",
    lowest: "Niedrigstes Mittel",
  },
  zh: {
    title: `{% if f.first_ties == f.counted %}{{ f.counted }}项平均均为${first}{% else %}${tied("first", "{{ f.first }}", "{{ f.first_ties }}项并列")}平均最高，为${first}；${tied("last", "{{ f.last }}", "{{ f.last_ties }}项并列")}最低，为${last}{% endif %}`,
    lead: "这{{ f.counted }}列用同一尺度，因此比较其平均值；各有{% if f.fewest == f.most %}{{ f.most | number }}{% else %}{{ f.fewest | number }}至{{ f.most | number }}{% endif %}个数值。",
    missing: "另有{{ f.lacking | number }}格没有数值。",
    bestLow: "此类成绩以1为最好：平均值越高，成绩越差。",
    heading: "相互比较",
    chart: `{% if f.first_ties == f.counted %}平均值相同{% else %}从${first}到${last}{% endif %}`,
    deck: "平均值，以及中间的一半",
    alt: `平均值从${first}到${last}，以及各项中间的一半。`,
    table: "全部数值",
    column: "列",
    records: "数值",
    mean: "平均",
    low: "下四分位",
    median: "中位数",
    high: "上四分位",
    highest: "最高平均",
    lowest: "最低平均",
  },
};
