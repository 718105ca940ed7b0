import { afterAll, beforeAll, expect, test } from "vitest";
import type { Dataset } from "../../../../functions/core/report/dataset/dataset.ts";
import { openRowFinder } from "../../../../functions/core/report/lineage/find-rows.ts";
import { noteFigures } from "../../../ci/note-figures.ts";
import { datasetOf, queriesOf, run } from "../query/query-bench.ts";
import { findOptions } from "./lineage-bench.ts";

/** Rows of the larger dataset; the soak takes a million. */
const rows = process.env["SOAK"] === undefined ? 50_000 : 1_000_000;

/** Most processor time of one drill, the query's own run included, seconds, and DuckDB's memory, megabytes. */
const most = { seconds: 1, megabytes: 512 } as const;
/** Shapes whose query itself takes long over all rows, and is run again for each step. */
const slower: Readonly<Record<string, number>> = { QUALIFY: 1.5, EXCEPT: 1.5 };

let datasets: Dataset[];
beforeAll(async () => {
  const lines = ["id,region,product,day,value"];
  let seed = 20_261_130;
  for (let id = 1; id <= rows; id++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const [region, product, day] = [seed % 50, (seed >>> 8) % 400, 1 + ((seed >>> 16) % 28)];
    lines.push(`${id},r${region},p${product},2026-01-${String(day).padStart(2, "0")},${(seed >>> 4) % 10_000}`);
  }
  const regions = ["region,country", ...Array.from({ length: 50 }, (_, region) => `r${region},c${region % 7}`)];
  datasets = [await datasetOf("sales", lines.join("\n")), await datasetOf("regions", regions.join("\n"))];
}, 300_000);
const told: string[] = [];
afterAll(() => noteFigures(`drills over ${rows} rows, s of processor time: ${told.join(", ")}`));

/** Each shape of a drill: what the last query reads, with a row and a column of its result. */
const shapes: readonly (readonly [shape: string, sql: string, row: number, column: string])[] = [
  ["a column", "SELECT value FROM sales WHERE id = 777", 0, "value"],
  ["a sum", "SELECT sum(value) AS v FROM sales", 0, "v"],
  ["a group", "SELECT region, sum(value) AS v FROM sales GROUP BY region ORDER BY region", 3, "v"],
  ["many groups", "SELECT region, product, avg(value) AS v FROM sales GROUP BY ALL ORDER BY 1, 2", 99, "v"],
  ["FILTER", "SELECT region, count(*) FILTER (value > 5000) AS v FROM sales GROUP BY region ORDER BY region", 7, "v"],
  [
    "grouping sets",
    "SELECT region, day, sum(value) AS v FROM sales GROUP BY ROLLUP (region, day) ORDER BY 1, 2 NULLS FIRST",
    30,
    "v",
  ],
  [
    "HAVING",
    "SELECT product, max(value) AS v FROM sales GROUP BY product HAVING count(*) > 10 ORDER BY product",
    5,
    "v",
  ],
  [
    "a join",
    "SELECT country, sum(value) AS v FROM sales JOIN regions USING (region) GROUP BY country ORDER BY country",
    2,
    "v",
  ],
  ["ORDER BY and LIMIT", "SELECT id, value AS v FROM sales ORDER BY value DESC, id LIMIT 10", 4, "v"],
  ["DISTINCT", "SELECT DISTINCT product FROM sales ORDER BY product", 12, "product"],
  ["UNION", "SELECT region FROM sales UNION SELECT region FROM regions ORDER BY region", 6, "region"],
  [
    "a common table",
    "WITH daily AS (SELECT day, sum(value) AS v FROM sales GROUP BY day) SELECT max(v) AS v FROM daily",
    0,
    "v",
  ],
  [
    "a share",
    "SELECT region, sum(value) / (SELECT sum(value) FROM sales) AS v FROM sales GROUP BY region ORDER BY region",
    1,
    "v",
  ],
  [
    "a window over groups",
    "SELECT day, sum(sum(value)) OVER (ORDER BY day) AS v FROM sales GROUP BY day ORDER BY day",
    9,
    "v",
  ],
  [
    "QUALIFY",
    "SELECT region, id, value AS v FROM sales QUALIFY row_number() OVER (PARTITION BY region ORDER BY value DESC, id) = 1 ORDER BY region",
    2,
    "v",
  ],
  ["IN", "SELECT sum(value) AS v FROM sales WHERE region IN (SELECT region FROM regions WHERE country = 'c1')", 0, "v"],
  ["a quantile", "SELECT region, quantile_disc(value, 0.5) AS v FROM sales GROUP BY region ORDER BY region", 4, "v"],
  ["EXCEPT", "SELECT product FROM sales EXCEPT SELECT region FROM regions ORDER BY product", 3, "product"],
  ["PIVOT", "PIVOT sales ON region IN ('r1', 'r2') USING sum(value) GROUP BY day ORDER BY day", 3, "r1"],
];

test.each(shapes)(
  "%s is followed to its rows in time and within 512 MB",
  async (shape, sql, row, column) => {
    const { tables } = await run({ q: sql }, datasets, {}, { rows: findOptions.rows });
    const asked = { template: queriesOf({ q: sql }), datasets, parameters: {}, tables };
    const finder = await openRowFinder(asked, { ...findOptions, listed: 100, memoryMegabytes: most.megabytes });
    try {
      const before = process.cpuUsage();
      const found = await finder.find({ query: "q", row, columns: [column] });
      const { user, system } = process.cpuUsage(before);
      const seconds = (user + system) / 1e6;
      told.push(`${shape} ${seconds.toFixed(2)}`);
      expect(found.again.result).toBe("same");
      expect(found.datasets.length + found.coarse.length).toBeGreaterThan(0);
      expect(seconds).toBeLessThan(slower[shape] ?? most.seconds);
    } finally {
      await finder.close();
    }
  },
  120_000,
);
