import { monthNumberOf } from "./month-names.ts";
import { isPriceName, isUnitCostName } from "./sum-words.ts";

const spaced = (name: string): string => name.replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, " ").replace(/[_\-.]+/g, " ");

/** Names of columns that say in which unit the price of a row is. */
const unitName =
  /^((sales?|order|price|selling|pack(aging)?) )?(units?( of (measure|sale|issue))?|uom)$|^(price )?per$|^sold (by|per)$|^(verkaufs|mengen|preis|bestell)?einheit$|^(preis )?pro$|^(计量|计价|销售)?单位$/i;

export const isPriceUnitName = (name: string): boolean => unitName.test(spaced(name).trim());

/** Names of what things cost or are quoted at; rents and wages are compared as they are. */
const quoted =
  /\b(prices?|close|closing|adj close|quote|kurs|schlusskurs|nav|exchange rate|wechselkurs)\b|preise?\b|(?<!平均)价格?$|(收盘|现|股|售|单|批发|零售)价|汇率|净值/iu;
const level = /rent|miete|wage|salar|lohn|gehalt|index|change|chg|per (m2|sq|capita)|租|薪|指数|涨跌|变动/i;

/** Whether a name is of the price of goods or of a security. */
export function isQuotedName(name: string): boolean {
  return (quoted.test(spaced(name)) || isUnitCostName(name)) && !level.test(spaced(name));
}

/** Whether a name is of the price of a piece, which a list of orders repeats. */
export function isPriceOfOne(name: string): boolean {
  return isUnitCostName(name) || (isPriceName(name) && /\b(each|per|unit|piece)\b|stück|je |单价/i.test(spaced(name)));
}

/** Columns of the codes and names of securities. */
const securityName =
  /^(ticker( symbol)?|symbol|isin|wkn|valor|stock|shares?|security|aktien?|wertpapier|(证券|股票|基金)(代码|名称|简称)?)$/i;

export const isSecurityName = (name: string): boolean => securityName.test(spaced(name).trim());

/** Names of by how much a price changed. */
const changeName =
  /\b(change|chg|returns?|performance|ytd|gain|veränderung|rendite|wertentwicklung|kursänderung|preisänderung)\b|涨跌幅|涨幅|变动率|收益率|增幅/i;

export const isChangeName = (name: string): boolean => changeName.test(spaced(name));

const earlier =
  /\b(previous|prev|prior|last|old|start|begin(ning)?|opening|before|alter?|vorjahr|vortag|vorher)\b|上期|上年|去年|原|旧|期初|昨/i;
const later =
  /\b(current|new|latest|end|closing|close|now|after|neuer?|aktuell(er)?|heute)\b|本期|今年|现|新|期末|收盘|今/i;
const date =
  /\b((19|20)\d\d[-/.](0?[1-9]|1[0-2])([-/.]\d\d?)?|\d\d?[./]\d\d?[./](19|20)\d\d|(19|20)\d\d)\b|(19|20)\d\d年(\d\d?月(\d\d?日)?)?/;

/** Parts of a year in words, by the month with which they begin. */
const seasons: readonly (readonly [RegExp, number])[] = [
  [/^(spring|frühjahr|frühling|春季?)$/i, 3],
  [/^(summer|sommer|夏季?)$/i, 6],
  [/^(autumn|fall|herbst|秋季?)$/i, 9],
  [/^(winter|冬季?)$/i, 12],
  [/^(q1|h1|s1|上半年)$/i, 1],
  [/^q2$/i, 4],
  [/^(q3|h2|s2|下半年)$/i, 7],
  [/^q4$/i, 10],
];
const partOfYear =
  /(?<![\p{L}\d])(?<part>[\p{L}\d]{2,9})\.? (?<year>(?:19|20)\d\d)(?!\d)|(?<!\d)(?<first>(?:19|20)\d\d)年?(?: (?<later>[\p{L}\d]{2,9})\b|(?<han>[春夏秋冬]季?|[上下]半年))/u;

/** A part of a year that a name has: `price_autumn_2025`, `Preis Q3 2024`, `2025年春季价格`. */
function readPartOfYear(plain: string): NameOfTime | undefined {
  const found = partOfYear.exec(plain);
  if (found === null) return undefined;
  const { part, year, first, later: behind, han } = found.groups!;
  const text = part ?? behind ?? han ?? "";
  const month = seasons.find(([season]) => season.test(text))?.[1] ?? monthNumberOf(text);
  if (month === undefined) return undefined;
  return { rest: bareOf(plain, found[0]), order: `${year ?? first}-${String(month).padStart(2, "0")}`, time: found[0] };
}

/** A name without its time, in small letters. */
const bareOf = (plain: string, time: string | RegExp): string =>
  plain
    .replace(time, "")
    .replace(/[\s()（）,:]+/g, " ")
    .trim()
    .toLowerCase();

export interface NameOfTime {
  /** The name without its time. */
  readonly rest: string;
  /** What is earlier sorts before what is later. */
  readonly order: string;
  /** The time as it is written; empty where words say it. */
  readonly time: string;
}

/** What a name says of the time of its values: a date, or that they are the old or the new ones. */
export function readTimeOfName(name: string): NameOfTime | undefined {
  const plain = name.replace(/_/g, " ");
  const ofPart = readPartOfYear(plain);
  if (ofPart !== undefined) return ofPart;
  const found = date.exec(plain);
  if (found !== null) {
    const parts = found[0].split(/\D+/).filter(Boolean);
    const inOrder = parts.at(-1)!.length === 4 ? parts.toReversed() : parts;
    return { rest: bareOf(plain, date), order: inOrder.map((part) => part.padStart(2, "0")).join("-"), time: found[0] };
  }
  for (const [order, kind] of [
    ["0", earlier],
    ["1", later],
  ] as const)
    if (kind.test(plain)) return { rest: bareOf(plain, kind), order, time: "" };
  return undefined;
}
