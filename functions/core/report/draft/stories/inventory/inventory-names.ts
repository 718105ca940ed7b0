import { plainName } from "../../names/capacity-names.ts";

const quantity =
  /^(?!.*(value|cost|price|wert|kosten|preis|\bmin|\bmax|level|order|sold|system|target)).*\b(qty|quantity|on hand|in stock|stock|counted|available|(lager|ist)?bestand|vorrat|menge)\b|^(?!.*(最低|最小|最高|安全|预警|下限|价|额|系统|账面)).*(库存|数量|现存|在库|结存)/iu;
/** Names that say that something is in stock, and not ordered or sold. */
const stock = /\b(on hand|in stock|stock|counted|(lager|ist)?bestand|vorrat)\b|库存|现存|在库|结存/iu;
const level =
  /\b(re ?order(?! (qty|quantity|amount|date|menge))( point| level| at)?|min(imum)? (stock|level|qty|quantity|bestand|menge)|(stock|qty|quantity) min(imum)?|safety stock|par level|(mindest|melde|sicherheits)bestand|mindestmenge|bestellpunkt)\b|(最低|最小|安全)库存|库存下限|预警(库存|数量|值)|再?订货点/iu;
const costs: readonly RegExp[] = [
  /\b(unit cost|cost price|cost (each|per unit)|purchase price)\b|einkaufspreis|einstandspreis|stückkosten|\bek( preis)?\b|单位成本|成本价|进价|采购单?价/iu,
  /\b(unit price|price each|price per unit)\b|stückpreis|einzelpreis|einheitspreis|verrechnungspreis|单价/iu,
];
const category =
  /\b(cat(egory)?|group|type|class|product line|warengruppe|kategorie|gruppe|art)\b|类别|分类|品类|类型|种类/iu;

/** Whether a column holds how much there is of an item. */
export const isQuantityName = (name: string): boolean => quantity.test(plainName(name));
/** Whether such a name says that it is in stock, and not ordered or sold. */
export const isStockName = (name: string): boolean => stock.test(plainName(name));
/** Whether a column holds the least that there is to be of an item. */
export const isLevelOfStock = (name: string): boolean => level.test(plainName(name));
/** How surely a column holds what one item costs: 0 for what it is bought for, 1 for a price, -1 for neither. */
export const costRank = (name: string): number => costs.findIndex((one) => one.test(plainName(name)));
/** Whether a column says what kind of thing an item is. */
export const isCategoryName = (name: string): boolean => category.test(plainName(name));
