import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { Decimal } from "../../../../functions/core/decimal.ts";
import { canonicalJson, sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { checkDataset } from "../../../../functions/core/report/dataset/check-dataset.ts";
import { catchProblems } from "../dataset/catch-problems.ts";
import type { Row } from "../../../../functions/core/report/query/table.ts";
import { datasetOf, run, runOne } from "./query-bench.ts";

const sales = await datasetOf(
  "sales",
  "year,region,value,day\n2021,North,1.5,2021-01-31\n2021,South,,2021-02-28\n2022,North,3,2022-01-31\n",
);

test("a query gives rows, types and a hash of both", async () => {
  const table = await runOne("SELECT year, sum(value) AS total FROM sales GROUP BY year ORDER BY year", [sales]);
  const columns = [
    { name: "year", type: "integer" },
    { name: "total", type: "number" },
  ];
  const rows = [
    { year: 2021, total: 1.5 },
    { year: 2022, total: 3 },
  ];
  expect(table).toEqual({ name: "q", columns, rows, hash: sha256(canonicalJson({ columns, rows })) });
});

test("the names of columns are data, and the hash is that of the canonical JSON", async () => {
  const { columns, rows, hash } = await runOne(
    `SELECT 1 AS "z ""y""", n AS "__proto__", 'x' AS "Ä", NULL AS constructor FROM range(2) AS r(n)`,
  );
  expect(rows.map((row) => Object.entries(row))).toEqual(
    [0, 1].map((n) => [
      ['z "y"', 1],
      ["__proto__", n],
      ["Ä", "x"],
      ["constructor", null],
    ]),
  );
  expect(hash).toBe(sha256(canonicalJson({ columns, rows })));
});

test("values become plain: dates, timestamps, decimals, whole numbers too large, intervals", async () => {
  const { columns, rows } = await runOne(
    `SELECT DATE '2024-01-31' AS day, TIMESTAMP '2024-01-31 10:00:00.5' AS t, TIMESTAMPTZ '2024-01-31 10:00:00+08' AS z, 1.50::DECIMAL(9, 2) AS d,
       9007199254740993 AS large, 12::HUGEINT AS huge, 0.1 + 0.2::DOUBLE AS sum, -0.0::DOUBLE AS zero, true AS b, INTERVAL 2 DAY AS i, NULL AS n, 'x' AS s`,
  );
  expect(rows).toEqual([
    {
      day: "2024-01-31",
      t: "2024-01-31T10:00:00.5Z",
      z: "2024-01-31T02:00:00Z",
      d: 1.5,
      large: new Decimal(9007199254740993n, 0),
      huge: 12,
      sum: 0.3,
      zero: 0,
      b: true,
      i: "2 days",
      n: null,
      s: "x",
    },
  ]);
  expect(columns.map(({ type }) => type)).toEqual([
    "date",
    "timestamp",
    "timestamp",
    "number",
    "integer",
    "integer",
    "number",
    "number",
    "boolean",
    "text",
    "integer",
    "text",
  ]);
});

const plain = (rows: readonly Row[]): unknown[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value instanceof Decimal ? String(value) : value]),
    ),
  );

test("whole numbers and decimals are exact, of any size and in the hash too", async () => {
  const sql = `SELECT n, d, sum(d) OVER () AS sum FROM (VALUES (9007199254740993::BIGINT, 1234567890123.45::DECIMAL(38, 2)), (2, 9999999999999.99), (3, 12345678901234567890.01)) AS v(n, d)`;
  const { columns, rows, hash } = await runOne(sql);
  expect(columns.map(({ type }) => type)).toEqual(["integer", "number", "number"]);
  expect(plain(rows)).toEqual([
    { n: "9007199254740993", d: 1234567890123.45, sum: "12345690135802458013.45" },
    { n: 2, d: 9999999999999.99, sum: "12345690135802458013.45" },
    { n: 3, d: "12345678901234567890.01", sum: "12345690135802458013.45" },
  ]);
  expect(hash).toBe(sha256(canonicalJson({ columns, rows })));
  expect((await runOne(sql.replace("890.01", "890.02"))).hash).not.toBe(hash);
});

