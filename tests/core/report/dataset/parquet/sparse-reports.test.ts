import { afterAll, expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import type { Dataset } from "../../../../../functions/core/report/dataset/dataset.ts";
import { run } from "../../query/query-bench.ts";
import { seeded } from "../seeded.ts";
import { parquetOf, storeBothSizes } from "./sparse-bench.ts";

const isSoak = process.env["SOAK"] !== undefined;
const datasets = isSoak ? 300 : 4;
const queriesEach = isSoak ? 16 : 9;

/** Columns by kind: the expression of row `i` of `n`, with its value in the middle as SQL. */
const kinds: Readonly<Record<string, readonly [sql: string, middle: string]>> = {
  sequence: ["i", "50000"],
  falling: ["n - i", "50000"],
  day: ["DATE '2015-01-01' + (i * 4000 // n)::INT", "DATE '2020-06-30'"],
  moment: ["TIMESTAMP '2015-01-01' + to_seconds(i * 2500)", "TIMESTAMP '2019-01-01 12:00:00'"],
  year: ["(2000 + i * 25 // n)::SMALLINT", "2012"],
  group: ["(hash(i) % 9)::INT", "4"],
  unsigned: ["(i * 3)::UBIGINT", "150000"],
  wide: ["(i::HUGEINT * 1000000000000000000000 + 1)::DECIMAL(38, 0)", "50000000000000000000000000"],
  price: ["(i % 100000 / 100)::DECIMAL(9, 2)", "500.25"],
  rising: ["(i / 8)::DECIMAL(18, 3)", "6250.125"],
  measure: ["CASE i % 997 WHEN 5 THEN 'nan'::DOUBLE WHEN 6 THEN '-0.0'::DOUBLE ELSE i / 7 - 5000 END", "2142.5"],
  small: ["(i / 3)::FLOAT", "16666.5"],
  code: ["lpad((i // 64)::VARCHAR, 5, '0')", "'00781'"],
  word: ["CASE i % 5 WHEN 0 THEN 'O''Hara' WHEN 1 THEN '東京' WHEN 2 THEN '' ELSE 'w' || (i % 13) END", "'w6'"],
  region: ["(['north', 'south', 'öst', 'West'])[1 + i * 4 // n]", "'south'"],
  flag: ["i * 2 > n", "true"],
  nothing: ["NULL::INT", "1"],
  nested: ["{a: i, b: [i, 2]}", "'x'"],
};
/** Kinds whose row groups differ. */
const ascending = new Set([
  "sequence",
  "falling",
  "day",
  "moment",
  "year",
  "unsigned",
  "wide",
  "rising",
  "code",
  "region",
]);
const names = [
  "d",
  "rowid",
  'qu"ote',
  "a.b",
  "file_row_number",
  "x y",
  "東京",
  "Order",
  "MixedCase",
  "filename",
  "v0",
  "n'n",
];

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

interface Made {
  readonly select: string;
  readonly columns: readonly { readonly name: string; readonly middle: string; readonly kind: string }[];
}

function randomTable(random: () => number): Made {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const chosen = Array.from({ length: 3 + Math.floor(random() * 5) }, () => pick(Object.keys(kinds)));
  const shift = Math.floor(random() * names.length);
  const n = 100_001 + Math.floor(random() * 20_000);
  const columns = chosen.map((kind, index) => ({
    kind,
    name: names[(index + shift) % names.length]!,
    middle: kinds[kind]![1],
  }));
  const gaps = pick([0, 0, 0.1, 0.6]);
  const cells = columns.map(({ kind, name }, index) => {
    const value = kinds[kind]![0].replaceAll(/\bn\b/g, String(n));
    const held =
      gaps === 0 ? value : `CASE WHEN hash(i * 31 + ${index}) % 100 < ${gaps * 100} THEN NULL ELSE ${value} END`;
    return `${held} AS ${quote(name)}`;
  });
  // Of filtered rows, row groups begin anywhere.
  const source = pick([`range(${n}) r(i)`, `(SELECT i FROM range(${n + 20_000}) r(i) WHERE hash(i) % 11 <> 3)`]);
  return { select: `SELECT ${cells.join(", ")} FROM ${source}`, columns };
}

/** A random query over the table `d` and a small one, `k`, which has the columns `g` and `label`. */
function randomQuery(random: () => number, { columns }: Made): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const [a, b, c] = [pick(columns), pick(columns), pick(columns)];
  const spelt = (name: string): string => quote(random() < 0.2 ? name.toUpperCase() : name);
  const [x, y, z] = [spelt(a.name), spelt(b.name), spelt(c.name)];
  const condition = (of: typeof a): string => {
    const column = random() < 0.2 ? `d.${quote(of.name)}` : quote(of.name);
    return pick([
      `${column} ${pick(["<", "<=", ">", ">=", "=", "<>"])} ${of.middle}`,
      `${of.middle} ${pick(["<", ">", "="])} ${column}`,
      `${column} BETWEEN ${of.middle} AND ${of.middle}`,
      `${column} IN (${of.middle}, ${of.middle})`,
      `${column} IS ${pick(["", "NOT "])}NULL`,
      `NOT (${column} > ${of.middle})`,
      `${column} IS DISTINCT FROM ${of.middle}`,
    ]);
  };
  const where = pick([
    "",
    `WHERE ${condition(a)}`,
    `WHERE ${condition(a)} AND ${condition(b)}`,
    `WHERE ${condition(a)} OR ${condition(b)}`,
    `WHERE ${condition(a)}`,
  ]);
  const orderly = columns.find(({ kind }) => ascending.has(kind)) ?? a;
  const o = quote(orderly.name);
  const plain = `WHERE ${o} ${pick(["<", "<=", ">", ">=", "="])} ${orderly.middle}`;
  const scans = pick([
    `SELECT ${x} AS v, sum(${y}) AS s, count(*) AS n, first(${z}) AS f FROM d ${plain} GROUP BY ${x} ORDER BY ${x} LIMIT 500`,
    `SELECT ${y} AS v, avg(${z}) AS s, list(${x})[:5]::VARCHAR AS l FROM d AS t ${plain} GROUP BY ALL ORDER BY ALL LIMIT 500`,
    `SELECT ${y} AS v, ${z} AS w FROM d ${plain} ${pick(["", `AND ${condition(b)}`])} LIMIT 3000`,
    `SELECT count(*) AS n, sum(${y}) AS s, string_agg(${z}::VARCHAR, ',')[:90] AS t FROM d ${plain} AND ${condition(b)}`,
    `SELECT count(*) AS n, stddev(${y}) AS s, median(${z}) AS m FROM d WHERE ${o} BETWEEN ${orderly.middle} AND ${orderly.middle}`,
    `SELECT ${y} AS v, ${z} AS w FROM d WHERE ${o} IN (${orderly.middle}, ${orderly.middle}) LIMIT 3000`,
    `SELECT ${y} AS v, count(*) AS n FROM d ${plain} GROUP BY ${y} LIMIT 3000`,
    `SELECT ${y} AS v, ${z} AS w FROM d ${plain} ORDER BY ${y} LIMIT 900`,
  ]);
  if (random() < 0.5) return scans;
  return pick([
    `SELECT ${x}, count(*) AS n FROM d ${where} GROUP BY ${x} ORDER BY ${x}`,
    `SELECT ${x} AS k, count(${y}) AS n FROM d ${where} GROUP BY ALL ORDER BY k`,
    `SELECT ${x}, ${y} AS other, ${z} AS third FROM d ${where} LIMIT 700`,
    `SELECT * FROM d ${where} LIMIT 300 OFFSET 20`,
    `SELECT * FROM d ${where} ORDER BY ${x}, ${y} LIMIT 200`,
    `SELECT count(*) AS n, count(DISTINCT ${x}) AS v, min(${y}) AS low, max(${y}) AS high, first(${z}) AS f, last(${z}) AS l FROM d ${where}`,
    `SELECT * EXCLUDE (${x}) FROM d ${where} LIMIT 50`,
    `SELECT d.rowid AS r, ${x} AS v FROM d ${where} LIMIT 100`,
    `SELECT rowid AS r, count(*) AS n FROM d ${where} GROUP BY r ORDER BY r LIMIT 100`,
    `SELECT row_number() OVER () AS r, ${x} AS v FROM d ${where} LIMIT 100`,
    `WITH w AS (SELECT ${x} AS v, ${y} AS o FROM d ${where}) SELECT v, count(o) AS n FROM w GROUP BY v ORDER BY v LIMIT 500`,
    `SELECT v, n FROM (SELECT ${x} AS v, count(*) AS n FROM d ${where} GROUP BY 1) ORDER BY n, v LIMIT 500`,
    `SELECT ${x} AS v, (SELECT max(${y}) FROM d) AS most FROM d ${where} LIMIT 40`,
    `SELECT ${x} AS v FROM d ${where} USING SAMPLE reservoir(30 ROWS) REPEATABLE (7)`,
    `SELECT ${x} AS v FROM d TABLESAMPLE reservoir(30 ROWS) REPEATABLE (7) ${where}`,
    `SELECT DISTINCT ${x} AS v FROM d ${where} LIMIT 60`,
    `SELECT k.label, count(*) AS n, first(${y}) AS f FROM d JOIN k ON k.g = hash(${x}) % 4 ${where} GROUP BY k.label ORDER BY ALL`,
    `SELECT ${x} AS v FROM d ${where} UNION ALL SELECT NULL LIMIT 90`,
    `SELECT typeof(${x}) AS t, count(*) AS n FROM d ${where} GROUP BY 1`,
    `SELECT d AS whole FROM d ${where} LIMIT 1`,
    `SELECT CAST(d AS VARCHAR) AS whole FROM d ${where} LIMIT 9`,
    `SELECT COLUMNS(*) FROM d ${where} LIMIT 9`,
    `FROM d ${where} LIMIT 8`,
    `SELECT ${x} AS v, sum(${y}) AS s, avg(${y}) AS m FROM d ${where} GROUP BY v ORDER BY v`,
    `SELECT string_agg(${x}::VARCHAR, '|') AS s FROM (SELECT ${x} FROM d ${where} LIMIT 40)`,
    `SELECT name, nulls, low, high, about_distinct FROM d_statistics`,
    `SELECT name, text, "row" FROM d_sample WHERE "row" % 9000 = 0 ORDER BY "row", position`,
    `SELECT u.${x} AS v FROM d AS u(${columns.map(({ name }) => quote(name)).join(", ")}) LIMIT 20`,
    `SELECT file_row_number AS r, ${x} AS v FROM d LIMIT 3`,
    `SELECT filename AS f, ${x} AS v FROM d LIMIT 3`,
    `SELECT missing AS f, ${x} AS v FROM d LIMIT 3`,
    `SELECT CAST(${x} AS INT) AS v, count(*) AS n FROM d ${where} GROUP BY v ORDER BY v`,
    `PIVOT_WIDER d ON ${x} USING sum(1)`,
    `SELECT lag(${x}) OVER (ORDER BY ${y}, ${x}) AS v, ${y} AS o FROM d ${where} ORDER BY 2, 1 LIMIT 60`,
    `SELECT ${x} AS v, count(*) AS n FROM d ${where} GROUP BY v HAVING count(*) > 3 ORDER BY v DESC NULLS LAST LIMIT 300`,
  ]);
}

