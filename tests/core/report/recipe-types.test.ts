import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import type { DatasetColumn } from "../../../functions/core/report/dataset/dataset.ts";
import { stepType } from "../../../functions/core/report/dataset/proposals/step-type.ts";
import { storeDataset } from "../../../functions/core/report/dataset/store-dataset.ts";
import { catchProblems } from "./dataset/catch-problems.ts";
import { shapeTable } from "./shape-table.ts";

const reading = { delimiter: ";" as const };
const tableOf = (values: readonly string[]): string =>
  `k;x\n${values.map((value, row) => `${row};${value}\n`).join("")}`;
const typesOf = (type: unknown): string => JSON.stringify({ steps: [{ types: { x: type } }] });

/** The column as the reader finds it by itself. */
async function found(text: string): Promise<DatasetColumn> {
  const scratch = await openScratchFolder();
  try {
    const content = { body: new TextEncoder().encode(text), format: "csv" as const, reading };
    return (await storeDataset(new MemoryObjectStore(), "d", content, scratch)).columns[1]!;
  } finally {
    await scratch.dispose();
  }
}

test.each([
  ["1,234.50", "(5.00)", "5.00-", "- 5", "12,34,567.5", "−3.5", ".5"],
  ["1.234,50", "(5,00)", "5,00-", "- 5", "1.234.567,1"],
  ["1\u2007234,50", "2\u00a0345,5", "3\u202f456,7", "(5,00)", "5,00-", "- 5", "−\u00a05"],
  ["1\u2007234.50", "2 345.5", "(5.00)", "5.00-", "- 5"],
  ["1'234.50", "2\u2019345.5", "(5.00)", "5.00-", "- 5"],
  ["€5.25", "-€7", "€1,234.5"],
  ["3,50 €", "1.234,5 €"],
  ["1,234.5", "1.5E-3", "2E+4"],
  ["12", "1.5", "-3", "+4.25", "7."],
  ["1.5E-3", "2.5", "3"],
  ["123456789012345678", "1", "-5"],
  ["2024/01/05", "2024/1/6", "2024-1-7"],
  ["31.12.2024", "1.2.2024"],
  ["12/31/2024", "1/2/2024"],
  ["2024年1月5日", "2024年12月31日"],
  ["2024-01-05T10:00:00Z", "2024-01-05 11:30"],
  ["31.12.2024 10:30", "1.2.2024 09:15"],
  ["true", "False"],
])("a step takes what the reader takes, as the reader does: %j %#", async (...values) => {
  const text = tableOf(values);
  const column = await found(text);
  expect(column.type).not.toBe("text");
  const written = stepType(column);
  expect(written, JSON.stringify(column)).toBeDefined();
  const number = column.type === "integer" || column.type === "number";
  const of = async (recipe: string): Promise<unknown[]> =>
    (await shapeTable(text, recipe, { reading })).rows.map(([, value]) => (number ? Number(value) : value));
  const read = await of("steps: [{trim: [k]}]");
  expect(read).not.toContain(null);
  expect(await of(typesOf(written))).toEqual(read);
});

test("whole numbers of more than 64 bits get no step", async () => {
  expect(stepType(await found(tableOf(["12345678901234567890123", "5"])))).toBeUndefined();
});

test.each([
  ["number", "1,234.56", "12,50"],
  ["integer", "1,234.56", "3,50"],
  ["integer", "1,234.56", "1,23"],
  ["integer", "1,234.56", "12,34"],
  ["integer", "1,234.56", "1,234,56"],
  ["decimal", "1,234.56", "1234,567"],
  ["number", "1.234,56", "12.50"],
  ["number", "1.234,56", "0.234"],
  ["decimal", "1 234,56", "12 50"],
  ["number", "1'234.56", "12'50"],
  ["decimal", "1234,56", "1,5E-3"],
  ["decimal", "1.234,56", "1,5E-3"],
  ["decimal", "1234.56", "1.5E-3"],
  ["integer", "1234.56", "1E5"],
])(
  "a mark of decimals is none of thousands, and no digit is rounded away: %s %s refuses %s",
  async (type, sample, cell) => {
    const recipe = typesOf({ [type]: sample });
    expect(
      await catchProblems("invalid-dataset", () => shapeTable(tableOf([cell]), recipe, { reading })),
    ).toMatchObject([{ code: "recipe-misfit", seen: cell, allowed: { [type]: sample } }]);
  },
);

test("groups of thousands, lakh and crore are taken", async () => {
  const values = ["1,234", "12,34,567", "1,23,456", "1234567", "007"];
  const { rows } = await shapeTable(tableOf(values), typesOf({ integer: "1,234.56" }), { reading });
  expect(rows.map(([, value]) => value)).toEqual(["1234", "1234567", "123456", "1234567", "7"]);
});

test("a decimal in the notation that the reader has found has no exponent either", async () => {
  const text = tableOf(["1,5E-3", "2,5"]);
  expect((await found(text)).notation).toMatchObject({ kind: "number", decimal: "," });
  expect(await catchProblems("invalid-dataset", () => shapeTable(text, typesOf("decimal"), { reading }))).toMatchObject(
    [{ code: "recipe-misfit", seen: "1,5E-3" }],
  );
});

test("values that become one column are not read in the notation of one of them", async () => {
  const text = "k;a;b\n1;1.234,50;1234.56\n2;2,5;7.5\n";
  const steps = [
    { trim: ["a"] },
    { derive: { b: "CAST(b AS VARCHAR)" } },
    { unpivot: { columns: ["a", "b"], names: "n", values: "v" } },
    { types: { v: "number" } },
  ];
  const problems = await catchProblems("invalid-dataset", () =>
    shapeTable(text, JSON.stringify({ steps }), { reading }),
  );
  expect(problems).toMatchObject([{ code: "recipe-misfit", seen: "1.234,50" }]);
});
