import type { ColumnLook } from "../../look/look-at-columns.ts";
import {
  isChangeName,
  isPriceOfOne,
  isPriceUnitName,
  isQuotedName,
  isSecurityName,
  readTimeOfName,
} from "../../names/price-names.ts";
import { isPriceName } from "../../names/sum-words.ts";
import { quoteName, quoteText } from "../../quote.ts";
import type { Work } from "../cast.ts";
import type { MeasureRole } from "../roles.ts";
import { keyOf } from "./measure-of.ts";

/** Most units in which a list has prices, and share of the rows that have one. */
const [mostUnits, mostly] = [8, 0.9];

/** The column that says in which of several units the price of a row is: by kilogram, piece or litre. */
export function unitOfPrices(
  looks: readonly ColumnLook[],
  measures: readonly MeasureRole[],
  rows: number,
): ColumnLook | undefined {
  if (!measures.some(isPerUnit)) return undefined;
  return looks.find(
    ({ name, type, distinct, values }) =>
      type === "text" && distinct >= 2 && distinct <= mostUnits && values >= mostly * rows && isPriceUnitName(name),
  );
}

const isPerUnit = ({ adds, column, unit }: MeasureRole): boolean =>
  !adds && (isPriceName(column) || isQuotedName(column)) && !unit.includes("/");

/** Prices as a measure for each unit, since those of a kilogram and of a piece are not compared; usual units first. */
export async function pricesByUnit(
  { table, source }: Pick<Work, "table" | "source">,
  measures: readonly MeasureRole[],
  { name }: ColumnLook,
): Promise<readonly MeasureRole[]> {
  const own = `nullif(trim(${quoteName(name)}), '')`;
  const units = (
    await table.ask(
      `SELECT ${own} AS unit, count(*) AS n FROM ${source} WHERE ${own} IS NOT NULL GROUP BY unit ORDER BY n DESC, unit`,
    )
  ).map((row) => String(row["unit"]));
  const keys = new Set(measures.map(({ key }) => key));
  return measures.flatMap((measure) =>
    isPerUnit(measure)
      ? units.map((text) => ({
          ...measure,
          key: keyOf(`${measure.key} ${text}`, keys),
          value: `(CASE WHEN trim(${quoteName(name)}) = ${quoteText(text)} THEN ${measure.value} END)`,
          label: `${measure.label}, ${text}`,
          unit: measure.unit === "" ? "" : `${measure.unit}/${text}`,
          direction: name,
          sold: { unit: text, column: name, value: measure.value, label: measure.label },
        }))
      : [measure],
  );
}

/** Prices of a piece beside how many were ordered are no measure of orders: their mean counts each order as one. */
export function withoutPricesOfOrders(measures: readonly MeasureRole[]): readonly MeasureRole[] {
  const others = measures.filter(({ adds, column }) => adds || !isPriceOfOne(column));
  return others.some(({ adds }) => adds) ? others : measures;
}

/**
 * What prices changed by before the prices: a share of 600 is no better than one of 8. Where two columns have them at
 * two times, the change in percent is a measure of its own.
 */
export function changesOfPrices(
  looks: readonly ColumnLook[],
  measures: readonly MeasureRole[],
): readonly MeasureRole[] {
  const isOfSecurities = looks.some(({ name }) => isSecurityName(name));
  const prices = measures.filter(({ adds, column }) => !adds && isQuotedName(column));
  if (prices.length === 0 || !(prices.includes(measures[0]!) || isOfSecurities)) return measures;
  const told = measures.filter(
    ({ kind, unit, column }) => isChangeName(column) && (kind === "points" || unit === "%" || unit === ""),
  );
  const others = measures.filter((one) => !told.includes(one) && !prices.includes(one));
  if (told.length > 0) return [...told, ...(isOfSecurities ? [...others, ...prices] : [...prices, ...others])];
  const change = changeOf(prices);
  if (change !== undefined) return [change, ...prices, ...others];
  return isOfSecurities && others.length > 0 ? [...others, ...prices] : measures;
}

/** A price by whichever unit a row has. */
function inAnyUnit({ sold, ...measure }: MeasureRole): MeasureRole {
  return sold === undefined ? measure : { ...measure, value: sold.value, label: sold.label };
}

/** The change from the first to the last of prices that are called alike but for their time. */
function changeOf(prices: readonly MeasureRole[]): MeasureRole | undefined {
  const timed = prices.flatMap((measure) => {
    const read = readTimeOfName(measure.column);
    return read === undefined ? [] : [{ measure, ...read }];
  });
  const alike = timed.filter(({ rest }) => rest === timed[0]?.rest).toSorted((a, b) => (a.order < b.order ? -1 : 1));
  const [from, to] = [alike[0], alike.at(-1)];
  if (from === undefined || to === undefined || from.order === to.order) return undefined;
  if ([from, to].some(({ measure: { sizes } }) => sizes?.negative === true || sizes?.sinks === true)) return undefined;
  // By how much the price of a row changed is the same in each unit.
  const [before, after] = [inAnyUnit(from.measure), inAnyUnit(to.measure)];
  const isDated = from.time !== "" && to.time !== "";
  return {
    ...after,
    key: "price_change",
    value: `(100 * (${after.value} - ${before.value})::DOUBLE / nullif(${before.value}, 0))`,
    label: isDated ? `${from.time} → ${to.time}` : `${before.label} → ${after.label}`,
    called: "priceChange",
    unit: "%",
    kind: "amount",
    scale: 1,
    decimals: 1,
    whole: false,
    sizes: { least: 0.1, most: 100, sinks: true, negative: true },
    kin: [before.key, after.key],
    direction: before.column,
  };
}
