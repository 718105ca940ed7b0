import { beforeAll, expect, test } from "vitest";
import type { Dataset } from "../../../../functions/core/report/dataset/dataset.ts";
import type { RowLineage } from "../../../../functions/core/report/lineage/row-lineage.ts";
import { benchOf, rowsNamed, salesAndRegions } from "./lineage-bench.ts";

let datasets: Dataset[];
beforeAll(async () => {
  datasets = await salesAndRegions();
});

async function lineageOf(q: string, row: number, column: string): Promise<RowLineage> {
  const bench = await benchOf({ q }, datasets);
  try {
    return await bench.find({ query: "q", row, columns: [column] });
  } finally {
    await bench.close();
  }
}

/** For each region of one half of `sales` or of the other, or of both. */
const joined = (kind: string): string =>
  `SELECT region, (SELECT sum(z.value) FROM sales AS z WHERE z.region = region_) AS v FROM
   (SELECT DISTINCT region AS region_ FROM sales WHERE value > 14) AS l
   ${kind} JOIN (SELECT region AS region_, region, place FROM regions) AS k USING (region_) ORDER BY place NULLS FIRST`;

/** Query, row and column; the value rows of `sales` and of `regions`. */
const exact: readonly (readonly [string, string, number, string, number[], number[]])[] = [
  [
    "the last field of a struct, before another column",
    "SELECT unnest(t.s), w FROM (SELECT struct_pack(a := r.region, b := r.place) AS s, value AS w FROM regions AS r JOIN sales USING (region)) AS t ORDER BY ALL",
    0,
    "b",
    [],
    [1],
  ],
  ["two lists", "SELECT unnest([value]) AS a, unnest([region]) AS b FROM sales ORDER BY ALL", 0, "a", [7], []],
  ["a subquery over a FULL JOIN, right row alone", joined("FULL"), 0, "v", [1, 2, 3, 4], []],
  ["a subquery over a FULL JOIN, both rows", joined("FULL"), 1, "v", [5, 6, 7], []],
  ["a subquery over a RIGHT JOIN", joined("RIGHT"), 0, "v", [1, 2, 3, 4], []],
  [
    "a subquery over a FULL JOIN, left row alone",
    "SELECT (SELECT sum(z.value) FROM sales AS z WHERE z.region = region_) AS v FROM (SELECT 'west' AS region_) AS l FULL JOIN (SELECT region AS region_, place FROM regions) AS k USING (region_) ORDER BY place NULLS FIRST",
    0,
    "v",
    [8],
    [],
  ],
];

test.each(exact)("%s: the value rows are known", async (_, sql, row, column, ofSales, ofRegions) => {
  const lineage = await lineageOf(sql, row, column);
  expect([lineage.coarse, lineage.again]).toEqual([[], { result: "same" }]);
  expect([rowsNamed(lineage, "sales", "value"), rowsNamed(lineage, "regions", "value")]).toEqual([ofSales, ofRegions]);
});

/** What lets the rows of a window in: over the value rows and these alone, its neighbours are there again. */
test.each([
  [
    "a subquery that reads the row around it",
    `SELECT s.product, lag(s.value, 1, 0) OVER (ORDER BY s.region, s.product) AS v FROM sales AS s
     WHERE EXISTS (SELECT 1 FROM sales AS o WHERE o.region = s.region AND o.year < s.year) ORDER BY s.region, s.product`,
    2,
    "sales",
    [1, 3, 5],
  ],
  [
    "a sum in a subquery",
    `SELECT region, rank() OVER (ORDER BY v DESC) AS v FROM (SELECT region, sum(value) AS v FROM sales GROUP BY region)
     WHERE v > 30 ORDER BY region`,
    0,
    "sales",
    [],
  ],
] as const)("a window over rows that %s lets in names what let them in", async (_, sql, row, dataset, deciding) => {
  const lineage = await lineageOf(sql, row, "v");
  expect([lineage.coarse, lineage.again]).toEqual([[], { result: "same" }]);
  expect(rowsNamed(lineage, dataset, "deciding")).toEqual(deciding);
});

