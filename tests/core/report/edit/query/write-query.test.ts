import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import type { QueryFilter, QueryMenus, TypedColumn } from "../../../../../functions/core/report/edit/change.ts";
import { comparisonsOf } from "../../../../../functions/core/report/edit/query/write-filter.ts";
import { writeQuery } from "../../../../../functions/core/report/edit/query/write-query.ts";
import { reservedWords } from "../../../../../functions/core/report/edit/reserved-words.ts";
import { seeded } from "../../dataset/seeded.ts";
import { datasetOf, run } from "../../query/query-bench.ts";

const columns: readonly TypedColumn[] = [
  { name: "id", type: "integer" },
  { name: "region", type: "text" },
  { name: "Umsatz, netto", type: "number" },
  { name: "order", type: "integer" },
  { name: "月份", type: "date" },
  { name: "paid", type: "boolean" },
  { name: `a "quoted" name`, type: "text" },
];
type Value = string | number | boolean | null;
type Row = Readonly<Record<string, Value>>;

const words = ["North", "South", "no'rth", "", "Süd", "northern"];
const random = seeded(33);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const maybe = (value: Value): Value => (random() < 0.15 ? null : value);
const whole = (most: number): number => Math.floor(random() * most);

const rows: readonly Row[] = Array.from({ length: 120 }, (_, id) => ({
  id,
  region: maybe(pick(words.filter((word) => word !== ""))),
  "Umsatz, netto": maybe(whole(4000) / 4 - 200),
  order: maybe(whole(6)),
  月份: maybe(`2025-0${1 + whole(9)}-1${whole(9)}`),
  paid: maybe(random() < 0.5),
  [`a "quoted" name`]: maybe(pick(["x", "y, z", "x|y"])),
}));
const csv = (value: Value): string => (value === null ? "" : `"${String(value).replaceAll('"', '""')}"`);
const text = [columns.map(({ name }) => csv(name)), ...rows.map((row) => columns.map(({ name }) => csv(row[name]!)))]
  .map((line) => line.join(","))
  .join("\n");

const typeOf = (name: string) => columns.find((column) => column.name === name)!.type;

/** What a value of a filter means, by hand. */
function holds(row: Row, { column, is, value = "" }: QueryFilter): boolean {
  const cell = row[column]!;
  const type = typeOf(column);
  const wanted: Value =
    type === "integer" || type === "number" ? Number(value) : type === "boolean" ? value === "true" : value;
  if (is === "empty") return cell === null;
  if (is === "filled") return cell !== null;
  if (is === "!=") return cell !== wanted;
  if (cell === null) return false;
  if (is === "contains") return String(cell).includes(value);
  if (is === "begins") return String(cell).startsWith(value);
  return { "=": cell === wanted, "<": cell < wanted, "<=": cell <= wanted, ">": cell > wanted, ">=": cell >= wanted }[
    is
  ];
}

/** Missing values last; texts by their code points, as DuckDB has them. */
function compare(a: Value, b: Value, falling = false): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  const less =
    typeof a === "string" && typeof b === "string" ? Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0 : a < b;
  return less === falling ? 1 : -1;
}

function summed(
  { do: calculation, column }: NonNullable<QueryMenus["summaries"]>[number],
  members: readonly Row[],
): Value {
  if (calculation === "count" && column === undefined) return members.length;
  const values = members.map((row) => row[column!]!).filter((value) => value !== null);
  if (calculation === "count") return values.length;
  if (values.length === 0) return null;
  if (calculation === "min" || calculation === "max") {
    const order = values.toSorted((a, b) => compare(a, b));
    return (calculation === "min" ? order[0] : order.at(-1))!;
  }
  const sum = values.reduce<number>((total, value) => total + Number(value), 0);
  return calculation === "sum" ? sum : sum / values.length;
}