test.each([
  ["18446744073709551615::UBIGINT", "18446744073709551615"],
  ["170141183460469231731687303715884105727::HUGEINT", "170141183460469231731687303715884105727"],
  ["340282366920938463463374607431768211455::UHUGEINT", "340282366920938463463374607431768211455"],
  [
    "'12345678901234567890123456789012345678901234567890'::BIGNUM",
    "12345678901234567890123456789012345678901234567890",
  ],
  ["'-9223372036854775808'::BIGINT", "-9223372036854775808"],
  ["'99999999999999999999999999999999999.999'::DECIMAL(38, 3)", "99999999999999999999999999999999999.999"],
  ["'-0.00000000000000000000000000000000000001'::DECIMAL(38, 38)", -1e-38],
  ["1.50::DECIMAL(4, 2)", 1.5],
  ["0.1::FLOAT", 0.1],
  ["16777217::FLOAT", 16777216],
  ["TIME '10:30:00.5'", "10:30:00.5"],
  ["UUID '00000000-0000-0000-0000-00000000000a'", "00000000-0000-0000-0000-00000000000a"],
  ["'b'::ENUM('a', 'b')", "b"],
  ["TIMESTAMP_NS '2020-01-02 03:04:05.123456789'", "2020-01-02T03:04:05.123456789Z"],
  ["TIMESTAMP_S '2020-01-02 03:04:05'", "2020-01-02T03:04:05Z"],
  ["TIMESTAMP_MS '2020-01-02 03:04:05.6'", "2020-01-02T03:04:05.6Z"],
])("a value of each type is what it is: %s", async (sql, expected) => {
  expect(plain((await runOne(`SELECT ${sql} AS x`)).rows)).toEqual([{ x: expected }]);
});

test.each([
  "DATE '0044-03-15 (BC)'",
  "DATE '12024-01-01'",
  "TIMESTAMP '0044-03-15 (BC) 10:00:00'",
  "TIMESTAMP '12024-01-01 00:00:00'",
  "TIMESTAMPTZ '0001-01-01 (BC) 00:00:00+00'",
])("a date that no calendar of a report holds is refused: %s", async (sql) => {
  expect(
    await catchProblems("query-failed", () =>
      run({ q: `SELECT * FROM (VALUES (${sql.split(" ")[0]} '2020-01-01 00:00:00'), (${sql})) AS v("a day")` }),
    ),
  ).toMatchObject([
    {
      code: "date-out-of-range",
      where: { file: "queries/q.sql", name: "q", row: 2 },
      allowed: "dates from 0001-01-01 to 9999-12-31",
      hint: 'Return it as text: CAST("a day" AS VARCHAR)',
    },
  ]);
});

test("infinite dates are missing values, with a warning", async () => {
  const { tables, warnings } = await run({
    q: "SELECT 'infinity'::DATE AS a, '-infinity'::TIMESTAMP AS b, 'infinity'::TIMESTAMPTZ AS c",
  });
  expect(tables.get("q")?.rows).toEqual([{ a: null, b: null, c: null }]);
  expect(warnings.map(({ code, seen }) => [code, seen])).toEqual([
    ["not-finite", "a"],
    ["not-finite", "b"],
    ["not-finite", "c"],
  ]);
});

test.each([
  ["SELECT sum(x) / 7 AS x FROM v", 15],
  ["SELECT CASE WHEN x > 0.5e0 THEN round(x, 16) ELSE x END AS x FROM v ORDER BY x", 15],
  ["SELECT avg(x) OVER (PARTITION BY x IS NULL) AS x FROM v", 15],
  ["SELECT ln(exp(x)) AS x FROM v", 12],
  ["SELECT x FROM v WHERE x ** 2 > 0", 12],
  ["SELECT quantile_cont(x, 0.37) AS x FROM v", 12],
  ["WITH a AS (SELECT stddev(x) AS s FROM v) SELECT x FROM v", 12],
])("floating numbers keep 15 digits where every machine computes the same, else 12: %s", async (sql, digits) => {
  const { tables } = await run({ q: sql, v: "SELECT (2e0 / 3)::DOUBLE AS x UNION ALL SELECT 1e0 / 7" });
  const lengths = tables.get("q")!.rows.map(({ x }) => String(x).replace(/^0\./, "").length);
  expect(Math.max(...lengths)).toBe(digits);
});

