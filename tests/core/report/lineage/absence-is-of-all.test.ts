import { expect, test } from "vitest";
import { datasetOf } from "../query/query-bench.ts";
import { benchOf, regions, rowsNamed, sales, salesAndRegions } from "./lineage-bench.ts";

/**
 * Where a row is here because others are not, the answer names all rows that were looked through. That is no lack of a
 * rule: each of them alone, with other values, would have taken the row away.
 */
test.each([
  ["NOT IN", "SELECT country FROM regions WHERE region = 'east' AND region NOT IN (SELECT region FROM sales)"],
  [
    "NOT IN over filtered rows",
    "SELECT country FROM regions WHERE region = 'east' AND region NOT IN (SELECT region FROM sales WHERE value > 15)",
  ],
  [
    "NOT EXISTS",
    "SELECT country FROM regions AS r WHERE region = 'east' AND NOT EXISTS (FROM sales AS s WHERE s.region = r.region)",
  ],
  ["ANTI JOIN", "SELECT country FROM regions ANTI JOIN sales USING (region) WHERE region = 'east'"],
  [
    "an outer join that found no row",
    "SELECT country FROM regions AS r LEFT JOIN sales AS s USING (region) WHERE r.region = 'east' AND s.value IS NULL",
  ],
  ["EXCEPT", "SELECT region FROM regions WHERE region = 'east' EXCEPT SELECT region FROM sales"],
])("each of the rows that %s names decides", async (_, q) => {
  const before = await benchOf({ q }, await salesAndRegions());
  expect(before.tables.get("q")!.rows).toHaveLength(1);
  const named = rowsNamed(await before.find({ query: "q", row: 0, columns: [] }), "sales", "deciding");
  await before.close();
  const lines = sales.split("\n");
  expect(named).toEqual(lines.slice(1).map((__, index) => index + 1));
  for (const row of named) {
    const text = lines.with(row, "east,lamp,2021,40").join("\n");
    const after = await benchOf({ q }, [await datasetOf("sales", text), await datasetOf("regions", regions)]);
    expect({ row, rows: after.tables.get("q")!.rows }).toEqual({ row, rows: [] });
    await after.close();
  }
});
