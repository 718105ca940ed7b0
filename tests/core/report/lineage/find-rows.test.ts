import { beforeAll, expect, test } from "vitest";
import type { Dataset } from "../../../../functions/core/report/dataset/dataset.ts";
import type { RowLineage } from "../../../../functions/core/report/lineage/row-lineage.ts";
import { datasetOf } from "../query/query-bench.ts";
import { benchOf, rowsNamed, salesAndRegions } from "./lineage-bench.ts";

let datasets: Dataset[];
beforeAll(async () => {
  datasets = await salesAndRegions();
});

async function lineageOf(sql: string | Record<string, string>, row: number, column: string): Promise<RowLineage> {
  const queries = typeof sql === "string" ? { q: sql } : sql;
  const bench = await benchOf(queries, datasets, { year: 2020, names: ["north"], language: "en" });
  try {
    return await bench.find({ query: "q", row, columns: [column] });
  } finally {
    await bench.close();
  }
}

/** Query, row and column, the rows of `sales` that the value was computed from, and others that decided. */
const exact: readonly (readonly [string, string, number, string, number[], number[]])[] = [
  ["a column", "SELECT value FROM sales", 4, "value", [5], []],
  ["an expression", "SELECT value * 2 AS twice FROM sales WHERE year = $year ORDER BY value DESC", 0, "twice", [5], []],
  ["names in other cases", 'SELECT S."VALUE" AS v FROM Sales AS s ORDER BY YEAR, V', 1, "v", [1], []],
  ["a sum", "SELECT region, sum(value) AS v FROM sales GROUP BY region ORDER BY region", 1, "v", [5, 6, 7], []],
  ["a filter", "SELECT sum(value) FILTER (year = 2021) AS v FROM sales", 0, "v", [2, 4, 6, 7, 8], [1, 3, 5]],
  ["GROUP BY ALL", "SELECT product, max(value) AS v FROM sales GROUP BY ALL ORDER BY 1", 1, "v", [3, 4, 7], []],
  ["an alias as group", "SELECT upper(region) AS r, count(*) AS n FROM sales GROUP BY r ORDER BY r", 2, "n", [8], []],
  [
    "grouping sets",
    "SELECT region, product, sum(value) AS v FROM sales GROUP BY ROLLUP (region, product) ORDER BY region NULLS FIRST, product NULLS FIRST",
    1,
    "v",
    [1, 2, 3, 4],
    [],
  ],
  ["HAVING", "SELECT region, min(value) AS v FROM sales GROUP BY region HAVING count(*) > 3", 0, "v", [1, 2, 3, 4], []],
  ["DISTINCT", "SELECT DISTINCT product FROM sales ORDER BY product", 1, "product", [3, 4, 7], []],
  ["UNION", "SELECT region FROM sales UNION SELECT region FROM regions ORDER BY region", 3, "region", [8], []],
  [
    "UNION ALL with other types",
    "SELECT NULL, value, NULL FROM sales WHERE year = 2020 UNION ALL SELECT 'a', 1, 'b'".replace(
      "SELECT NULL, value, NULL",
      "SELECT NULL AS a, value, NULL AS b",
    ),
    2,
    "value",
    [5],
    [],
  ],
  [
    "UNION BY NAME",
    "SELECT value AS v, region FROM sales UNION ALL BY NAME SELECT region, place AS v FROM regions ORDER BY region, v",
    8,
    "v",
    [6],
    [],
  ],
  ["a rank", "SELECT rank() OVER (PARTITION BY product ORDER BY value) AS v FROM sales ORDER BY ALL", 0, "v", [], []],
  [
    "a running sum",
    "SELECT region, year, sum(value) OVER (PARTITION BY region ORDER BY year, product) AS v FROM sales ORDER BY region, year, product",
    1,
    "v",
    [1, 3],
    [],
  ],
  [
    "a frame of rows",
    "SELECT sum(value) OVER (ORDER BY region, product, year ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS v FROM sales ORDER BY region, product, year",
    5,
    "v",
    [5, 6, 7],
    [],
  ],
  [
    "a window over sums",
    "SELECT region, sum(value) AS v, rank() OVER (ORDER BY sum(value) DESC) AS place FROM sales GROUP BY region ORDER BY region",
    2,
    "v",
    [8],
    [],
  ],
  [
    "QUALIFY",
    "SELECT region, value FROM sales QUALIFY row_number() OVER (PARTITION BY region ORDER BY value DESC NULLS LAST) = 1 ORDER BY region",
    1,
    "value",
    [5],
    [6, 7],
  ],
  [
    "common tables that read each other",
    "WITH a(r, v) AS (SELECT region, sum(value) FROM sales GROUP BY 1), b AS (SELECT * FROM a WHERE v > 20) SELECT v FROM b ORDER BY v",
    1,
    "v",
    [5, 6, 7],
    [],
  ],
  [
    "a correlated subquery",
    "SELECT region, (SELECT max(value) FROM sales AS s WHERE s.region = regions.region AND s.year = 2020) AS v FROM regions ORDER BY region",
    1,
    "v",
    [1, 3],
    [],
  ],
  [
    "a subquery in a condition",
    "SELECT value FROM sales WHERE value > (SELECT avg(value) FROM sales WHERE year = 2020) AND product = 'lamp' ORDER BY value DESC LIMIT 1",
    0,
    "value",
    [5],
    [1, 3],
  ],
  [
    "EXCLUDE and REPLACE",
    "SELECT * EXCLUDE (product) REPLACE (value + 1 AS value) FROM sales ORDER BY value NULLS LAST",
    0,
    "value",
    [7],
    [],
  ],
  [
    "a whole row",
    "SELECT first(s ORDER BY value).region AS r FROM sales AS s WHERE year = 2021",
    0,
    "r",
    [2, 4, 6, 7, 8],
    [],
  ],
  [
    "cells of unknown columns",
    "SELECT sum(number) AS v FROM sales_cells WHERE name = 'value' AND row <= 3",
    0,
    "v",
    [1, 2, 3],
    [],
  ],
  [
    "an unnested list",
    "SELECT region, unnest([value, -value]) AS v FROM sales ORDER BY region, product, year, v",
    13,
    "v",
    [7],
    [],
  ],
  [
    "a macro of ours",
    "SELECT change_pct(max(value), min(value)) AS v FROM sales WHERE region = 'south'",
    0,
    "v",
    [5, 6, 7],
    [],
  ],
];

