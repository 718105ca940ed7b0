import { describe, expect, it, test } from "vitest";
import { checkDataset } from "../../../../../functions/core/report/dataset/check-dataset.ts";
import type { Dataset, DatasetFormat, OpenedDataset } from "../../../../../functions/core/report/dataset/dataset.ts";
import { datasetOf, runOne } from "../../query/query-bench.ts";

async function column(values: readonly string[], format: DatasetFormat = "csv"): Promise<OpenedDataset> {
  const rows = format === "csv" ? ["x", ...values] : [`[${values.map((value) => `{"x":${value}}`).join(",")}]`];
  return await datasetOf("d", `${rows.join("\n")}\n`, format);
}

const printed = async (sql: string, dataset: Dataset): Promise<string[]> =>
  (await runOne(sql, [dataset])).rows.map(({ x }) => String(x));

describe("numbers are held as they are written", () => {
  it.each([
    [["1", "-22"], "integer", undefined, "-21"],
    [["9007199254740993", "1"], "integer", "BIGINT", "9007199254740994"],
    [["9223372036854775807", "1"], "integer", "HUGEINT", "9223372036854775808"],
    [["12345678901234567890123456789", "1"], "integer", "HUGEINT", "12345678901234567890123456790"],
    [["0.1", "0.2"], "number", "DECIMAL(15, 1)", "0.3"],
    [["1234567890123.45", "8765432109876.54", ".01"], "number", "DECIMAL(15, 2)", "10000000000000"],
    [["9999999999999999.99", "0.01"], "number", "DECIMAL(18, 2)", "10000000000000000"],
    [["12345678901234567.891", "1"], "number", "DECIMAL(38, 3)", "12345678901234568.891"],
    [["+0.5", "5.", "-1.25"], "number", "DECIMAL(15, 2)", "4.25"],
    [["0.12345678901234567890123", "1"], "number", "DECIMAL(38, 23)", "1.12345678901234567890123"],
    [["1.5e3", "0.5"], "number", undefined, "1500.5"],
    [["1e-05", "1e+05", "1"], "number", undefined, "100001.00001"],
    [["0.0000000001", "1"], "number", undefined, "1.0000000001"],
  ] as const)("%j", async (values, type, databaseType, sum) => {
    const dataset = await column(values);
    const [{ nulls: _, misfits: __, ...held }] = dataset.profile.columns as [Dataset["profile"]["columns"][number]];
    expect(held).toEqual({ name: "x", type, ...(databaseType === undefined ? {} : { databaseType }) });
    expect(dataset.profile.warnings).toEqual([]);
    expect(await printed("SELECT sum(x) AS x FROM d", dataset)).toEqual([sum]);
    // As read from a file, and as a table of cells.
    const file = await datasetOf("f", "x\u001F\n1\n");
    expect(
      (await runOne("SELECT sum(x) AS x FROM d, (SELECT count(*) FROM f)", [dataset, file])).rows.map(({ x }) =>
        String(x),
      ),
    ).toEqual([sum]);
  });

  it("in JSON too, where a number may be too long", async () => {
    const dataset = await column(["4006381333931", "4006381333948", "0.1", "12345678901234567890"], "json");
    expect(dataset.profile.columns).toMatchObject([{ type: "number", databaseType: "DECIMAL(38, 1)" }]);
    expect(await printed("SELECT sum(x) AS x FROM d", dataset)).toEqual(["12345686913997235769.1"]);
    expect((await column(["4006381333931", "4006381333948"], "json")).profile.columns).toMatchObject([
      { type: "integer" },
    ]);
    expect((await column(["1E5", "3"], "json")).profile.columns).toMatchObject([{ type: "number" }]);
  });

  it("or it is said which digits are lost", async () => {
    expect((await column(["12345678901234567890.123456789", "1"], "json")).profile.warnings).toMatchObject([
      {
        message:
          '"x" has numbers with more than 15 digits; JSON input keeps 15, CSV keeps all. The first is 12345678901234567890.123456789 in row 1',
        where: { name: "x", row: 1 },
      },
    ]);
    const computed = await column(["0.3333333333333333", "12.123456789012345"]);
    expect(computed.profile.columns).toMatchObject([{ type: "number" }]);
    expect(computed.profile.warnings).toMatchObject([
      {
        code: "dataset-warning",
        message: '"x" holds floating-point numbers of up to 17 digits; 15 of them are kept',
        where: { name: "x", row: 1 },
      },
    ]);
  });

  it("and are text where no type holds them", async () => {
    for (const values of [
      ["199999999999999999999999999999999999999", "1"],
      ["12345678901234567890123456789.1234567890123456", "1"],
    ]) {
      const dataset = await column(values);
      expect(dataset.profile.columns).toMatchObject([{ type: "text", couldBe: { type: "number" } }]);
      expect(dataset.profile.warnings[0]?.message).toMatch(
        /at most 38 can be calculated with exactly\. Declare it as number to calculate with 15$/,
      );
      expect(await printed("SELECT x FROM d", dataset)).toEqual(values);
    }
  });
});