/** The rows that menus mean, by hand. */
function meant(menus: QueryMenus, names: readonly string[]): Value[][] {
  const { group = [], summaries = [], filters = [], order = [], top } = menus;
  const kept = rows.filter((row) => filters.every((filter) => holds(row, filter)));
  const isWhole = group.length === 0 && summaries.length === 0;
  const groups = [...Map.groupBy(kept, (row) => JSON.stringify(group.map((name) => row[name]))).values()];
  const members = group.length === 0 ? [kept] : groups;
  const result = isWhole
    ? kept.map((row) => names.map((name) => row[name]!))
    : members.map((each) => [
        ...group.map((name) => each[0]![name]!),
        ...summaries.map((summary) => summed(summary, each)),
      ]);
  const by = [
    ...order.map(({ column, falling = false }) => ({ at: names.indexOf(column), falling })),
    ...group.map((name) => ({ at: names.indexOf(name), falling: false })),
  ];
  const sorted = result.toSorted((a, b) => {
    for (const { at, falling } of by) {
      const less = compare(a[at]!, b[at]!, falling);
      if (less !== 0) return less;
    }
    return 0;
  });
  return sorted.slice(0, top);
}

/** Menus as somebody might choose them. */
function randomMenus(): QueryMenus {
  const some = <T>(from: readonly T[], share: number): T[] => from.filter(() => random() < share);
  const filters = some(columns, 0.25).map(({ name, type }): QueryFilter => {
    const is = pick(comparisonsOf[type]);
    const cell =
      pick(rows)[name] ??
      { text: "o", integer: 3, number: 12.5, date: "2025-04-30", boolean: true, timestamp: "" }[type];
    return is === "empty" || is === "filled" ? { column: name, is } : { column: name, is, value: String(cell) };
  });
  const top = random() < 0.3 ? { top: 1 + whole(8) } : {};
  if (random() < 0.4) {
    const shown = columns.filter(({ name }) => name !== "id").map(({ name }) => name);
    // The number of the row leaves no tie.
    const order = [...some(shown, 0.3), "id"].map((column) => ({ column, falling: random() < 0.5 }));
    return { from: "sales", columns: ["id", ...shown], filters, order, ...top };
  }
  const group = some(["region", "月份", "paid", "order", `a "quoted" name`], 0.3);
  const calculated = some(columns, 0.4).flatMap(({ name, type }) => {
    if (group.includes(name)) return [];
    const isNumber = type === "integer" || type === "number";
    const calculation = pick(
      isNumber ? (["sum", "mean", "min", "max", "count"] as const) : (["min", "max", "count"] as const),
    );
    return [{ do: calculation, column: name }, ...(random() < 0.3 ? [{ do: "count" as const, column: name }] : [])];
  });
  const summaries = [...calculated, ...(calculated.length === 0 || random() < 0.3 ? [{ do: "count" as const }] : [])];
  const first = writeQuery({ from: "sales", group, summaries }, { sales: columns });
  const order = some(first.columns, 0.3).map(({ name }) => ({ column: name, falling: random() < 0.5 }));
  return { from: "sales", group, summaries, filters, order, ...top };
}

const shown = (value: unknown): Value => {
  if (value === null || typeof value === "boolean") return value;
  const number = Number(String(value));
  return typeof value === "string" || Number.isNaN(number) ? String(value) : Math.round(number * 1e6) / 1e6;
};

test("what menus say is what DuckDB returns, and readable", async () => {
  const sales = await datasetOf("sales", text);
  const all = Array.from({ length: 150 }, () => randomMenus()).map((menus) => ({
    menus,
    written: writeQuery(menus, { sales: columns }),
  }));
  const { tables } = await run(Object.fromEntries(all.map(({ written }, index) => [`q${index}`, written.sql])), [
    sales,
  ]);
  let rowsSeen = 0;
  for (const [index, { menus, written }] of all.entries()) {
    const table = tables.get(`q${index}`)!;
    const names = written.columns.map(({ name }) => name);
    expect(
      table.columns.map(({ name }) => name),
      written.sql,
    ).toEqual(names);
    const expected = meant(menus, names).map((row) =>
      row.map((value) => (typeof value === "string" ? value : shown(value))),
    );
    expect(
      table.rows.map((row) => names.map((name) => shown(row[name]))),
      written.sql,
    ).toEqual(expected);
    const types = written.columns.map(({ type }) => (type === "integer" ? "number" : type));
    if (table.rows.length > 0)
      expect(
        table.columns.map(({ type }) => (type === "integer" ? "number" : type)),
        written.sql,
      ).toEqual(types);
    rowsSeen += table.rows.length;
  }
  expect(rowsSeen).toBeGreaterThan(500);
});