test("what is read of a query with fewer digits has no more", async () => {
  const { tables } = await run({
    last: "SELECT y / 3 AS z FROM middle",
    first: "SELECT ln(3e0) AS x",
    middle: "SELECT x * 1e0 AS y FROM first",
  });
  expect([...tables.values()].map(({ rows }) => Object.values(rows[0]!)[0])).toEqual([
    0.366204096223, 1.09861228867, 1.09861228867,
  ]);
});

test("infinities are missing values, with a warning", async () => {
  const { tables, warnings } = await run({ q: "SELECT 1.0 / 0 AS x" });
  expect(tables.get("q")?.rows).toEqual([{ x: null }]);
  expect(warnings).toMatchObject([
    {
      code: "not-finite",
      message: '"x" has 1 infinite or undefined value, shown as missing',
      where: { file: "queries/q.sql", name: "q" },
    },
  ]);
});

test("an empty result is warned of", async () => {
  const { warnings } = await run({ q: "SELECT * FROM sales WHERE year = 1900" }, [sales]);
  expect(warnings).toEqual([
    { code: "empty-query", message: 'The query "q" returns no rows', where: { file: "queries/q.sql", name: "q" } },
  ]);
});

test("rows keep their stored order", async () => {
  const many = await datasetOf(
    "many",
    `n\n${Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 5_003).join("\n")}\n`,
  );
  const { rows } = await runOne("SELECT n FROM many", [many], {}, { rows: 5_000 });
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 5_003));
});

test("parameters are bound by name: scalars, members of objects, lists, date and language", async () => {
  const table = await runOne(
    "SELECT $year AS year, $weights_rd AS rd, $label AS label, $on AS is_on, $none AS none, len($regions) AS n, region, $language AS l, year($report_date) AS y FROM sales WHERE year = $year AND list_contains($regions, region)",
    [sales],
    {
      year: 2022,
      weights: { rd: 0.5, tax: 1 },
      label: "'; DROP TABLE sales; --",
      on: true,
      none: null,
      regions: ["North", "East"],
      language: "zh",
      report_date: "2024-06-30",
    },
  );
  expect(table.rows).toEqual([
    {
      year: 2022,
      rd: 0.5,
      label: "'; DROP TABLE sales; --",
      is_on: true,
      none: null,
      n: 2,
      region: "North",
      l: "zh",
      y: 2024,
    },
  ]);
});

test("a column is named after its expression as the template wrote it", async () => {
  const { columns, rows } = await runOne("SELECT $year, $year + 1, x.* FROM (SELECT $label) AS x", [], {
    year: 2022,
    label: "a",
  });
  expect(columns.map(({ name }) => name)).toEqual(["$year", "($year + 1)", "$label"]);
  expect(rows).toEqual([{ $year: 2022, "($year + 1)": 2023, $label: "a" }]);
});

test("a parameter stands where a literal cannot", async () => {
  expect((await runOne("SELECT $label.upper() AS l FROM sales LIMIT 1", [sales], { label: "it's" })).rows).toEqual([
    { l: "IT'S" },
  ]);
});

test("an empty list is a list", async () => {
  expect(
    (await runOne("SELECT count(*) AS n FROM sales WHERE list_contains($regions, region)", [sales], { regions: [] }))
      .rows,
  ).toEqual([{ n: 0 }]);
});

test("queries read other queries, in any order; the map keeps the template's", async () => {
  const { tables } = await run(
    {
      top: "SELECT region, total FROM totals ORDER BY total DESC LIMIT 1",
      totals:
        "WITH sales AS (SELECT * FROM sales WHERE value > $least) SELECT region, sum(value) AS total FROM sales GROUP BY ALL ORDER BY ALL;",
    },
    [sales],
    { least: 1 },
  );
  expect([...tables.keys()]).toEqual(["top", "totals"]);
  expect(tables.get("top")?.rows).toEqual([{ region: "North", total: 4.5 }]);
});