/** Query, row and column; the deciding rows of `regions`, by whose order LIMIT chose. */
const limits: readonly (readonly [string, string, number, string, number[]])[] = [
  [
    "DISTINCT",
    `SELECT DISTINCT * FROM (SELECT s.product, (SELECT max(place) FROM regions) AS p FROM sales AS s)
     ORDER BY p, product LIMIT 1`,
    0,
    "product",
    [1, 2, 3],
  ],
  [
    "UNION ALL",
    `SELECT s.product AS a, 0 AS p FROM sales AS s UNION ALL SELECT 'x' AS a, place AS p FROM regions
     ORDER BY p DESC LIMIT 1`,
    0,
    "a",
    [3],
  ],
  [
    "ORDER BY ALL",
    "SELECT 1 AS a, (SELECT max(place) FROM regions) AS p FROM sales ORDER BY ALL LIMIT 1",
    0,
    "a",
    [1, 2, 3],
  ],
];

test.each(limits)("%s with LIMIT: the order decides", async (_, sql, row, column, ofRegions) => {
  const lineage = await lineageOf(sql, row, column);
  expect([lineage.coarse, lineage.again]).toEqual([[], { result: "same" }]);
  expect(rowsNamed(lineage, "regions", "deciding")).toEqual(ofRegions);
});

/** Query, row and column; the dataset of which all rows are named, and why. */
const coarse: readonly (readonly [string, string, number, string, string, string])[] = [
  [
    "a subquery for the row of a total",
    `SELECT r.region AS g, (SELECT sum(s.value) FROM sales AS s WHERE s.region = r.region OR r.region IS NULL) AS v
     FROM regions AS r GROUP BY ROLLUP (r.region) ORDER BY g NULLS FIRST`,
    0,
    "v",
    "sales",
    "under grouping sets",
  ],
  [
    "a subquery in the LIMIT of DISTINCT",
    "SELECT DISTINCT region FROM sales ORDER BY region LIMIT (SELECT count(*) FROM regions)",
    0,
    "region",
    "regions",
    "a subquery in LIMIT",
  ],
  ["a column by its number", "SELECT #4 + 1 AS v FROM sales ORDER BY ALL", 1, "v", "sales", "by its number, #4"],
  ["a group by its number", "SELECT #1 AS v FROM sales GROUP BY #1 ORDER BY v", 1, "v", "sales", "by its number, #1"],
  [
    "EXISTS that finds no row",
    "SELECT CASE WHEN EXISTS (SELECT 1 FROM regions WHERE place > 5) THEN 1 ELSE 0 END AS v FROM sales",
    0,
    "v",
    "regions",
    "a subquery without rows",
  ],
  [
    "a correlated subquery without rows",
    `SELECT coalesce((SELECT r.place FROM regions AS r WHERE r.region = s.region), 0) AS v
     FROM sales AS s WHERE region = 'west'`,
    0,
    "v",
    "regions",
    "a subquery without rows",
  ],
  [
    "two columns of one name",
    "SELECT x.a FROM (SELECT s.region AS a, r.place AS b, s.year AS b FROM sales AS s JOIN regions AS r USING (region)) AS x ORDER BY ALL",
    0,
    "a",
    "regions",
    "two columns of one name",
  ],
];

test.each(coarse)("%s: all rows are named, and it says so", async (_, sql, row, column, dataset, why) => {
  const lineage = await lineageOf(sql, row, column);
  expect(lineage.again).toEqual({ result: "same" });
  expect(lineage.coarse.map((each) => each.why).join()).toContain(why);
  expect(lineage.coarse.flatMap(({ datasets: named }) => named)).toContain(dataset);
  const { value, deciding, total } = lineage.datasets.find((each) => each.dataset === dataset)!;
  expect(value.count + deciding.count).toBe(total);
});