test.each(exact)("%s leads to the rows", async (name, sql, row, column, value, deciding) => {
  const lineage = await lineageOf(sql, row, column);
  expect(lineage.coarse).toEqual([]);
  expect(lineage.again).toEqual({ result: "same" });
  if (name === "a rank") {
    // All of its partition; which one is first depends on the order of ties.
    expect([
      [1, 2, 5, 6, 8],
      [3, 4, 7],
    ]).toContainEqual(rowsNamed(lineage, "sales", "value"));
    return;
  }
  expect([rowsNamed(lineage, "sales", "value"), rowsNamed(lineage, "sales", "deciding")]).toEqual([value, deciding]);
});

test("a join names the rows of both datasets", async () => {
  const lineage = await lineageOf(
    "SELECT country, sum(value) AS v FROM sales JOIN regions USING (region) GROUP BY country ORDER BY country",
    0,
    "v",
  );
  expect(rowsNamed(lineage, "sales", "value")).toEqual([5, 6, 7]);
  // Of what it puts together, no column of `regions` is in the sum.
  expect([rowsNamed(lineage, "regions", "value"), rowsNamed(lineage, "regions", "deciding")]).toEqual([[], [2]]);
  expect(lineage.again).toEqual({ result: "same" });
});

test("queries that read others are followed through them, in their order", async () => {
  const queries = {
    q: "SELECT v FROM sums WHERE v = (SELECT max(v) FROM sums)",
    sums: 'SELECT "region", sum(value) AS v FROM known GROUP BY region',
    known: "SELECT * FROM sales WHERE region IN (SELECT unnest($names)) OR value > 13",
  };
  const lineage = await lineageOf(queries, 0, "v");
  expect(rowsNamed(lineage, "sales", "value")).toEqual([5, 6]);
  expect(lineage.steps.map(({ name }) => name)).toEqual(expect.arrayContaining(["q", "sums", "known"]));
  expect(lineage.steps[0]).toEqual({ name: "q", kind: "query", rows: 1 });
  expect(lineage.again).toEqual({ result: "same" });
});

