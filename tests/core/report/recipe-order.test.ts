import { expect, test } from "vitest";
import { seeded } from "./dataset/seeded.ts";
import { shapeTable } from "./shape-table.ts";

test("rows stay in the order of the file, whatever windows a step has", async () => {
  const random = seeded(61);
  const rows = Array.from({ length: 5000 }, (_, k) => ({ k, year: 2000 + Math.floor(random() * 9), v: k % 7 }));
  const text = `k,year,v\n${rows.map(({ k, year, v }) => `${k},${year},${v}\n`).join("")}`;
  const sums = new Map<number, number>();
  for (const { year, v } of rows) sums.set(year, (sums.get(year) ?? 0) + v);
  const derive = { derive: { s: "sum(v) OVER (PARTITION BY year)", m: "max(v) over (ORDER BY v DESC)" } };
  const one = await shapeTable(text, JSON.stringify({ steps: [derive] }));
  expect(one.rows.map(([k]) => Number(k))).toEqual(rows.map(({ k }) => k));
  expect(one.rows.map((row) => Number(row[3]))).toEqual(rows.map(({ year }) => sums.get(year)));

  const unpivot = { unpivot: { columns: ["year", "v"], names: "n", values: "w" } };
  const again = { derive: { c: "count(*) OVER (PARTITION BY n, w)" } };
  const steps = [{ derive: { s: "sum(v) OVER (PARTITION BY year)" } }, unpivot, again];
  const many = await shapeTable(text, JSON.stringify({ steps }));
  expect(many.columns).toEqual(["k", "s", "n", "w", "c"]);
  expect(many.rows.map(([k, , n]) => `${k} ${n}`)).toEqual(rows.flatMap(({ k }) => [`${k} year`, `${k} v`]));
});