describe("codes are not numbers", () => {
  it.each([
    [
      ["1E5", "12", "340"],
      "number",
      '"x" is text: "1E5" in row 1 may be a code or a power of ten, and the other values are whole numbers. Declare it as number if it is one',
    ],
    [
      ["12", "+41446681800"],
      "integer",
      '"x" is text: "+41446681800" in row 2 may be a telephone number, and no value is negative. Declare it as integer if it is one',
    ],
    [
      ["4006381333931", "4006381333948"],
      "integer",
      '"x" is text: each value has 13 digits, as identifiers have. Declare it as integer if it is one',
    ],
    [
      ["4006381333900", "4006381333931"],
      "integer",
      '"x" is text: each value has 13 digits, as identifiers have. Declare it as integer if it is one',
    ],
  ])("%j", async (values, could, message) => {
    const dataset = await column(values);
    expect(dataset.profile.columns).toMatchObject([{ type: "text", couldBe: { type: could } }]);
    expect(dataset.profile.warnings).toMatchObject([{ code: "dataset-warning", message, where: { name: "x" } }]);
    expect(await printed("SELECT x FROM d", dataset)).toEqual(values);
  });

  it.each([[["007", "12"]], [["+0041", "1"]], [["1E5", "2B7"]]])(
    "nor is a column with one that can be none: %j",
    async (values) => {
      expect((await column(values)).profile.columns).toMatchObject([{ type: "text" }]);
    },
  );

  it.each([
    [["1E5", "0.5"]],
    [["1E5", "2E3"]],
    [["+12345678", "-23456789"]],
    [["+12345678", "1.5"]],
    [["+5", "3"]],
    [["27360935000000", "17794782000000"]],
    [["1234567890123", "5"]],
    [["4006381333931"]],
    [["-1234567890123", "-1234567890124"]],
    [["1234567890123", "12345678901234"]],
    [["4006381333931", "400638133393.1"]],
  ])("a text among numbers of its kind is a number: %j", async (values) => {
    const { profile } = await column(values);
    expect(["integer", "number"]).toContain(profile.columns[0]!.type);
    expect(profile.warnings).toEqual([]);
  });
});

async function declared(values: readonly string[], type: "integer" | "number" | "text"): Promise<Dataset> {
  return checkDataset(await column(values), { alias: "d", columns: { x: type } });
}

test("a declaration decides", async () => {
  const ids = ["4006381333931", "4006381333948"];
  expect(await printed("SELECT sum(x) AS x FROM d", await declared(ids, "integer"))).toEqual(["8012762667879"]);
  expect(await printed("SELECT sum(x) AS x FROM d", await declared(["9007199254740993", "1"], "number"))).toEqual([
    "9007199254740994",
  ]);
  expect(await printed("SELECT sum(x) * 1000 AS x FROM d", await declared(["999999999999999", "1"], "number"))).toEqual(
    ["1000000000000000000"],
  );
  expect(
    await printed(
      "SELECT x + 1 AS x FROM d",
      await declared(["199999999999999999999999999999999999999", "1"], "number"),
    ),
  ).toEqual(["2e+38", "2"]);
  expect(await printed("SELECT x FROM d", await declared(["1.50", "2"], "text"))).toEqual(["1.50", "2"]);
  expect(await printed("SELECT x * 2 AS x FROM d", await declared(["1E5", "12"], "number"))).toEqual(["200000", "24"]);
  await expect(declared(["1.5"], "integer")).rejects.toThrow("is of type number, not integer");
});

test("cells hold numbers as they are, without zeros that fill a column up", async () => {
  const dataset = await datasetOf("d", "a,b\n1.5,100\n2.25,0.10\n100.00,7\n");
  expect(
    (await runOne("SELECT name, text, number FROM d_cells ORDER BY position, row", [dataset])).rows.map(
      ({ text, number }) => [text, number],
    ),
  ).toEqual([
    ["1.5", 1.5],
    ["2.25", 2.25],
    ["100", 100],
    ["100", 100],
    ["0.1", 0.1],
    ["7", 7],
  ]);
});