test.each([
  ["OFFSET", "SELECT value FROM sales ORDER BY value LIMIT 1 OFFSET 2"],
  ["SEMI or ANTI JOIN", "SELECT value FROM sales ANTI JOIN regions USING (region)"],
  ["NOT IN or NOT EXISTS", "SELECT value FROM sales WHERE region NOT IN (SELECT region FROM regions)"],
  ["EXCEPT", "SELECT region FROM sales EXCEPT SELECT region FROM regions"],
  ["PIVOT", "SELECT * FROM (PIVOT sales ON product IN ('lamp', 'rug') USING sum(value) GROUP BY region)"],
  ["SUMMARIZE", "SELECT max AS v FROM (SUMMARIZE sales) WHERE column_name = 'year'"],
  [
    "WITH RECURSIVE",
    "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < (SELECT count(*) FROM sales)) SELECT max(n) AS v FROM r",
  ],
  [
    "LATERAL",
    "SELECT v FROM regions, LATERAL (SELECT max(value) AS v FROM sales WHERE sales.region = regions.region) ORDER BY v",
  ],
  [
    "an outer join that found no row",
    "SELECT s.value FROM sales AS s LEFT JOIN regions AS r ON r.region = s.region WHERE r.region IS NULL",
  ],
  [
    "an outer join that found no row",
    "WITH j AS (SELECT s.*, r.place FROM sales AS s LEFT JOIN regions AS r USING (region)) SELECT count(*) AS n FROM j WHERE place IS NULL",
  ],
])("%s is answered coarsely, and says so", async (why, sql) => {
  const bench = await benchOf({ q: sql }, datasets);
  const lineage = await bench.find({ query: "q", row: 0, columns: [] });
  await bench.close();
  expect(lineage.coarse.map((each) => each.why).join()).toContain(why);
  expect(lineage.again).toEqual({ result: "same" });
  const [first] = lineage.coarse;
  for (const dataset of first!.datasets) {
    const named = lineage.datasets.find((each) => each.dataset === dataset)!;
    expect(named.value.count + named.deciding.count).toBe(named.total);
  }
});

test("of an anti-join the one table has its row, of the other all rows decided; where nothing reads it none is missed", async () => {
  const join = "FROM sales AS s LEFT JOIN regions AS r ON r.region = s.region";
  const anti = await lineageOf(`SELECT s.value AS v ${join} WHERE r.place IS NULL`, 0, "v");
  expect([
    rowsNamed(anti, "sales", "value"),
    rowsNamed(anti, "regions", "value"),
    rowsNamed(anti, "regions", "deciding"),
  ]).toEqual([[8], [], [1, 2, 3]]);
  // Where it found a row, that one is enough; and so it is where nothing reads what it did not find.
  for (const sql of [
    `SELECT s.value AS v ${join} WHERE r.place IS NULL OR r.place = 1 ORDER BY s.region, s.year, s.product`,
    `SELECT s.region AS g, sum(s.value) AS v ${join} GROUP BY g ORDER BY g DESC`,
  ])
    expect((await lineageOf(sql, 0, "v")).coarse).toEqual([]);
});

const joined = "FROM sales AS s LEFT JOIN regions AS r ON r.region = s.region";

test.each([
  // By a later join.
  `SELECT s.value AS v ${joined} JOIN sales AS p ON p.product = s.product AND r.region IS NULL`,
  `SELECT s.value AS v ${joined} LEFT JOIN sales AS p ON p.year = s.year AND r.region IS NULL WHERE s.year = 2021 AND s.value = 14 ORDER BY s.region DESC`,
  `SELECT s.value AS v ${joined} ANTI JOIN (SELECT 2 AS place) AS t ON t.place = coalesce(r.place, 2) - 1 WHERE s.region = 'west'`,
  // By a column of a table before it: the join looked for another row because of it.
  `SELECT s.value AS v ${joined} JOIN sales AS p ON p.value = s.value AND p.year = 2020 + coalesce(r.place, 1) WHERE s.region = 'west'`,
  // By what the rows of DISTINCT and UNION are compared.
  `SELECT DISTINCT r.place AS v ${joined} ORDER BY v NULLS FIRST`,
  `SELECT v FROM (SELECT DISTINCT s.product AS g, r.place AS v ${joined}) ORDER BY v NULLS FIRST`,
  `SELECT r.place AS v ${joined} UNION SELECT 2 ORDER BY v NULLS FIRST`,
  `SELECT DISTINCT v FROM (SELECT r.place AS v ${joined} UNION ALL SELECT 2) ORDER BY v NULLS FIRST`,
])("a row that an outer join did not find decides in %s", async (sql) => {
  const lineage = await lineageOf(sql, 0, "v");
  expect(rowsNamed(lineage, "regions", "deciding")).toEqual([1, 2, 3]);
  expect(lineage.coarse.map(({ why }) => why).join()).toContain("an outer join that found no row");
  expect(lineage.again).toEqual({ result: "same" });
});