test.each([0, 1, 2_048, 2_049, 5_000])(
  "a query that others read gives all of its %d rows, with a parameter bound or filled in",
  async (count) => {
    const { tables } = await run(
      {
        filled: "FROM range($count) AS r(n)",
        bound: "FROM (SELECT $count) AS c, range($count) AS r(n)",
        both: "SELECT (SELECT count(*) FROM filled) + (SELECT count(*) FROM bound) AS n",
      },
      [],
      { count },
      { rows: 5_000 },
    );
    expect(tables.get("filled")?.rows).toEqual(Array.from({ length: count }, (_, n) => ({ n })));
    expect(tables.get("bound")?.rows).toEqual(Array.from({ length: count }, (_, n) => ({ $count: count, n })));
    expect(tables.get("both")?.rows).toEqual([{ n: 2 * count }]);
  },
);

test.each([
  "DESCRIBE sales",
  "-- what there is\n/* DESC */ describe sales;\n",
  "DESC sales -- columns;",
  "SHOW sales",
  "SUMMARIZE sales",
  "DESCRIBE SELECT region, value FROM sales WHERE value > $least",
])("other queries can read a description of a table: %s", async (told) => {
  const { tables } = await run({ told, names: "SELECT column_name FROM told" }, [sales], { least: 1 });
  const { rows } = await runOne(told, [sales], { least: 1 });
  expect(rows).toContainEqual(expect.objectContaining({ column_name: "region" }));
  expect(tables.get("told")?.rows).toEqual(rows);
  expect(tables.get("names")?.rows).toEqual(rows.map(({ column_name }) => ({ column_name })));
});

test("a fault in a DESCRIBE of a table is reported at its own line", async () => {
  expect(
    await catchProblems("query-failed", () =>
      run({ told: "-- what there is\nSUMMARIZE\n  SELECT nothing FROM sales", names: "FROM told" }, [sales]),
    ),
  ).toMatchObject([{ where: { file: "queries/told.sql", line: 3, column: 10 } }]);
});

test("queries in a circle are named", async () => {
  expect(
    await catchProblems("query-failed", () =>
      run({ a: "SELECT * FROM b", b: "SELECT * FROM c", c: "SELECT * FROM a" }),
    ),
  ).toMatchObject([{ code: "cyclic-queries", message: "Queries read each other in a circle: a → b → c → a" }]);
  expect(await catchProblems("query-failed", () => run({ a: "SELECT * FROM a" }))).toMatchObject([
    { code: "cyclic-queries", message: 'The query "a" reads itself' },
  ]);
});

