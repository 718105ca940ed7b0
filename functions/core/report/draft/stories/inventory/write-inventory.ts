import { comparedOf, type Files, leavingOut, type Plan, sourceOf, spec } from "../../blocks/parts.ts";
import { rankingSpec } from "../../blocks/time-charts.ts";
import type { InventoryRole } from "./inventory-role.ts";

/** Most items that are listed. */
const mostListed = 40;

/** Queries and the chart of what is in stock: what is below its level, and what it is worth. */
export function writeInventory(
  files: Files,
  { roles }: Plan,
  { quantity, level, cost, names, group }: InventoryRole,
): void {
  const conditions = leavingOut(comparedOf(roles), roles.apart);
  const columns = [
    ...names.map(({ value }, at) => `${value} AS name_${at + 1}`),
    ...(group === undefined ? [] : [`${group.value} AS member`]),
    `${quantity.value} AS quantity`,
    `${level?.value ?? "NULL::DOUBLE"} AS level`,
    `${cost === undefined ? "NULL::DOUBLE" : `${quantity.value} * ${cost.value}`} AS worth`,
  ];
  files.set(
    "queries/inventory_rows.sql",
    `-- Each item: how much there is, the least that there is to be, and what it is worth at its cost.
SELECT ${columns.join(",\n  ")}
FROM ${sourceOf(roles)}${conditions.length === 0 ? "" : `\nWHERE ${conditions.join("\n  AND ")}`}
`,
  );
  files.set(
    "queries/inventory.sql",
    `-- How many items are below their level, of those with a quantity and a level, and how many of these are at zero; what is
-- at its level is not below it.
SELECT count(*) AS items, count(quantity - level) AS compared, count(*) - count(quantity - level) AS lacking,
  count(*) FILTER (quantity < level) AS below, count(*) FILTER (quantity < level AND quantity <= 0) AS at_none,
  sum(worth) AS worth, count(worth) AS priced
FROM inventory_rows
HAVING count(${level === undefined ? "worth" : "quantity - level"}) > 0
`,
  );
  if (level !== undefined) files.set("queries/inventory_below.sql", belowSql(names.length > 0));
  if (cost === undefined || group === undefined) return;
  files.set(
    "queries/inventory_worth.sql",
    `-- What each kind of item is worth, from the highest.
SELECT coalesce(member, '–') AS member, sum(worth) AS value, 100 * sum(worth) / nullif(sum(sum(worth)) OVER (), 0) AS share, count(*) AS items,
  count(*) FILTER (quantity < level) AS below
FROM inventory_rows
GROUP BY 1
HAVING count(worth) > 0
ORDER BY value DESC, member
`,
  );
  files.set("charts/inventory.vl.json", spec(rankingSpec(false)));
}

/** SQL of the items below their level. */
const belowSql = (hasNames: boolean): string =>
  `-- The items below their level, from those of which the least part of it is left; at most ${mostListed}. If none is, the
-- one that is nearest to it.
WITH placed AS (
  SELECT *, level - quantity AS lacking, quantity / nullif(level, 0) AS part,
    row_number() OVER (ORDER BY quantity / nullif(level, 0), level DESC${hasNames ? ", name_1" : ""}) AS place
  FROM inventory_rows
  WHERE quantity IS NOT NULL AND level IS NOT NULL
)
SELECT *, count(*) OVER () AS counted,
  count(*) FILTER (place > ${mostListed} AND part = (SELECT part FROM placed WHERE place = ${mostListed})) OVER () AS more
FROM placed
WHERE quantity < level OR place = 1
ORDER BY place
LIMIT ${mostListed}
`;