test.each([
  // The condition of the join that did not find it, and joins that found nothing for its sake.
  `SELECT s.value AS v ${joined} AND r.place > 1`,
  `SELECT s.value AS v ${joined} LEFT JOIN regions AS p ON p.place = r.place + 1`,
  `SELECT s.value AS v FROM sales AS s LEFT JOIN (regions AS r JOIN regions AS p ON p.place = r.place) ON r.region = s.region`,
  // The column of USING is that of the table which has a row.
  `SELECT s.value AS v FROM sales AS s LEFT JOIN regions AS r USING (region) JOIN sales AS p USING (region, product, year)`,
  `SELECT s.value AS v ${joined} UNION ALL SELECT 2`,
])("no absent row decides in %s", async (sql) => {
  const bench = await benchOf({ q: sql }, datasets);
  for (const row of bench.tables.get("q")!.rows.keys())
    expect((await bench.find({ query: "q", row, columns: ["v"] })).coarse).toEqual([]);
  await bench.close();
});

test("the rows come with their values, and are counted where they are not listed", async () => {
  const lineage = await lineageOf("SELECT sum(value) AS v FROM sales WHERE region = 'west'", 0, "v");
  expect(lineage.datasets).toEqual([
    {
      dataset: "sales",
      total: 8,
      value: { count: 1, all: false, rows: [{ row: 8, record: expect.objectContaining({ region: "west" }) }] },
      deciding: { count: 0, all: false, rows: [] },
    },
  ]);
});

test("a column that is named after a parameter, and two that have no name", async () => {
  const lineage = await lineageOf(
    "SELECT value, $year + 1 FROM sales UNION ALL SELECT 1, 2 ORDER BY 1 DESC",
    0,
    "value",
  );
  expect(rowsNamed(lineage, "sales", "value")).toEqual([5]);
  expect(lineage.coarse).toEqual([]);
});

test("awkward names, and a row that is not there", async () => {
  const odd = await datasetOf("Odd", '"a ""b""",select\n1,2\n,x\n');
  const bench = await benchOf({ Q: 'SELECT sum("A ""B""") AS n, count("select") AS "from" FROM odd AS o' }, [odd]);
  const lineage = await bench.find({ query: "Q", row: 0, columns: ["n"] });
  expect(rowsNamed(lineage, "Odd")).toEqual([1, 2]);
  expect([lineage.coarse, lineage.again]).toEqual([[], { result: "same" }]);
  await expect(bench.find({ query: "Q", row: 7, columns: [] })).rejects.toMatchObject({ kind: "not-found" });
  // It goes on after an error.
  expect(await bench.find({ query: "Q", row: 0, columns: ["n"] })).toEqual(lineage);
  await bench.close();
});

test("a column called rowid hides DuckDB's own, so that the answer is coarse", async () => {
  const odd = await datasetOf("odd", "ROWID,v\n9,1\n5,2\n7,3\n");
  const bench = await benchOf({ q: "SELECT first(v) AS v, max(rowid) AS r FROM odd" }, [odd]);
  const lineage = await bench.find({ query: "q", row: 0, columns: [] });
  await bench.close();
  expect(lineage.coarse[0]!.why).toContain("a column called rowid");
  expect(lineage.again).toEqual({ result: "same" });
  expect(lineage.datasets[0]!.value.rows.map(({ row, record }) => [row, record!["v"]])).toEqual([
    [1, "1"],
    [2, "2"],
    [3, "3"],
  ]);
});

test("a query over no rows has none behind it", async () => {
  const empty = await datasetOf("empty", "a,b\n");
  const bench = await benchOf({ q: "SELECT count(*) AS n, sum(a::INT) AS s FROM empty" }, [empty]);
  const lineage = await bench.find({ query: "q", row: 0, columns: [] });
  await bench.close();
  expect([rowsNamed(lineage, "empty"), lineage.again]).toEqual([[], { result: "same" }]);
});
