import * as xlsx from "@e965/xlsx";
import { expect, test } from "vitest";
import { catchProblems } from "./dataset/catch-problems.ts";
import { shapeTable } from "./shape-table.ts";

const workbook = (cells: Readonly<Record<string, string | number>>): Uint8Array => {
  const sheet: xlsx.WorkSheet = { "!ref": "A1:J20" };
  for (const [place, value] of Object.entries(cells))
    sheet[place] = { t: typeof value === "string" ? "s" : "n", v: value };
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, sheet, "S");
  return new Uint8Array(xlsx.write(book, { type: "buffer", bookType: "xlsx" }) as Buffer);
};

test("the header of a workbook is a row of the table that has it, in whatever column that begins", async () => {
  const body = workbook({ B2: "Sales", B3: "k", C3: "n", B4: "a", C4: 1, B5: "b", C5: 2 });
  const of = (header: number, range?: string) =>
    shapeTable(body, `read: {header: ${header}}`, { format: "xlsx", reading: range === undefined ? {} : { range } });
  expect(await of(3)).toMatchObject({
    columns: ["k", "n"],
    rows: [
      ["a", "1"],
      ["b", "2"],
    ],
  });
  // What is said with the file counts more.
  expect(await of(3, "B4:C5")).toMatchObject({ columns: ["a", "1"], rows: [["b", "2"]] });
  expect(await catchProblems("invalid-dataset", () => of(12))).toMatchObject([
    { code: "no-such-header", where: { pointer: "/read/header", row: 12 }, seen: 12, allowed: ["B2:C5"] },
  ]);
  const two = workbook({ A1: "k", B1: "n", A2: "a", B2: 1, D1: "k", E1: "n", D2: "b", E2: 2 });
  const unclear = () => shapeTable(two, "read: {header: 1}", { format: "xlsx" });
  expect(await catchProblems("invalid-dataset", unclear)).toMatchObject([
    { code: "unclear-range", where: { pointer: "/read/header" }, seen: ["A1:B2", "D1:E2"] },
  ]);
});
