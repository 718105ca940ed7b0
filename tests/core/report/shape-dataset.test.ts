import { expect, test } from "vitest";
import { datasetLimits } from "../../../functions/core/report/dataset/dataset-limits.ts";
import { catchProblems } from "./dataset/catch-problems.ts";
import { shapeTable } from "./shape-table.ts";

const sales = `month;region;revenue;cost
31/01/2024; North ;1.234,50;1.000
29/02/2024;South;..;500
Total;;1.234,50;1.500
`;

test("a messy file becomes a table of typed columns", async () => {
  const { columns, types, rows, profile } = await shapeTable(
    sales,
    `
missing: [".."]
steps:
  - leave-out: {where: "month = 'Total'"}
  - types: {month: {date: "%d/%m/%Y"}, revenue: {decimal: "1.234,56"}, cost: {decimal: "1.234,56"}}
  - trim: [region]
  - derive: {margin: revenue - cost}
  - units: {margin: EUR}
`,
  );
  expect(columns).toEqual(["month", "region", "revenue", "cost", "margin"]);
  expect(types).toEqual(["date", "text", "DECIMAL(15,2)", "DECIMAL(15,0)", "DECIMAL(18,2)"]);
  expect(rows).toEqual([
    ["2024-01-31", "North", "1234.50", "1000", "234.50"],
    ["2024-02-29", "South", null, "500", null],
  ]);
  expect(profile.columns.map(({ unit }) => unit)).toEqual([undefined, undefined, undefined, undefined, "EUR"]);
  expect(profile).toMatchObject({
    table: "parquet",
    rows: 2,
    rowsHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
});

test("a column is a number when what spoiled it is named as missing", async () => {
  const { types, rows } = await shapeTable("a,b\n1,x\n..,NA\n3,\n", "missing: ['..', NA]");
  expect([types, rows]).toEqual([
    ["integer", "text"],
    [
      ["1", "x"],
      [null, null],
      ["3", null],
    ],
  ]);
  const one = await shapeTable("a,b\n1,..\n..,2\n", "missing: {A: ['..']}");
  expect([one.types, one.rows]).toEqual([
    ["integer", "text"],
    [
      ["1", ".."],
      [null, "2"],
    ],
  ]);
});

test("wide years become rows, in the order of the file, whatever they hold", async () => {
  const wide = "country,2001,2002,2003\nA,1,,3\nB,4,5.5,6\n";
  const steps = 'steps: [{unpivot: {columns: "2001..2003", names: year, values: value}}]';
  expect(await shapeTable(wide, steps)).toMatchObject({
    columns: ["country", "year", "value"],
    rows: [
      ["A", "2001", "1.0"],
      ["A", "2002", null],
      ["A", "2003", "3.0"],
      ["B", "2001", "4.0"],
      ["B", "2002", "5.5"],
      ["B", "2003", "6.0"],
    ],
  });
  const open = await shapeTable("c,2001,2002\nA,x,1\n", 'steps: [{unpivot: {columns: "2001..", names: n, values: v}}]');
  expect([open.types, open.rows]).toEqual([
    ["text", "integer", "text"],
    [
      ["A", "2001", "x"],
      ["A", "2002", "1"],
    ],
  ]);
});

test("years of which one is spoiled are numbers once they are told to be", async () => {
  const wide = 'country,2001,2002\nA,"1,234.5",*\nB,7,8\n';
  const recipe = `
missing: ["*"]
steps:
  - unpivot: {columns: [2001, 2002], names: year, values: value}
  - types: {value: {decimal: "1,234.56"}}
`;
  expect((await shapeTable(wide, recipe)).rows).toEqual([
    ["A", "2001", "1234.5"],
    ["A", "2002", null],
    ["B", "2001", "7.0"],
    ["B", "2002", "8.0"],
  ]);
});

test("a column is divided where it says, and its parts can be typed", async () => {
  const recipe = `
steps:
  - split: {column: period, by: "-Q", into: [year, quarter]}
  - types: {year: integer, quarter: integer}
`;
  const { columns, types, rows } = await shapeTable("period,v\n2024-Q1,1\n,2\n", recipe);
  expect([columns, types]).toEqual([
    ["year", "quarter", "v"],
    ["integer", "integer", "integer"],
  ]);
  expect(rows).toEqual([
    ["2024", "1", "1"],
    [null, null, "2"],
  ]);
});

test("names are exchanged in one step", async () => {
  expect(await shapeTable("a,b\n1,x\n", "steps: [{names: {a: b, b: a}}]")).toMatchObject({
    columns: ["b", "a"],
    rows: [["1", "x"]],
  });
});

test("a header in a line is found there, and faults have the lines of the file", async () => {
  const body = 'Report\n"of ""sales""",,\nregion,n\nNorth,1\n';
  expect(await shapeTable(body, "read: {header: 3}")).toMatchObject({
    columns: ["region", "n"],
    rows: [["North", "1"]],
  });
  const [problem] = await catchProblems("invalid-dataset", () => shapeTable(`${body}a,b,c\n`, "read: {header: 3}"));
  expect(problem).toMatchObject({ where: { line: 5 } });
  const [none] = await catchProblems("invalid-dataset", () => shapeTable(body, "read: {header: 30}"));
  expect(none).toMatchObject({ code: "no-such-line", allowed: 30 });
});

test("how a file is read by its recipe yields to how it is sent", async () => {
  const body = "a|b;c\n1|2;3\n";
  expect((await shapeTable(body, "read: {delimiter: ';'}")).columns).toEqual(["a|b", "c"]);
  expect((await shapeTable(body, "read: {delimiter: ';'}", { reading: { delimiter: "|" } })).columns).toEqual([
    "a",
    "b;c",
  ]);
});

test("JSON and Parquet have recipes too", async () => {
  const json = '[{"a":1,"b":"x"},{"a":"..","b":"y"},{"a":3,"b":"y"}]';
  const { types, rows, table } = await shapeTable(json, "missing: ['..']\nsteps: [{derive: {c: a + 1}}]", {
    format: "json",
  });
  expect([types, rows]).toEqual([
    ["integer", "text", "integer"],
    [
      ["1", "x", "2"],
      [null, "y", null],
      ["3", "y", "4"],
    ],
  ]);
  const again = await shapeTable(table, "missing: [y]\nsteps: [{types: {a: text}}, {leave-out: {where: b IS NULL}}]", {
    format: "parquet",
  });
  expect([again.types, again.rows]).toEqual([["text", "text", "integer"], [["1", "x", "2"]]]);
});

test.each([
  ["types: {a: integer}", "/steps/0/types/a", "x1", 2, "a"],
  ["types: {A: {date: '%Y'}}", "/steps/0/types/A", "10", 1, "a"],
  ["split: {column: b, by: '-', into: [l, r]}", "/steps/0/split", "p-q-r", 3, "b"],
])("a value that does not fit %s is named with its row", async (step, pointer, seen, row, name) => {
  const problems = await catchProblems("invalid-dataset", () =>
    shapeTable("a,b\n10,u-v\nx1,s-t\n12,p-q-r\n", `steps: [{${step}}]`),
  );
  expect(problems).toEqual([expect.objectContaining({ code: "recipe-misfit", seen, where: { pointer, name, row } })]);
});

test("a step fails on a row that a later one would leave out, and not on one that an earlier one has", async () => {
  const body = "a\n1\nTotal\n";
  const [types, out] = ["{types: {a: integer}}", `{leave-out: {where: "a::VARCHAR = 'Total'"}}`];
  expect((await shapeTable(body, `steps: [${out}, ${types}]`)).rows).toEqual([["1"]]);
  expect(await catchProblems("invalid-dataset", () => shapeTable(body, `steps: [${types}, ${out}]`))).toMatchObject([
    { code: "recipe-misfit", seen: "Total" },
  ]);
});

test("a step fails on a value that a later one replaces", async () => {
  const steps = "steps: [{types: {a: integer}}, {derive: {a: '1'}}]";
  expect(await catchProblems("invalid-dataset", () => shapeTable("a\nx\n", steps))).toMatchObject([
    { code: "recipe-misfit" },
  ]);
});

test.each([
  ["names: {x: y}", "unknown-column", "/steps/1/names/x"],
  ["types: {x: text}", "unknown-column", "/steps/1/types/x"],
  ["trim: [a, x]", "unknown-column", "/steps/1/trim/1"],
  ["units: {x: m}", "unknown-column", "/steps/1/units/x"],
  ["split: {column: x, by: '-', into: [c]}", "unknown-column", "/steps/1/split/column"],
  ["unpivot: {columns: [a, x], names: n, values: v}", "unknown-column", "/steps/1/unpivot/columns/1"],
  ["unpivot: {columns: 'a..x', names: n, values: v}", "unknown-column", "/steps/1/unpivot/columns"],
  ["unpivot: {columns: 'b..a', names: n, values: v}", "empty-range", "/steps/1/unpivot/columns"],
  ["names: {a: B}", "duplicate-column", "/steps/1/names"],
  ["unpivot: {columns: [a], names: b, values: v}", "duplicate-column", "/steps/1/unpivot"],
  ["split: {column: a, by: '-', into: [c, c]}", "duplicate-column", "/steps/1/split"],
  ["derive: {c: a + x}", "recipe-failed", "/steps/1/derive"],
  ["derive: {c: sum(a)}", "recipe-failed", "/steps/1/derive"],
  ["derive: {c: \"CAST('q' || a AS INTEGER)\"}", "recipe-failed", "/steps/1/derive"],
  ["leave-out: {where: \"CAST('q' || a AS INTEGER) = 1\"}", "recipe-failed", "/steps/1/leave-out"],
])("a step that does not fit is refused by name: %s", async (step, code, pointer) => {
  const [problem] = await catchProblems("invalid-dataset", () =>
    shapeTable("a,b\n1,2\n3,4\n", `steps: [{trim: [a]}, {${step}}]`),
  );
  expect(problem).toMatchObject({ code, where: { pointer } });
  if (code === "unknown-column") expect(problem).toMatchObject({ seen: "x", allowed: ["a", "b"] });
});

test.each([
  "1) AS x, (2",
  "a, b",
  "a AS x",
  "*",
  "COLUMNS(*)",
  "a FROM range(3)",
  "a WHERE true",
  "a GROUP BY a",
  "a ORDER BY a",
  "a LIMIT 1",
  "a UNION SELECT 2",
  "1; DROP TABLE recipe_table",
  "1; COPY recipe_table TO '/tmp/x'",
  "1; SET threads = 1",
  "1 -- ",
  "/* ",
  "(SELECT content FROM read_text('/etc/passwd'))",
  "(SELECT count(*) FROM '/etc/passwd')",
  "(SELECT count(*) FROM recipe_table)",
  "(SELECT count(*) FROM duckdb_settings())",
  "random()",
  "now()",
  "current_date",
  "current_setting('threads')",
  "getenv('HOME')",
  "nextval('s')",
  "$x",
  "?",
  "",
])("what is not one expression over the columns is refused: %s", async (text) => {
  for (const step of [{ derive: { c: text } }, { "leave-out": { where: text } }]) {
    const recipe = JSON.stringify({ steps: [step] });
    const refused = await shapeTable("a,b\n1,2\n", recipe).then(
      () => undefined,
      (error: unknown) => error,
    );
    // A comment at the end is harmless: it ends with its line.
    if (text === "1 -- ") expect(refused).toBeUndefined();
    else {
      expect(refused).toMatchObject({ kind: text === "" ? "invalid-request" : "invalid-dataset" });
      // It is about the author's text, not about how DuckDB was asked.
      expect((refused as Error).message).not.toMatch(/serializ|json|node/i);
    }
  }
});

test("more rows, columns or bytes than there may be are refused", async () => {
  const rows = `a\n${"1\n".repeat(20)}`;
  const few = { ...datasetLimits, rows: 30 };
  const wide = 'steps: [{derive: {b: a, c: a}}, {unpivot: {columns: "a..c", names: n, values: v}}]';
  expect(await catchProblems("limit-exceeded", () => shapeTable(rows, wide, { limits: few }))).toMatchObject([
    { code: "too-many-rows", allowed: 30 },
  ]);
  const three = { ...datasetLimits, columns: 2 };
  expect(
    await catchProblems("limit-exceeded", () => shapeTable(rows, "steps: [{derive: {b: a, c: a}}]", { limits: three })),
  ).toMatchObject([{ code: "too-many-columns" }]);
});

test("a recipe that takes too long is stopped and says so", async () => {
  const numbers = "range(100000 + a) r(i), range(100000) s(j)";
  const slow = JSON.stringify({
    steps: [{ trim: ["b"] }, { derive: { c: `(SELECT count(*) FROM ${numbers} WHERE (i * j) % 7 = 3)` } }],
  });
  const problems = await catchProblems("limit-exceeded", () => shapeTable("a,b\n1,x\n", slow, { deadlineMs: 500 }));
  expect(problems).toMatchObject([{ code: "recipe-too-slow", allowed: "500 ms" }]);
});

test("the hash of rows is that of the values, whatever the file was", async () => {
  const [csv, json, other] = await Promise.all([
    shapeTable("a,b\n1,x\n,y\n", "steps: [{trim: [b]}]"),
    shapeTable('[{"a":1,"b":"x"},{"a":null,"b":"y"}]', "steps: [{trim: [b]}]", { format: "json" }),
    shapeTable("a,b\n1,x\n,z\n", "steps: [{trim: [b]}]"),
  ]);
  expect(json.profile.rowsHash).toBe(csv.profile.rowsHash);
  expect(other.profile.rowsHash).not.toBe(csv.profile.rowsHash);
  expect(json.profile.version).not.toBe(csv.profile.version);
});

test("a message that only looks like that of a value that does not fit is told as it is", async () => {
  const recipe = JSON.stringify({ steps: [{ derive: { b: "CAST('recipe-misfit {' AS INTEGER)" } }] });
  expect(await catchProblems("invalid-dataset", () => shapeTable("a\n1\n", recipe))).toMatchObject([
    { code: "recipe-failed", message: expect.stringContaining("recipe-misfit {") as string },
  ]);
});
