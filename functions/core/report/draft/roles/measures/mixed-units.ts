import { BroadsheetError } from "../../../../errors.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";

const currencyName = /currency|currencies|währung|waehrung|\bccy\b|\bcurr\b|devise|币种|货币/i;
const unitName = /^(units?|einheit|uom|unit of measure(ment)?|unit_of_measure(ment)?|单位)$/i;
const money =
  /amount|price|total|value|cost|revenue|sales|payment|fee|salary|turnover|balance|budget|betrag|umsatz|preis|wert|金额|价|额/i;
const amount = /^(values?|val|amount|quantity|qty|menge|wert|total|数值|值|数量)$/i;
/** A currency in a column's name: such amounts were converted. */
const named = /[€$£¥元]|(^|[^a-z])(eur|usd|gbp|chf|cny|jpy|rmb|euros?|dollars?)([^a-z]|$)/i;

/** A column that says that the rows of others are in several currencies or units. */
export interface MixedBy {
  readonly column: ColumnLook;
  readonly isMixed: (look: ColumnLook) => boolean;
}

/** The columns that name the currencies or the units of others, if these differ from row to row. */
export function findMixed(looks: readonly ColumnLook[]): readonly MixedBy[] {
  const texts = looks.filter(({ type, distinct }) => type === "text" && distinct >= 2);
  const currencies = texts.find(
    (look) => currencyName.test(look.name) && look.texts.every((text) => /^([A-Z]{3}|[$€£¥])$/.test(text)),
  );
  const units = texts.find(({ name }) => unitName.test(name.trim()));
  return [
    ...(currencies === undefined
      ? []
      : [{ column: currencies, isMixed: ({ name }: ColumnLook) => money.test(name) && !named.test(name) }]),
    ...(units === undefined ? [] : [{ column: units, isMixed: ({ name }: ColumnLook) => amount.test(name.trim()) }]),
  ];
}

/** @throws BroadsheetError `mixed-units` if a table measures nothing, since its rows are in several units */
export function refuseMixed(looks: readonly ColumnLook[]): void {
  const found = findMixed(looks).find(({ isMixed }) => looks.some(isMixed));
  if (found === undefined) return;
  throw new BroadsheetError("invalid-dataset", {
    code: "mixed-units",
    message: `No report can be drafted: the values are in several units, which “${found.column.name}” names`,
    seen: found.column.texts.slice(0, 12),
    hint: "select the rows of one unit in a recipe, or add a column in which all are converted",
  });
}