test("a recursive query is not a circular reference", async () => {
  const { rows } = await runOne(
    "WITH RECURSIVE q AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM q WHERE n < 3) SELECT * FROM q",
  );
  expect(rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
});

test("columns and cells of a dataset that a query does not know", async () => {
  const { tables } = await run(
    { columns: "SELECT * FROM sales_columns", cells: "SELECT * FROM sales_cells WHERE row = 2" },
    [sales],
  );
  expect(tables.get("columns")?.rows).toEqual([
    { position: 1, name: "year", type: "integer", rows: 3, nulls: 0 },
    { position: 2, name: "region", type: "text", rows: 3, nulls: 0 },
    { position: 3, name: "value", type: "number", rows: 3, nulls: 1 },
    { position: 4, name: "day", type: "date", rows: 3, nulls: 0 },
  ]);
  expect(tables.get("cells")?.rows).toEqual([
    { row: 2, position: 1, name: "year", type: "integer", text: "2021", number: 2021, date: null },
    { row: 2, position: 2, name: "region", type: "text", text: "South", number: null, date: null },
    { row: 2, position: 3, name: "value", type: "number", text: null, number: null, date: null },
    { row: 2, position: 4, name: "day", type: "date", text: "2021-02-28", number: null, date: "2021-02-28" },
  ]);
});

test("a column declared as text reaches the query as it was stored", async () => {
  const codes = checkDataset(await datasetOf("codes", "code,value\n110000,+1\n"), {
    alias: "codes",
    columns: { code: "text", value: "text" },
  });
  expect((await runOne("SELECT code || value AS x FROM codes", [codes])).rows).toEqual([{ x: "110000+1" }]);
});

test("data written as CSV or JSON come back from a query", async () => {
  const cell = fc
    .string({ unit: fc.constantFrom("a", "B", '"', "'", ",", ";", "\n", "\r", "\t", " ", "é", "中", "😀", "1", ".") })
    .map((text) => `x${text}`);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ a: cell, b: cell }), { minLength: 1, maxLength: 20 }), async (rows) => {
      const csv = `a,b\r\n${rows.map(({ a, b }) => [a, b].map((value) => `"${value.replaceAll('"', '""')}"`).join(",")).join("\r\n")}`;
      for (const dataset of [
        await datasetOf("d", csv),
        await datasetOf("d", JSON.stringify(rows), "json"),
        await datasetOf("d", rows.map((row) => JSON.stringify(row)).join("\n"), "ndjson"),
      ]) {
        expect((await runOne("SELECT * FROM d", [dataset])).rows).toEqual(rows);
      }
    }),
    { seed: 5, numRuns: process.env["SOAK"] === undefined ? 5 : 50 },
  );
});

const long = await datasetOf("long", `a\n${Array.from({ length: 3_000 }, (_, row) => row).join("\n")}\n`);

test.each(["", ";", " -- the end", ";\n-- the end", " LIMIT 3", " OFFSET 2000", " LIMIT 2048 OFFSET 1"])(
  "a result is the same read whole, as it is beside short datasets, and as a stream: ORDER BY g%s",
  async (end) => {
    for (const size of [2_047, 2_048, 2_049, 4_100]) {
      const queries = { q: `SELECT range AS n, range % 3 AS g FROM range(${size}) ORDER BY g${end}` };
      const wanted = end.startsWith(" LIMIT 3")
        ? 3
        : Math.min(size - Number(/OFFSET (\d+)/.exec(end)?.[1] ?? 0), end.startsWith(" LIMIT") ? 2_048 : Infinity);
      const rowsOf = async (datasets: Parameters<typeof run>[1], more = {}) =>
        (await run({ ...queries, ...more }, datasets, {}, { rows: 5_000 })).tables.get("q")!.rows;
      const [whole, stream, kept] = [
        await rowsOf([sales]),
        await rowsOf([long]),
        await rowsOf([sales], { count: "SELECT count(*) AS n FROM q" }),
      ];
      expect(stream).toHaveLength(wanted);
      expect(whole).toEqual(stream);
      expect(kept).toEqual(stream);
    }
  },
);

test("rows that are equal in their order come in one order whether others read them or not, over datasets that are small in rows only too", async () => {
  const few = await datasetOf(
    "few",
    JSON.stringify(Array.from({ length: 2_000 }, (_, n) => ({ n, g: (n * 7) % 5 }))),
    "json",
  );
  const q = "SELECT n FROM few ORDER BY g";
  const rowsOf = async (queries: Readonly<Record<string, string>>) =>
    (await run(queries, [few], {}, { rows: 5_000 })).tables.get("q")!.rows.map(({ n }) => n);
  const rows = await rowsOf({ q });
  expect(rows).toHaveLength(2_000);
  expect(await rowsOf({ q, count: "SELECT count(*) AS n FROM q" })).toEqual(rows);
});

test("what can have no limit is run without one", async () => {
  expect((await runOne("SUMMARIZE sales", [sales])).rows.map((row) => row["column_name"])).toEqual([
    "year",
    "region",
    "value",
    "day",
  ]);
});