/** What a report says of a query: its table and warnings, or its faults. */
async function told(sql: string, data: readonly Dataset[]): Promise<string> {
  try {
    const { tables, warnings } = await run({ q: sql }, data, {}, { rows: 100_000 });
    return JSON.stringify([tables.get("q"), warnings], (_, value: unknown) =>
      typeof value === "bigint" ? `${value}` : value,
    );
  } catch (error) {
    if (error instanceof BroadsheetError) return JSON.stringify([error.kind, error.problems]);
    throw error;
  }
}

const seen = { compared: 0, faults: 0, sparse: 0, bytes: 0, of: 0, some: 0 };
const known = await storeBothSizes(await parquetOf("SELECT range AS g, 'k' || range AS label FROM range(4)"), "k");

for (let seed = 1; seed <= datasets; seed++)
  test(`every query of table ${seed} gives the same from parts as from the whole`, async () => {
    const random = seeded(seed * 7919);
    const made = randomTable(random);
    const size = Math.floor(random() * 4.5);
    const options = size === 0 ? "" : `, ROW_GROUP_SIZE ${2048 * size ** 2}`;
    const file = await parquetOf(made.select, options);
    const { sparse, whole, asked } = await storeBothSizes(file);
    const differing: string[] = [];
    for (let query = 0; query < queriesEach; query++) {
      const sql = randomQuery(random, made);
      Object.assign(asked, { bytes: 0, ranges: [], whole: 0, some: false });
      const found = await told(sql, [sparse, known.whole]);
      if (found !== (await told(sql, [whole, known.whole]))) differing.push(`${made.select}\n${sql}`);
      seen.compared += 1;
      seen.faults += found.startsWith('["') ? 1 : 0;
      if (asked.whole > 0) continue;
      seen.sparse += 1;
      seen.bytes += asked.bytes;
      seen.of += file.length;
      seen.some += asked.some ? 1 : 0;
    }
    expect(differing).toEqual([]);
  });

afterAll(() => {
  // Most queries read a part, and succeed: else the comparison says nothing.
  expect(seen.compared).toBe(datasets * queriesEach);
  expect(seen.faults).toBeLessThan(seen.compared / 3);
  expect(seen.sparse).toBeGreaterThan(seen.compared / 2);
  expect(seen.bytes).toBeLessThan(seen.of * 0.6);
  expect(seen.some).toBeGreaterThan(seen.compared / 10);
});
