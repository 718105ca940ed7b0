import { expect, test } from "vitest";
import type { Dataset } from "../../../../functions/core/report/dataset/dataset.ts";
import { datasetOf, run } from "../query/query-bench.ts";
import { chanceOf, pickOf } from "./generated-queries.ts";
import { benchOf, regions, rowsNamed, sales, salesAndRegions } from "./lineage-bench.ts";

/**
 * Value rows are those of which the cell reads a column: with another number there, the cell is another one; with
 * another number in any other row, it is the same. The queries compare and group by other columns alone.
 */
const tables = [
  ["sales", sales.replace("rug,2021,\n", "rug,2021,3\n"), 3],
  ["regions", regions, 2],
] as const;

/** A table with a hundred thousand more in one cell of the column that is read. */
function raised([, text, column]: (typeof tables)[number], row: number): string {
  const lines = text.split("\n");
  const cells = lines[row]!.split(",");
  return lines.with(row, cells.with(column, String(Number(cells[column]) + 100_000 + row)).join(",")).join("\n");
}

const froms = [
  "sales AS s LEFT JOIN regions AS r ON r.region = s.region",
  "sales AS s JOIN regions AS r ON r.region = s.region",
  "sales AS s LEFT JOIN (SELECT * FROM regions WHERE country = 'NO') AS r USING (region)",
  "(SELECT DISTINCT region, country, 0 AS place FROM regions) AS r JOIN sales AS s ON s.region = r.region",
  "(SELECT DISTINCT region, 0 AS place FROM sales WHERE year = 2020) AS r RIGHT JOIN sales AS s ON s.region = r.region",
  "(SELECT region, product, year, sum(value) FILTER (year = 2021) AS value FROM sales GROUP BY ALL) AS s CROSS JOIN (SELECT max(place) FILTER (country = 'IT') AS place FROM regions) AS r",
  "(SELECT * FROM sales UNION ALL SELECT region, 'all', 2022, sum(value) FROM sales GROUP BY region) AS s JOIN regions AS r ON r.region = s.region",
  "(SELECT q.*, g.place FROM sales AS q, regions AS g WHERE g.region = q.region AND EXISTS (FROM sales AS o WHERE o.year < q.year)) AS s, (SELECT 0 AS place) AS r",
];
const keys = "s.region, s.product, s.year";
const over = `OVER (PARTITION BY s.product ORDER BY ${keys} ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING`;
const plain = [
  "coalesce(s.value, 0) * 2",
  "coalesce(s.value, 0) + coalesce(r.place, 0)",
  "3 * coalesce(s.value, 0) + sum(s.value) OVER ()",
  `sum(s.value) ${over})`,
  `sum(r.place) FILTER (s.year = 2021) ${over})`,
  `sum(s.value) ${over} EXCLUDE CURRENT ROW)`,
  "sum(s.value) OVER (ORDER BY s.year RANGE BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES)",
  "sum(s.value) FILTER (s.product = 'lamp') OVER (PARTITION BY s.product ORDER BY s.year GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE GROUP)",
  "(SELECT sum(o.value) FROM sales AS o JOIN regions AS q ON q.region = o.region WHERE o.product = s.product)",
];
const grouped = [
  "sum(s.value)",
  "sum(s.value) FILTER (s.year = 2021)",
  "sum(coalesce(s.value, 0) * 3 + coalesce(r.place, 0))",
  "sum(r.place) FILTER (s.product = 'rug')",
  "coalesce(sum(s.value) FILTER (s.year = 2020), 0) * 3 + sum(sum(s.value) FILTER (s.year = 2021)) OVER ()",
];

function generate(chance: () => number): string {
  const pick = pickOf(chance);
  const from = `FROM ${pick(froms)} ${pick(["", "", "WHERE s.year >= 2021", "WHERE s.region IN (SELECT region FROM regions WHERE country <> 'EE')"])}`;
  if (pick([true, false])) return `SELECT s.region AS a, s.product AS b, s.year AS c, ${pick(plain)} AS v ${from}`;
  const group = pick(["s.region", "s.product", "s.year"]);
  const having = pick(["", "", "HAVING count(*) > 1"]);
  const query = `SELECT ${group} AS a, 1 AS b, 1 AS c, ${pick(grouped)} AS v ${from} GROUP BY ${group} ${having}`;
  return pick([true, false])
    ? query
    : `WITH w AS (${query}) SELECT w.a, w.b, w.c, coalesce(w.v, 0) * 2 + sum(w.v) OVER () AS v FROM w`;
}

test("the value rows of generated queries are those whose number the cell reads", async () => {
  const chance = chanceOf(20_261_201);
  const datasets: Dataset[] = [];
  for (const [alias, text] of tables) datasets.push(await datasetOf(alias, text));
  const changes: { readonly dataset: string; readonly row: number; readonly changed: Dataset[] }[] = [];
  for (const [at, table] of tables.entries())
    for (let row = 1; row < table[1].split("\n").length; row++)
      changes.push({
        dataset: table[0],
        row,
        changed: datasets.with(at, await datasetOf(table[0], raised(table, row))),
      });
  let named = 0;
  const coarse: string[] = [];
  const queries = process.env["SOAK"] === undefined ? 12 : 300;
  for (let index = 0; index < queries; index++) {
    const q = `SELECT v FROM (${generate(chance)}) ORDER BY a, b, c`;
    const bench = await benchOf({ q }, datasets);
    const rows = bench.tables.get("q")!.rows;
    const row = Math.floor(chance() * rows.length);
    const lineage = await bench.find({ query: "q", row, columns: ["v"] });
    await bench.close();
    expect({ q, row, again: lineage.again.result }).toEqual({ q, row, again: "same" });
    const read: string[] = [];
    for (const { dataset, row: changed, changed: given } of changes) {
      const { tables: results } = await run({ q }, given, {});
      const now = results.get("q")!.rows;
      expect(now).toHaveLength(rows.length);
      if (String(now[row]!["v"]) !== String(rows[row]!["v"])) read.push(`${dataset} ${changed}`);
    }
    // Where it can name no single rows, it says so.
    if (lineage.coarse.some(({ role }) => role === "value")) {
      coarse.push(`${q}: ${lineage.coarse.map(({ why }) => why).join()}`);
      continue;
    }
    const told = tables.flatMap(([alias]) => rowsNamed(lineage, alias, "value").map((each) => `${alias} ${each}`));
    expect({ q, row, told }).toEqual({ q, row, told: read });
    named += told.length;
  }
  expect(named).toBeGreaterThan(queries);
  expect(coarse.slice(Math.floor(queries / 10))).toEqual([]);
});

