/** Draws numbers from 0 to below 1, always the same ones for a seed (mulberry32, T. Ettinger 2017). */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Pick = <T>(items: readonly T[]) => T;

export function pickOf(chance: () => number): Pick {
  return (items) => items[Math.floor(chance() * items.length)]!;
}

const froms = [
  "sales AS s",
  "sales AS s JOIN regions AS r ON r.region = s.region",
  "sales AS s LEFT JOIN regions AS r ON r.region = s.region AND r.place > 1",
  "(SELECT * FROM sales WHERE value > 6) AS s",
  "(SELECT * FROM sales UNION ALL SELECT region, 'all', 2022, sum(value)::BIGINT FROM sales GROUP BY region) AS s",
  "(SELECT DISTINCT ON (region) * FROM sales ORDER BY region, product, year) AS s",
  "chosen AS s",
];
const wheres = [
  "",
  "WHERE s.year >= 2021",
  "WHERE s.value > (SELECT avg(value) FROM sales) - 6",
  "WHERE s.region IN (SELECT region FROM regions WHERE place <= 2)",
  "WHERE s.region NOT IN (SELECT region FROM regions WHERE place = 2)",
  "WHERE EXISTS (SELECT 1 FROM sales AS o WHERE o.region = s.region AND o.year < s.year)",
  "WHERE NOT EXISTS (SELECT 1 FROM sales AS o WHERE o.region = s.region AND o.value > s.value)",
];
const plain = [
  "s.value + 1 AS v",
  "CASE WHEN s.product = 'lamp' THEN s.value ELSE 0 END AS v",
  "(SELECT max(o.value) FROM sales AS o WHERE o.product = s.product) AS v",
  "rank() OVER (PARTITION BY s.product ORDER BY s.value, s.region, s.year) AS v",
  "sum(s.value) OVER (PARTITION BY s.region ORDER BY s.year, s.product, s.value) AS v",
  "lag(s.value, 1, 0) OVER (ORDER BY s.region, s.product, s.year, s.value) AS v",
  "max(s.value) FILTER (s.year > 2020) OVER (ORDER BY s.region, s.product, s.year, s.value ROWS 1 PRECEDING) AS v",
  "first_value(s.value) OVER (PARTITION BY s.product ORDER BY s.year, s.region, s.value) AS v",
];
const aggregates = [
  "sum(s.value) AS v",
  "count(*) AS v",
  "max(s.value) FILTER (s.year = 2021) AS v",
  "string_agg(s.region, ',' ORDER BY s.value, s.region, s.year) AS v",
  "count(DISTINCT s.product) AS v",
  "min_by(s.value, -s.value) AS v",
  "sum(sum(s.value)) OVER (ORDER BY 1) AS v",
  "(SELECT count(*) FROM regions) + min(s.value) AS v",
];
const groups = ["s.region", "s.product", "s.year", "upper(s.product)"];
const havings = ["", "", "HAVING count(*) > 1", "HAVING sum(s.value) > (SELECT min(value) FROM sales)"];
const qualifies = [
  "",
  "",
  "QUALIFY row_number() OVER (PARTITION BY s.region ORDER BY s.value, s.year, s.product) <= 2",
];
const ends = ["", "", "LIMIT 3", "LIMIT 2 OFFSET 1"];

function selectOf(pick: Pick): string {
  const from = `FROM ${pick(froms)} ${pick(wheres)}`;
  const kind = pick(["plain", "plain", "group", "group", "all", "sets"]);
  if (kind === "plain") return `SELECT s.region AS a, s.year AS b, ${pick(plain)} ${from} ${pick(qualifies)}`;
  const group = pick(groups);
  if (kind === "group")
    return `SELECT ${group} AS a, 1 AS b, ${pick(aggregates)} ${from} GROUP BY ${group} ${pick(havings)}`;
  if (kind === "all") return `SELECT 'all' AS a, 1 AS b, ${pick(aggregates)} ${from} ${pick(havings)}`;
  return `SELECT s.region AS a, s.product AS b, ${pick(aggregates.slice(0, 6))} ${from} GROUP BY CUBE (s.region, s.product)`;
}

function asText(query: string): string {
  return `SELECT a::VARCHAR AS a, b::VARCHAR AS b, v::VARCHAR AS v FROM (${query})`;
}

/** A query over `sales` and `regions`, perhaps with a common table and a set operation; its order has no ties. */
export function generateQuery(chance: () => number): string {
  const pick = pickOf(chance);
  const first = selectOf(pick);
  const join = pick(["", "", "", "UNION ALL", "UNION", "EXCEPT", "INTERSECT"]);
  const body = join === "" ? first : `${asText(first)} ${join} ${asText(selectOf(pick))}`;
  const distinct = join === "" && pick([true, false, false]) ? `SELECT DISTINCT * FROM (${body})` : body;
  return `WITH chosen AS (SELECT region, product, year, max(value) AS value FROM sales GROUP BY ALL HAVING max(value) > 5)
    SELECT * FROM (${distinct}) ORDER BY ALL NULLS LAST ${pick(ends)}`;
}

