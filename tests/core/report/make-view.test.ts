import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { datasetSelect } from "../../../functions/core/report/dataset/database/dataset-select.ts";
import { datasetLimits } from "../../../functions/core/report/dataset/dataset-limits.ts";
import { openDataset } from "../../../functions/core/report/dataset/open-dataset.ts";
import type { ShapedDataset } from "../../../functions/core/report/dataset/recipe/shape.ts";
import { storeDataset } from "../../../functions/core/report/dataset/store-dataset.ts";
import { readView } from "../../../functions/core/report/dataset/view/parse-view.ts";
import { profileOfMade } from "../../../functions/core/report/dataset/view/store-made.ts";
import { makeView } from "../../../functions/core/report/make-view.ts";

const scratch = await openScratchFolder();
const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
const connection = await instance.connect();
afterAll(() => scratch.dispose());

const encode = (text: string) => new TextEncoder().encode(text);

async function make(
  files: Readonly<Record<string, string>>,
  text: string,
  deadlineMs?: number,
  stored = datasetLimits,
): Promise<ShapedDataset & { readonly cells: readonly (readonly unknown[])[] }> {
  const store = new MemoryObjectStore();
  for (const [name, csv] of Object.entries(files))
    await storeDataset(store, name, { body: encode(csv), format: "csv" }, scratch, stored);
  const definition = readView(text);
  const datasets = await Promise.all(
    Object.entries(definition.from).map(([alias, name]) => openDataset(store, alias, { name })),
  );
  const own = await openScratchFolder();
  try {
    const made = await makeView(definition, datasets, {
      scratch: own,
      openScratch: () => openScratchFolder(),
      limits: datasetLimits,
      ...(deadlineMs !== undefined && { deadlineMs }),
    });
    const file = await own.write("read.parquet", made.table);
    const result = await connection.runAndReadAll(
      `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${datasetSelect(profileOfMade(made))})`,
      { file },
    );
    return { ...made, cells: result.getRows() };
  } finally {
    await own.dispose();
  }
}

const sales = "region,month,amount\nnorth,2024-01-01,1.5\nsouth,2024-01-01,2\nnorth,2024-02-01,4\n";

test("a SELECT over two datasets, by the names that the view gives them", async () => {
  const rates = "region,rate\nnorth,10\nsouth,100\n";
  const text =
    'from: { s: sales, fx-rates: fx-rates }\nselect: |\n  SELECT region, sum(amount * rate) AS total\n  FROM s JOIN "fx-rates" USING (region) GROUP BY region\n';
  const { cells, rows } = await make({ sales, "fx-rates": rates }, text);
  expect(rows).toBe(2);
  expect(cells).toEqual([
    ["north", "55.0"],
    ["south", "200.0"],
  ]);
});

test.each([
  ["a short text", datasetLimits],
  ["a text that is stored as Parquet too", { ...datasetLimits, text: 0 }],
])("steps over one dataset: %s", async (_, stored) => {
  const { cells, columns } = await make(
    { sales },
    "from: sales\nsteps:\n  - leave-out: { where: \"region = 'south'\" }\n  - derive: { twice: amount * 2 }\n  - units: { twice: EUR }\n",
    undefined,
    stored,
  );
  expect(cells.map((row) => row.at(-1))).toEqual(["3.0", "8.0"]);
  expect(columns.at(-1)).toMatchObject({ name: "twice", unit: "EUR" });
});

test.each([
  ["without an order, rows come by all columns", "SELECT region, amount FROM sales", ["1.5", "4.0", "2.0"]],
  [
    "rows that tie come by all columns",
    "SELECT region, amount FROM sales ORDER BY region DESC -- last",
    ["2.0", "1.5", "4.0"],
  ],
  ["an order by all columns is one", "SELECT region, amount FROM sales ORDER BY ALL DESC;", ["2.0", "4.0", "1.5"]],
  [
    "an order of a union",
    "SELECT region, amount FROM sales UNION ALL SELECT 'x', 0 ORDER BY region",
    ["1.5", "4.0", "2.0", "0.0"],
  ],
  ["an order with a limit stays", "SELECT region, amount FROM sales ORDER BY amount DESC LIMIT 2", ["4.0", "2.0"]],
])("%s", async (_, select, expected) => {
  const { cells } = await make({ sales }, `from: sales\nselect: "${select}"\n`);
  expect(cells.map((row) => row[1])).toEqual(expected);
});

test("the version is that of the rows: the order of the file, and how it is written, change nothing", async () => {
  const text = "from: sales\nselect: SELECT region, sum(amount) AS amount FROM sales GROUP BY ALL\n";
  const reversed = `region,month,amount\n${sales.split("\n").slice(1, 4).toReversed().join("\n")}\n`;
  const made = await Promise.all([make({ sales }, text), make({ sales: reversed }, text)]);
  expect(made[0].rowsHash).toBe(made[1].rowsHash);
  const other = await make({ sales: sales.replace("1.5", "1.6") }, text);
  expect(other.rowsHash).not.toBe(made[0].rowsHash);
});

