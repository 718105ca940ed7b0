import { type Files, leavingOut, periodPatterns, type Plan, scaledNumber, sourceOf } from "../../blocks/parts.ts";
import { quoteName } from "../../quote.ts";
import type { StockRole } from "../../roles/stock/stock-role.ts";

/** SQL that the queries of a stock share. */
interface Parts {
  /** Sums of what came and went, one for each column; their names. */
  readonly sums: string;
  readonly names: string;
  /** What went, added up. */
  readonly gone: string;
  /** The year or time of a row, and what one is called. */
  readonly part: string;
  readonly label: string;
  /** The first and the last time of a part. */
  readonly begun: string;
  readonly ended: string;
}

/** Queries of a stock: what there was at first and is at last, and what came and went, in all, by year and member. */
export function writeStock(files: Files, plan: Plan, role: StockRole): void {
  const parts = partsOf(plan, role);
  files.set("queries/stock_rows.sql", rowsSql(plan, role));
  files.set("queries/stock_members.sql", membersSql(parts));
  if (role.thing !== undefined) files.set("queries/stock_table.sql", tableSql);
  files.set("queries/stock_years.sql", yearsSql(parts, role.byYear));
  files.set("queries/stock.sql", stockSql(parts));
}

function partsOf({ roles }: Plan, { flows, byYear }: StockRole): Parts {
  const { key } = periodPatterns[roles.time!.raw];
  const each = (of: (at: number) => string): string => flows.map((_, at) => of(at)).join(", ");
  const of = (end: string): string => key.replaceAll("period", `${end}(day)`);
  return {
    sums: each((at) => `sum(f${at}) AS f${at}`),
    names: each((at) => `f${at}`),
    gone: flows.flatMap(({ comes }, at) => (comes ? [] : [`f${at}`])).join(" + "),
    part: byYear ? "year(day)::VARCHAR" : key.replaceAll("period", "day"),
    // A year of which less is known than of others is named by what is.
    label: byYear
      ? "CASE WHEN parts = max(parts) OVER () THEN part ELSE part || ' (' || begun || ' – ' || ended || ')' END"
      : "part",
    begun: of("min"),
    ended: of("max"),
  };
}

function rowsSql({ roles }: Plan, { measure: key, closing, flows, opening, thing }: StockRole): string {
  const measure = roles.measures.find((one) => one.key === key) ?? roles.measures[0]!;
  const time = roles.time!;
  const shown = (value: string): string => scaledNumber({ value, scale: measure.scale });
  const net = flows.map(({ value, comes }) => `${comes ? "-" : "+"} coalesce(${value}, 0)`).join(" ");
  const begun = opening === undefined ? `${closing} ${net}` : quoteName(opening);
  const own = roles.members.filter(({ value }) => value === thing?.value);
  const conditions = [`${time.day} IS NOT NULL`, `${closing} IS NOT NULL`, ...leavingOut(own, false)];
  return `-- What there was and is of each member at each time, what came and went, and whether these agree. Members without a row
-- at the first or last time are left out: what they have more or less is no change.
WITH found AS (
  SELECT ${thing?.value ?? "NULL"} AS member, ${time.day}::DATE AS day, ${shown(begun)} AS begin_value,
    ${shown(closing)} AS end_value,
    ${flows.map(({ value }, at) => `coalesce(${shown(value)}, 0) AS f${at}`).join(", ")},
    abs((${begun})::DOUBLE - (${closing} ${net})) < 1e-6 * greatest(1, abs(${closing})) AS agrees
  FROM ${sourceOf(roles)}
  WHERE ${conditions.join(" AND ")}
)
SELECT *, coalesce(min(day) OVER own = min(day) OVER () AND max(day) OVER own = max(day) OVER (), false) AS lasts
FROM found
WINDOW own AS (PARTITION BY member)
`;
}

const membersSql = ({ sums }: Parts): string =>
  `-- Of each member what there was at first and is at last, what came and went; the largest changes first.
SELECT member, arg_min(begin_value, day) AS begin_value, ${sums}, arg_max(end_value, day) AS end_value,
  arg_max(end_value, day) - arg_min(begin_value, day) AS value
FROM stock_rows
WHERE lasts
GROUP BY member
ORDER BY abs(value) DESC, member
`;

const tableSql = `-- All if they are at most twenty, otherwise the ten that changed most.
SELECT * FROM stock_members
QUALIFY row_number() OVER (ORDER BY abs(value) DESC, member) <= CASE WHEN count(*) OVER () <= 20 THEN 20 ELSE 10 END
ORDER BY abs(value) DESC, member
`;

function yearsSql({ sums, names, gone, part, label, begun, ended }: Parts, byYear: boolean): string {
  return `-- The same by ${byYear ? "year" : "time"}; \`rate\` is what went of the mean of what there was before and after it, in percent.
WITH ends AS (
  SELECT ${part} AS part, member, arg_min(begin_value, day) AS begin_value, ${sums}, arg_max(end_value, day) AS end_value
  FROM stock_rows
  WHERE lasts
  GROUP BY ALL
), parts AS (
  SELECT ${part} AS part, count(DISTINCT day) AS parts, ${begun} AS begun, ${ended} AS ended
  FROM stock_rows
  WHERE lasts
  GROUP BY ALL
), whole AS (
  SELECT part, sum(begin_value) AS begin_value, ${sums}, sum(end_value) AS end_value FROM ends GROUP BY part
)
SELECT ${label} AS period, begin_value, ${names}, end_value,
  CASE WHEN parts = max(parts) OVER () THEN 200 * (${gone}) / nullif(begin_value + end_value, 0) END AS rate
FROM whole JOIN parts USING (part)
ORDER BY part
`;
}

const stockSql = ({ sums }: Parts): string =>
  `-- What there was at first and is at last in all, and what came and went; whose stock rose and fell most.
SELECT CASE WHEN count(*) > 0 THEN count(*) END AS members, sum(begin_value) AS begin_value, sum(end_value) AS end_value,
  sum(value) AS value, ${sums},
  (SELECT min(day) FROM stock_rows) AS begin, (SELECT max(day) FROM stock_rows) AS now,
  (SELECT count(*) FILTER (NOT agrees) FROM stock_rows) AS broken, (SELECT count(*) FROM stock_rows) AS "rows",
  (SELECT count(DISTINCT member) FILTER (NOT lasts) FROM stock_rows) AS absent,
  arg_max(member, value) AS risen, max(value) AS risen_value, arg_max(end_value, value) AS risen_end,
  count(*) FILTER (value = (SELECT max(value) FROM stock_members)) AS risen_ties,
  arg_min(member, value) AS fallen, min(value) AS fallen_value, arg_min(end_value, value) AS fallen_end,
  count(*) FILTER (value = (SELECT min(value) FROM stock_members)) AS fallen_ties
FROM stock_members
`;
