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
];

test.each(exact)("%s: the value rows are known", async (_, sql, row, column, ofSales, ofRegions) => {
  const lineage = await lineageOf(sql, row, column);
  expect([lineage.coarse, lineage.again]).toEqual([[], { result: "same" }]);
  expect([rowsNamed(lineage, "sales", "value"), rowsNamed(lineage, "regions", "value")]).toEqual([ofSales, ofRegions]);
});
