import * as fc from "fast-check";
import { expect, test } from "vitest";
import { scanCsv } from "../../../../../functions/core/report/dataset/csv/scan-csv.ts";
import { datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import { catchProblems } from "../catch-problems.ts";

/** Returns what a scan finds, and the table's text if the scan rewrote it. */
function scan(text: string, limits = datasetLimits) {
  const body = new TextEncoder().encode(text);
  const { table, kept: _kept, first: _first, mended: _mended, ...found } = scanCsv(body, limits);
  return { ...found, ...(table === body ? {} : { table: new TextDecoder().decode(table) }) };
}

test("reads header, rows and the bytes of every column", () => {
  expect(scan("a,b\n1,é\n22,\n")).toEqual({
    delimiter: ",",
    columns: ["a", "b"],
    rows: 2,
    valueBytes: [3, 2],
    warnings: [],
  });
});

test.each([
  ["CRLF", "a,b\r\n1,2\r\n"],
  ["CR", "a,b\r1,2\r"],
  ["a byte order mark", "\ufeffa,b\n1,2"],
  ["no line end at the end", "a,b\n1,2"],
  ["quoted names and spaces around them", '"a", b \n1,2\n'],
])("takes %s", (_, text) => {
  expect(scan(text)).toMatchObject({ columns: ["a", "b"], rows: 1, valueBytes: [1, 1] });
});

test("a quoted value holds delimiters, line ends and doubled quotes", () => {
  expect(scan('a,b\n"x,\r\ny","q""q"\n')).toMatchObject({ rows: 1, valueBytes: [5, 3] });
});

test.each([
  ["a;b\n1,5;2\n3,5;4\n", ";", "semicolon"],
  ["a\tb\n1\t2\n", "\t", "tab"],
  ["a|b\n1|2\n", "|", "vertical bar"],
])("finds the delimiter of %j and says so", (text, delimiter, name) => {
  const found = scan(text);
  expect(found).toMatchObject({ delimiter, columns: ["a", "b"] });
  expect(found.warnings).toMatchObject([
    { code: "dataset-warning", message: expect.stringContaining(name), seen: delimiter },
  ]);
});

test("a comma stays the delimiter when a row is ragged", async () => {
  const problems = await catchProblems("invalid-dataset", () => scan("a,b,c\n1,2\n3\n4,5,6\n7,8,9,10\n"));
  expect(problems.map(({ where, seen, allowed }) => [where?.line, where?.row, seen, allowed])).toEqual([
    [2, 1, 2, 3],
    [3, 2, 1, 3],
    [5, 4, 4, 3],
  ]);
  expect(problems[0]?.message).toBe("Line 2 has 2 fields where the header has 3");
});

test("many ragged rows are reported in a few problems and a count", async () => {
  const problems = await catchProblems("invalid-dataset", () => scan(`a,b\n${"1\n".repeat(25)}`));
  expect(problems).toHaveLength(11);
  expect(problems.at(-1)?.message).toContain("15 more rows");
});

test("an unclosed quote is reported with the line where it opened", async () => {
  const problems = await catchProblems("invalid-dataset", () => scan('a,b\n1,2\n3,"x\n4,5\n6,7\n'));
  expect(problems).toMatchObject([{ code: "unclosed-quote", where: { line: 3 } }]);
});

test("text after a closing quote is refused", async () => {
  expect(await catchProblems("invalid-dataset", () => scan('a,b\n"1"x,2\n'))).toMatchObject([
    { code: "text-after-quote", where: { line: 2 } },
  ]);
});

test("repeated names get numbers, whatever their case, with a warning each", () => {
  const found = scan("a,,A,b,b\n1,2,3,4,5\n");
  expect(found).toMatchObject({
    columns: ["a", "column_2", "A_2", "b", "b_2"],
    table: '"a","column_2","A_2","b","b_2"\n1,2,3,4,5\n',
  });
  expect(found.warnings.map(({ message }) => message).slice(1)).toEqual([
    'Column 3 is named "A" and is called "A_2": column 1 has the name "a", and SQL ignores case',
    'Column 5 is named "b" and is called "b_2": column 4 has the same name',
  ]);
});

test("blank lines are skipped with a warning, and are values in a single column", () => {
  expect(scan("a,b\n1,2\n\n3,4\n")).toMatchObject({
    rows: 2,
    warnings: [{ message: "Line 3 is blank and was skipped", where: { line: 3 } }],
  });
  expect(scan("a,b\n\n1,2\n\n\n3,4\n").warnings).toEqual([
    { code: "dataset-warning", message: "3 blank lines were skipped, the first is line 2", where: { line: 2 } },
  ]);
  expect(scan("a\n1\n\n3\n")).toMatchObject({ rows: 3, warnings: [] });
  expect(scan("a\n1\n\n")).toMatchObject({ rows: 2, warnings: [] });
});

test.each([
  ["a,b\n# one\n1,2\n", "1,2\n", "1 comment among the rows was skipped", undefined],
  ["a,b\n# one\n1,2\n# two\n", "1,2\n", "2 comments among the rows were skipped", undefined],
  [
    "a,b\n1,2,\n3,4\n",
    "1,2\n3,4\n",
    "1 row ends with delimiters after the last column, with nothing between them",
    undefined,
  ],
  [
    "a,b\n1,2,\n3,4,,\n",
    "1,2\n3,4\n",
    "2 rows end with delimiters after the last column, with nothing between them",
    undefined,
  ],
  ["a,b\n1,2\n,\n", "1,2\n", "1 empty row at the end was left out", { row: 2 }],
  ["a,b\n1,2\n,\n3,4\n,\n,\n", "1,2\n,\n3,4\n", "2 empty rows at the end were left out", { row: 4 }],
])("what is left out of %j is warned of", (text, rows, message, where) => {
  const { warnings, table } = scan(text);
  expect(warnings).toEqual([{ code: "dataset-warning", message, ...(where !== undefined && { where }) }]);
  expect(table).toBe(`"a","b"\n${rows}`);
});

test("a table of empty rows stays as it is, and so does one column's", () => {
  expect(scan("a,b\n,\n,\n")).toMatchObject({ rows: 2, warnings: [] });
  expect(scan("a\n1\n\n")).toMatchObject({ rows: 2, warnings: [] });
});

test("a header without rows, and one of numbers, are warned of", () => {
  expect(scan("a,b\n").warnings).toMatchObject([{ message: "The file has a header and no rows" }]);
  expect(scan("2019,2020\n3,4\n").warnings).toMatchObject([
    { message: expect.stringContaining("taken for the header") },
  ]);
});

test("limits of rows and columns", async () => {
  expect(
    await catchProblems("limit-exceeded", () => scan("a,b\n1,2\n", { ...datasetLimits, columns: 1 })),
  ).toMatchObject([
    { code: "too-many-columns", message: "The dataset has 2 columns; at most 1 are allowed", seen: 2, allowed: 1 },
  ]);
  expect(
    await catchProblems("limit-exceeded", () => scan("a,b\n1,2\n3,4\n5,6\n", { ...datasetLimits, rows: 1 })),
  ).toMatchObject([{ code: "too-many-rows", allowed: 1 }]);
});

test("whatever is written by the rules of RFC 4180 is read back", () => {
  const value = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", " ", "é", "中") });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 1 }), (rows) => {
      const text = `a,b\r\n${rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n")}`;
      const found = scan(text);
      // Empty columns at the end are left out with a warning.
      expect(found.rows).toBe(rows.findLastIndex((row) => row.some((cell) => cell !== "")) + 1 || rows.length);
      expect(found.valueBytes).toEqual(
        [0, 1].map((at) => rows.reduce((sum, row) => sum + Buffer.byteLength(row[at]!), 0)),
      );
    }),
    { seed: 7, numRuns: 200 },
  );
});