const outerJoins = [
  "sales AS s LEFT JOIN regions AS r ON r.region = s.region",
  "sales AS s LEFT JOIN regions AS r ON r.region = s.region AND r.place > 1",
  "sales AS s LEFT JOIN (SELECT * FROM regions WHERE place > 1) AS r ON r.region = s.region",
  "regions AS r RIGHT JOIN sales AS s ON r.region = s.region AND r.country = 'NO'",
  "regions AS r FULL JOIN sales AS s ON r.region = s.region AND s.year > 2020",
  "sales AS s LEFT JOIN regions AS q ON q.region = s.region AND q.place > 1 LEFT JOIN regions AS r ON r.place = q.place",
  "sales AS s LEFT JOIN (regions AS r JOIN sales AS o ON o.region = r.region AND o.year = 2021) ON r.region = s.region AND o.product = s.product",
  "sales AS s LEFT JOIN regions AS r ON r.region = s.region AND r.place > 1 JOIN (SELECT 1 AS one) AS t ON r.region IS NULL",
  "sales AS s LEFT JOIN regions AS q ON q.region = s.region AND q.place > 1 LEFT JOIN regions AS r ON r.region = s.region AND q.region IS NULL",
  "sales AS s LEFT JOIN regions AS r ON r.region = s.region ANTI JOIN (SELECT 1 AS place) AS t ON t.place = coalesce(r.place, 1)",
  "(SELECT s.*, r.place, r.country FROM sales AS s LEFT JOIN regions AS r ON r.region = s.region AND r.place < 3) AS s CROSS JOIN (SELECT 1 AS one) AS t",
];
const absences = [
  "WHERE r.region IS NULL",
  "WHERE r.place IS NULL AND s.year >= 2020",
  "WHERE r.place IS NULL OR r.place < 2",
  "WHERE coalesce(r.place, 0) = 0",
  "WHERE r.country IS DISTINCT FROM 'NO'",
  "WHERE NOT (r.place IS NOT NULL AND s.value > 6)",
  "",
];
const absentSelects = [
  ["SELECT s.region || s.product AS a, s.year AS b, s.value AS v", ""],
  ["SELECT s.product AS a, s.year AS b, s.region || coalesce(r.country, '?') AS v", ""],
  ["SELECT DISTINCT r.country AS a, 1 AS b, r.place AS v", ""],
  ["SELECT DISTINCT s.product AS a, 1 AS b, coalesce(r.country, 'NO') AS v", ""],
  ["SELECT s.product AS a, 1 AS b, count(*) AS v", "GROUP BY s.product"],
  ["SELECT r.country AS a, 1 AS b, sum(s.value) AS v", "GROUP BY r.country"],
  ["SELECT s.region AS a, 1 AS b, sum(s.value) AS v", "GROUP BY s.region HAVING count(r.place) = 0"],
  ["SELECT 'all' AS a, 1 AS b, count(*) FILTER (r.place IS NULL) AS v", ""],
  ["SELECT s.region || s.product AS a, s.year AS b, sum(s.value) OVER (PARTITION BY r.country) AS v", ""],
  [
    "SELECT s.region || s.product AS a, s.year AS b, s.value AS v",
    "QUALIFY row_number() OVER (PARTITION BY s.product ORDER BY r.place NULLS FIRST, s.value, s.year, s.region) = 1",
  ],
] as const;

/** A query whose rows or groups depend on what an outer join did not find. */
export function generateAntiJoin(chance: () => number): string {
  const pick = pickOf(chance);
  const from = pick(outerJoins);
  const [select, end] = pick(absentSelects);
  // The last join stands in a subquery, which names what it found.
  const name = (text: string): string =>
    from === outerJoins.at(-1)
      ? text.replaceAll(/\br\.(?:region|place)\b/g, "s.place").replaceAll("r.country", "s.country")
      : text;
  const first = `${name(select)} FROM ${from} ${name(pick(absences))} ${name(end)}`;
  const second = "SELECT r.country AS a, 1 AS b, r.place AS v FROM sales AS s LEFT JOIN regions AS r USING (region)";
  const query = pick([true, false, false]) ? `${asText(first)} UNION ${asText(second)}` : first;
  return `SELECT * FROM (${query}) ORDER BY ALL NULLS LAST ${pick(["", "", "LIMIT 3"])}`;
}