test.each([
  // Rows are counted where no column is read; groups of them are not made of values.
  ["SELECT count(*) AS v FROM sales WHERE region = 'south'", [5, 6, 7], []],
  ["SELECT count(*) AS v FROM (SELECT region FROM sales GROUP BY region)", [], [1, 2, 3, 4, 5, 6, 7, 8]],
  ["SELECT count(*) AS v FROM (SELECT DISTINCT region FROM sales WHERE year = 2020)", [], [1, 3, 5]],
  ["SELECT row_number() OVER () AS v FROM sales WHERE year = 2020", [1, 3, 5], []],
  [
    "SELECT max((SELECT sum(value) FROM sales AS s WHERE s.region = r.region)) AS v FROM regions AS r",
    [1, 2, 3, 4, 5, 6, 7],
    [],
  ],
])("%s", async (q, value, deciding) => {
  const bench = await benchOf({ q }, await salesAndRegions());
  const lineage = await bench.find({ query: "q", row: 0, columns: ["v"] });
  await bench.close();
  expect([rowsNamed(lineage, "sales", "value"), rowsNamed(lineage, "sales", "deciding")]).toEqual([value, deciding]);
  expect(rowsNamed(lineage, "regions", "value")).toEqual([]);
});

const west = "WHERE s.region = 'west'";
test.each([
  `SELECT coalesce(r.place, 0) AS v FROM sales AS s LEFT JOIN regions AS r USING (region) ${west}`,
  `SELECT coalesce(r.place, 0) + 6 AS v FROM sales AS s LEFT JOIN (SELECT * FROM regions WHERE place < 9) AS r ON r.region = s.region ${west}`,
  `SELECT sum(r.place) AS v FROM sales AS s LEFT JOIN regions AS r ON r.region = s.region ${west}`,
  `SELECT sum(r.place) OVER () AS v FROM regions AS r RIGHT JOIN sales AS s ON r.region = s.region ${west}`,
  `SELECT w.p AS v FROM (SELECT r.place AS p FROM sales AS s LEFT JOIN regions AS r ON r.region = s.region ${west}) AS w`,
])("a cell that an outer join found nothing for names what it looked through: %s", async (q) => {
  const datasets = await salesAndRegions();
  const bench = await benchOf({ q }, datasets);
  const lineage = await bench.find({ query: "q", row: 0, columns: ["v"] });
  const was = String(bench.tables.get("q")!.rows[0]!["v"]);
  await bench.close();
  expect([rowsNamed(lineage, "regions", "value"), rowsNamed(lineage, "regions", "deciding")]).toEqual([[], [1, 2, 3]]);
  expect(lineage.coarse.map(({ why }) => why).join()).toContain("an outer join that found no row");
  expect(lineage.again).toEqual({ result: "same" });
  // Each of them would have given the cell a value.
  for (const row of [1, 2, 3]) {
    const lines = regions.split("\n");
    const changed = lines.with(row, "west,SE,8").join("\n");
    const { tables: results } = await run({ q }, [datasets[0]!, await datasetOf("regions", changed)], {});
    expect(String(results.get("q")!.rows[0]!["v"])).not.toBe(was);
  }
});

test("the column of USING names no row that was not found: it is that of the table which has one", async () => {
  const q = "SELECT region AS v FROM sales LEFT JOIN regions USING (region) ORDER BY v DESC";
  const bench = await benchOf({ q }, await salesAndRegions());
  const lineage = await bench.find({ query: "q", row: 0, columns: ["v"] });
  await bench.close();
  expect([rowsNamed(lineage, "sales", "value"), rowsNamed(lineage, "regions"), lineage.coarse]).toEqual([[8], [], []]);
});

test("a subquery that reads the row around it is one step, and a reason stands once", async () => {
  const q = `SELECT max(value) AS v FROM sales AS s
    WHERE EXISTS (SELECT 1 FROM regions AS r WHERE r.region = s.region AND r.country = 'NO')`;
  const recursive = `WITH RECURSIVE r(n, t) AS (SELECT 2020, 0 UNION ALL
    SELECT n + 1, t + (SELECT sum(value) FROM sales WHERE year = n) FROM r WHERE n < 2022) SELECT max(t) AS v FROM r`;
  const bench = await benchOf({ q, recursive }, await salesAndRegions());
  const { steps } = await bench.find({ query: "q", row: 0, columns: ["v"] });
  expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
  expect(steps.find(({ name }) => name === "q, a subquery")!.rows).toBeGreaterThan(1);
  const { coarse } = await bench.find({ query: "recursive", row: 0, columns: ["v"] });
  await bench.close();
  expect(coarse).toEqual([{ why: "r: WITH RECURSIVE", role: "value", datasets: ["sales"] }]);
});
