import { expect, test } from "vitest";
import { sampleSize } from "../../../../functions/core/report/query/known-tables.ts";
import { datasetOf, run, runOne } from "./query-bench.ts";

const few = await datasetOf("few", "id,name,day,v\n1,a,2024-01-31,1.5\n22,bcd,2024-02-01,-2\n3,,,\n");
const count = 200_000;
const many = await datasetOf(
  "many",
  `row,g,v\n${Array.from({ length: count }, (_, index) => `${index + 1},${index % 7 === 0 ? "" : `g${index % 5}`},${index / 4}`).join("\n")}\n`,
);

test("a sample is all rows, unless there are many", () => {
  expect([
    sampleSize(0, 3),
    sampleSize(99, 3),
    sampleSize(100_001, 3),
    sampleSize(100_001, 10),
    sampleSize(10_000_000, 1000),
  ]).toEqual([0, 99, 100_000, 60_000, 1_000]);
});

test("of few rows the sample is the cells, and the statistics are of all rows", async () => {
  const { tables } = await run(
    {
      differing:
        "(SELECT * FROM few_cells EXCEPT SELECT * FROM few_sample) UNION ALL (SELECT * FROM few_sample EXCEPT SELECT * FROM few_cells)",
      statistics: "SELECT * FROM few_statistics",
    },
    [few],
  );
  expect(tables.get("differing")?.rows).toEqual([]);
  const statistics = tables.get("statistics")!.rows.map((row) => ({ ...row, deviation: undefined }));
  expect(statistics).toMatchObject([
    {
      position: 1,
      name: "id",
      type: "integer",
      rows: 3,
      nulls: 0,
      low: 1,
      high: 22,
      shortest: 1,
      longest: 2,
      about_distinct: 3,
      sample: 3,
      first_date: null,
    },
    { position: 2, name: "name", type: "text", nulls: 1, low: null, shortest: 1, longest: 3, about_distinct: 2 },
    { position: 3, name: "day", nulls: 1, low: null, shortest: null, about_distinct: 2 },
    { position: 4, name: "v", nulls: 1, low: -2, high: 1.5, mean: -0.25, shortest: null },
  ]);
  expect(
    (
      await runOne(
        "SELECT CAST(first_date AS VARCHAR) AS first, CAST(last_date AS VARCHAR) AS last FROM few_statistics WHERE position = 3",
        [few],
      )
    ).rows,
  ).toEqual([{ first: "2024-01-31", last: "2024-02-01" }]);
});

test.each([
  ["alone", ""],
  ["with the rows themselves", ", (SELECT count(*) FROM many) AS counted"],
])("of many rows the sample is evenly spread, and the statistics are of all rows: %s", async (_, also) => {
  const { tables } = await run(
    {
      sample: `SELECT count(DISTINCT row) AS rows, count(*) AS cells, min(row) AS first, max(row) AS last, max(gap) AS widest, count(*) FILTER (WHERE name = 'row' AND number <> row) AS misplaced${also} FROM (SELECT *, row - lag(row) OVER (PARTITION BY position ORDER BY row) AS gap FROM many_sample)`,
      statistics: "SELECT name, rows, nulls, low, high, mean, sample FROM many_statistics",
    },
    [many],
  );
  expect(tables.get("sample")?.rows).toEqual([
    {
      rows: 100_000,
      cells: 300_000,
      first: 2,
      last: count,
      widest: 2,
      misplaced: 0,
      ...(also === "" ? {} : { counted: count }),
    },
  ]);
  expect(tables.get("statistics")?.rows).toEqual([
    { name: "row", rows: count, nulls: 0, low: 1, high: count, mean: (count + 1) / 2, sample: 100_000 },
    { name: "g", rows: count, nulls: Math.ceil(count / 7), low: null, high: null, mean: null, sample: 100_000 },
    { name: "v", rows: count, nulls: 0, low: 0, high: (count - 1) / 4, mean: (count - 1) / 8, sample: 100_000 },
  ]);
});

test("cells of very much data are refused, with the way out", async () => {
  const wide = { ...many, profile: { ...many.profile, rows: 2_000_000 } };
  await expect(runOne("SELECT count(*) AS n FROM many_cells", [wide])).rejects.toMatchObject({
    kind: "limit-exceeded",
    problems: [
      { code: "too-many-cells", seen: 6_000_000, allowed: 5_000_000, hint: expect.stringContaining("many_sample") },
    ],
  });
});