test("a query reads as an analyst writes it", () => {
  const { sql } = writeQuery(
    {
      from: "sales",
      group: ["region"],
      summaries: [{ do: "sum", column: "Umsatz, netto" }, { do: "mean", column: "Umsatz, netto" }, { do: "count" }],
      filters: [
        { column: "月份", is: ">=", value: "2025-01-01" },
        { column: "region", is: "!=", parameter: "region" },
      ],
      order: [{ column: "rows", falling: true }],
      top: 5,
    },
    { sales: columns },
  );
  expect(sql).toMatchInlineSnapshot(`
    "SELECT
      region,
      sum("Umsatz, netto") AS "Umsatz, netto",
      avg("Umsatz, netto") AS "Umsatz, netto_mean",
      count(*) AS rows
    FROM sales
    WHERE "月份" >= DATE '2025-01-01'
      AND region IS DISTINCT FROM $region
    GROUP BY region
    ORDER BY rows DESC, region
    LIMIT 5
    "
  `);
});

test.each<[Partial<QueryMenus>, string, string, string | undefined]>([
  [{ from: "sale" }, "unknown-table", "from", 'did you mean "sales"?'],
  [{ group: ["regoin"] }, "unknown-column", "group/0", 'did you mean "region"?'],
  [{ columns: [] }, "invalid-content", "columns", undefined],
  [{ columns: ["id"], group: ["region"] }, "invalid-content", "columns", undefined],
  [{ summaries: [{ do: "sum", column: "region" }] }, "invalid-content", "summaries/0/column", undefined],
  [{ summaries: [{ do: "sum" }] }, "invalid-content", "summaries/0/column", undefined],
  [
    {
      summaries: [
        { do: "count", as: "N" },
        { do: "count", as: "n" },
      ],
    },
    "invalid-content",
    "summaries",
    undefined,
  ],
  [{ filters: [{ column: "paid", is: "<", value: "true" }] }, "invalid-content", "filters/0/is", undefined],
  [{ filters: [{ column: "order", is: "=", value: "three" }] }, "invalid-content", "filters/0/value", undefined],
  [{ filters: [{ column: "月份", is: "=", value: "2025-02-30" }] }, "invalid-content", "filters/0/value", undefined],
  [{ filters: [{ column: "order", is: "=" }] }, "invalid-content", "filters/0", undefined],
  [
    { filters: [{ column: "order", is: "=", parameter: "1; DROP" }] },
    "invalid-content",
    "filters/0/parameter",
    undefined,
  ],
  [{ group: ["region"], order: [{ column: "order" }] }, "unknown-column", "order/0/column", undefined],
  [{ top: 0 }, "invalid-content", "top", undefined],
])("%j is refused with its place", (menus, code, pointer, hint) => {
  const problem = catchProblem(() => writeQuery({ from: "sales", ...menus }, { sales: columns }));
  expect(problem).toMatchObject({ code, where: { pointer: `/change/query/${pointer}` } });
  expect(problem?.hint).toBe(hint);
});

function catchProblem(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems[0];
    throw error;
  }
  return undefined;
}

test("the reserved words are DuckDB's", async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(
    "SELECT DISTINCT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'",
  );
  const missing = reader
    .getRows()
    .map(([word]) => String(word))
    .filter((word) => !reservedWords.has(word));
  expect(missing).toEqual([]);
});