test("a report on little data opens no folder unless it must spill to disk", async () => {
  let folders = 0;
  const openScratch = () => {
    folders++;
    return openScratchFolder();
  };
  // The query names no order, yet the order must not depend on the memory.
  const groups = "SELECT g, count(*) AS n FROM shuffled GROUP BY g";
  const shuffled = await datasetOf("shuffled", "g\n9\n7\n9\n3\n8\n1\n");
  const quick = await run({ groups }, [sales, shuffled], {}, { openScratch });
  expect(folders).toBe(0);
  const { tables } = await run(
    {
      groups,
      few: "SELECT count(*) AS n FROM sales",
      many: "SELECT count(*) AS n, max(t) AS last FROM (SELECT range::VARCHAR || repeat('x', 50) AS t FROM few, range(1000000) ORDER BY t)",
    },
    [sales, shuffled],
    {},
    { openScratch, memoryMegabytes: 64, deadlineMs: 60_000 },
  );
  expect(folders).toBe(2);
  expect(tables.get("groups")).toEqual(quick.tables.get("groups"));
  expect(tables.get("many")?.rows).toEqual([{ n: 1_000_000, last: `9${"x".repeat(50)}` }]);
});

test("the scratch folders are gone afterwards, after a failure too", async () => {
  const folders: string[] = [];
  const openScratch = async () => {
    const scratch = await openScratchFolder();
    folders.push(scratch.folder);
    return scratch;
  };
  const stored = await datasetOf("stored", '[{"a": 1}]', "json");
  await run({ q: "SELECT 1 AS x" }, [stored], {}, { openScratch });
  await expect(run({ q: "SELECT error('x') AS x" }, [stored], {}, { openScratch })).rejects.toThrow("x");
  expect(folders).toHaveLength(4);
  const left = await readdir(tmpdir());
  expect(folders.filter((folder) => left.includes(folder.split("/").at(-1)!))).toEqual([]);
});

test("money adds up, and what lies between decimals is not rounded to theirs", async () => {
  const money = await datasetOf("money", "a,b,c\n0.1,0.1,1\n0.2,0.2,4\n");
  const { tables, warnings } = await run(
    {
      sums: "SELECT sum(a) AS a, sum(b) AS b FROM money",
      middle: "SELECT median(b) AS m, quantile_cont(c, 0.25) AS q FROM money WHERE a > 0",
    },
    [money],
  );
  expect(tables.get("sums")).toMatchObject({
    rows: [{ a: 0.3, b: 0.3 }],
    columns: [
      { name: "a", type: "number" },
      { name: "b", type: "number", floating: true },
    ],
  });
  expect(tables.get("sums")!.columns[0]).not.toHaveProperty("floating");
  expect(tables.get("middle")?.rows).toEqual([{ m: 0.15, q: 1.75 }]);
  expect(warnings).toEqual([]);
});

test.each([
  "SELECT median(v) AS m FROM (SELECT a * 10 AS v FROM money)",
  "WITH t(v) AS (SELECT a * 10 FROM money) SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY v) AS m FROM t",
  "SELECT median(a) FILTER (a > 0) * 10 AS m FROM money",
  "SELECT median((SELECT a FROM money AS i WHERE i.b = money.b)) * 10 AS m FROM money",
  "SELECT list_median(list(a)) * 10 AS m FROM money",
  "SELECT max(m) * 10 AS m FROM (SELECT median(COLUMNS('a')) OVER () AS m FROM money)",
  "SELECT median(a::DOUBLE) * 10 AS m FROM money",
])("a median of decimals is none of theirs, wherever they come from: %s", async (sql) => {
  const money = await datasetOf("money", "a,b\n0.1,5\n0.2,6\n");
  expect((await runOne(sql, [money])).rows).toEqual([{ m: 1.5 }]);
});

test("digits that an interpolation loses are warned of", async () => {
  const money = await datasetOf("money", "a,b\n12345678901234567.1,5\n0.2,6\n");
  expect((await run({ q: "SELECT median(a) AS m FROM money" }, [money])).warnings).toMatchObject([
    { code: "rounded-decimals", where: { dataset: "money", name: "a" } },
  ]);
  expect((await run({ q: "SELECT median(a::DOUBLE) AS m FROM money" }, [money])).warnings).toEqual([]);
});
