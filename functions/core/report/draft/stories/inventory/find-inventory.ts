import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName } from "../../quote.ts";
import type { Roles } from "../../roles/roles.ts";
import { findEach } from "../plan/find-each.ts";
import { costRank, isCategoryName, isLevelOfStock, isQuantityName, isStockName } from "./inventory-names.ts";
import type { InventoryColumn, InventoryRole } from "./inventory-role.ts";

/** Fewest items, and the share of the rows that must have a value. */
const [fewestItems, mostly] = [5, 0.5];
/** The quotient of all quantities and all levels, between which the one is a level of the other. */
const near = [0.05, 50] as const;
/** Most kinds of things, longest name of an item, most columns of names, and the share of rows with an own name. */
const [mostKinds, mostLetters, mostNames, own] = [30, 60, 2, 0.95];

/**
 * What is in stock beside the level at which it is ordered again, or beside what one costs; undefined where the table
 * is no list at one time, or where the level is one of several rows together.
 */
export async function findInventory(
  table: DraftTable,
  source: string,
  roles: Roles,
): Promise<InventoryRole | undefined> {
  const { looks, time, selector, survey, accounts, long } = roles;
  if (time !== undefined || selector !== undefined || survey !== undefined) return undefined;
  if (accounts !== undefined || long?.turned === true) return undefined;
  const numbers = looks.filter((look) => look.values >= mostly * table.rows && isNumeric(look));
  const quantities = numbers.filter(({ name }) => isQuantityName(name) && !isLevelOfStock(name));
  const quantity = quantities.find(({ name }) => isStockName(name)) ?? quantities[0];
  if (quantity === undefined || table.rows < fewestItems) return undefined;
  const level = numbers.find((look) => look !== quantity && isLevelOfStock(look.name));
  const costs = numbers
    .filter(({ name, type }) => type !== "text" && costRank(name) >= 0)
    .toSorted((a, b) => costRank(a.name) - costRank(b.name));
  const [cost] = level === undefined ? costs.filter(({ name }) => costRank(name) === 0) : costs;
  if (level === undefined && (cost === undefined || !isStockName(quantity.name))) return undefined;
  const of = columnOf(quantity);
  if (level !== undefined) {
    if ((await findEach(table, source, roles, { value: columnOf(level).value })) !== undefined) return undefined;
    const [row = {}] = await table.ask(
      `SELECT sum(${of.value}) / nullif(sum(${columnOf(level).value}), 0) AS size FROM ${source}`,
    );
    const size = Number(row["size"] ?? 0);
    if (!(size >= near[0] && size <= near[1])) return undefined;
  }
  const texts = looks.filter(({ type, name }) => type === "text" && ![quantity.name, level?.name].includes(name));
  const names = texts
    .filter(({ distinct, length }) => distinct >= own * table.rows && length <= mostLetters)
    .slice(0, mostNames);
  const kinds = texts.filter(
    ({ distinct, values }) =>
      distinct >= 2 && distinct <= mostKinds && 2 * distinct <= table.rows && values >= 0.8 * table.rows,
  );
  const group = kinds.find(({ name }) => isCategoryName(name));
  return {
    quantity: of,
    level: level && columnOf(level),
    cost: cost && { ...columnOf(cost), unit: (cost.unit ?? readLabel(cost.name).unit).split("/")[0]!.trim() },
    names: names.map(textOf),
    group: group && textOf(group),
    places: Math.min(3, Math.max(quantity.places, level?.places ?? 0)),
  };
}

/** A number, perhaps with its unit behind it: `26 each`. */
const counted = /^-?\d+([.,]\d{1,2})?\s*\p{L}{0,12}\.?$/u;

/** Whether a column holds numbers, also if they have their unit behind them. */
function isNumeric({ type, texts, distinct }: ColumnLook): boolean {
  if (type === "integer" || type === "number") return true;
  return (
    type === "text" && distinct > 0 && distinct === texts.length && texts.every((text) => counted.test(text.trim()))
  );
}

function columnOf({ name, type }: ColumnLook): InventoryColumn {
  const cell = quoteName(name);
  const digits = `replace(regexp_extract(trim(${cell}), '^-?\\d+(?:[.,]\\d+)?'), ',', '.')`;
  const value = type === "text" ? `TRY_CAST(nullif(${digits}, '') AS DOUBLE)` : `(${cell})::DOUBLE`;
  return { column: name, label: readLabel(name).label, value };
}

const textOf = ({ name }: ColumnLook): InventoryColumn => ({
  column: name,
  label: readLabel(name).label,
  value: `nullif(trim(${quoteName(name)}), '')`,
});