test("floating numbers are rounded like those of a report's queries, and infinite ones are missing, with a warning", async () => {
  const { cells, warnings } = await make(
    { sales },
    "from: sales\nselect: SELECT 0.1::DOUBLE + 0.2 AS a, ln(10) AS b, -0.0::DOUBLE AS z, amount::DOUBLE / 0 AS i FROM sales LIMIT 1\n".replace(
      " LIMIT 1",
      " WHERE amount = 4",
    ),
  );
  expect(cells).toEqual([["0.3", "2.30258509299", "0.0", null]]);
  expect(warnings).toMatchObject([{ code: "not-finite", seen: "i" }]);
});

test("types that a file cannot hold become those that it can", async () => {
  const { cells, columns } = await make(
    { sales },
    "from: sales\nselect: SELECT TIME '10:00' AS t, 'a'::ENUM('a') AS e, 1::HUGEINT AS h, NULL AS n, 0.1::FLOAT AS f, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS z FROM sales WHERE amount = 4\n",
  );
  expect(cells).toEqual([["10:00:00", "a", "1", null, "0.1", "2024-01-01 00:00:00"]]);
  expect(columns.map(({ type }) => type)).toEqual(["text", "text", "integer", "integer", "number", "timestamp"]);
});

test.each([
  ["SELECT * FROM read_csv('/etc/passwd')", "forbidden-function"],
  ["SELECT * FROM '/etc/passwd'", "no-files"],
  ["SELECT now() AS n FROM sales", "volatile"],
  ["SELECT $report_date AS n FROM sales", "unknown-parameter"],
  ["SELECT * FROM other", "unknown-table"],
  ['SELECT * FROM \\"(view)\\"', "cyclic-queries"],
  ["DROP TABLE sales", "not-a-select"],
  ["SELECT 1; SELECT 2", "not-a-select"],
  ["SELECT nothing FROM sales", "query-failed"],
  ["SELECT region, region AS Region FROM sales", "duplicate-column"],
  ["SELECT [1] AS list FROM sales", "not-a-scalar"],
  ["SELECT * FROM sales LIMIT 1", "limit-without-order"],
  ["(SELECT * FROM sales ORDER BY region)", "order-not-last"],
  ["SELECT DATE '10000-01-01' AS d FROM sales", "date-out-of-range"],
  ["SELECT DATE '0000-12-31' AS d FROM sales", "date-out-of-range"],
  ["SELECT TIMESTAMPTZ '0000-06-01 00:00:00+00' AS d FROM sales", "date-out-of-range"],
  ["SELECT TIMESTAMPTZ '9999-12-31 23:30:00-01' AS d FROM sales", "date-out-of-range"],
])("%s is refused: %s", async (select, code) => {
  const made = make({ sales }, `from: sales\nselect: "${select}"\n`);
  await expect(made).rejects.toMatchObject({ problems: [{ code, where: { pointer: "/select" } }] });
});

test("moments of nanoseconds are made, to the microsecond", async () => {
  const made = await make(
    { sales },
    "from: sales\nselect: SELECT TIMESTAMP_NS '2024-01-01 10:00:00.123456789' AS d FROM sales\n",
  );
  expect([made.columns[0]!.type, made.cells[0]]).toEqual(["timestamp", ["2024-01-01 10:00:00.123456"]]);
});

test("no refusal speaks of a report's date, which a view has not", async () => {
  for (const text of ["now()", "current_date", "age(DATE '2024-01-01')"])
    await expect(make({ sales }, `from: sales\nselect: SELECT ${text} AS n FROM sales\n`)).rejects.toSatisfy(
      ({ problems }: { problems: readonly { message: string; hint?: string }[] }) =>
        problems.length === 1 && !/report could|report_date/.test(`${problems[0]!.message} ${problems[0]!.hint}`),
    );
});

test("a view of no rows has its columns", async () => {
  const { columns, rows } = await make({ sales }, "from: sales\nselect: SELECT region FROM sales WHERE false\n");
  expect([rows, columns.map(({ name }) => name)]).toEqual([0, ["region"]]);
});

test("a SELECT that takes too long is stopped, and one that makes too many rows is refused", async () => {
  const endless =
    "from: sales\nselect: SELECT sum(a.amount) AS n FROM sales a, range(1000000) b, range(1000000) c WHERE b.range <> c.range\n";
  await expect(make({ sales }, endless, 300)).rejects.toMatchObject({ problems: [{ code: "query-too-slow" }] });
  const many = "from: sales\nselect: SELECT range AS n FROM sales, range(4000000)\n";
  await expect(make({ sales }, many)).rejects.toMatchObject({ problems: [{ code: "too-many-rows" }] });
});
