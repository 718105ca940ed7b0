import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { openDatabase } from "../../../functions/core/report/dataset/database/open-database.ts";
import { shapeTable } from "./shape-table.ts";

/** SHA-256 of a table of texts. */
const hashOf = (lines: readonly string[]): string => {
  const hash = createHash("sha256").update(
    JSON.stringify([
      ["a", "VARCHAR"],
      ["b", "VARCHAR"],
    ]),
  );
  for (const line of lines) hash.update(`\n${line}`);
  return hash.digest("hex");
};

test("the hash of rows is that of their texts with lengths, nothing apart from an empty text or a mark", async () => {
  const made = await shapeTable("a,b\nx,\n,x\n~,é\n", "steps: [{types: {a: text, b: text}}]");
  expect(made.profile.rowsHash).toBe(hashOf(["1:x~", "~1:x", "1:~2:é"]));
});

test("a recipe may shape as many columns as a dataset may have", async () => {
  const names = Array.from({ length: 1000 }, (_, column) => `c${column}`);
  const text = `${names.join(",")}\n${names.map((_, column) => column).join(",")}\n`;
  const { profile } = await shapeTable(text, "steps: [{trim: [c0]}]");
  expect([profile.columns.length, profile.rows]).toEqual([1000, 1]);
});

test("the file of a recipe's table has both zeros of floating numbers, as its hash says", async () => {
  const text = `v\n${Array.from({ length: 3_000 }, (_, row) => ["1e5", "0e0", "-0e0"][row % 3]).join("\n")}\n`;
  const { table } = await shapeTable(text, "steps: [{types: {v: number}}]");
  const scratch = await openScratchFolder();
  const database = await openDatabase(scratch);
  const file = await scratch.write("zeros.parquet", table);
  const found = await database.rows(
    "SELECT v::VARCHAR AS v, count(*)::INT AS n FROM read_parquet($file) GROUP BY v::VARCHAR ORDER BY v",
    { file },
  );
  expect(found).toEqual([
    { v: "-0.0", n: 1_000 },
    { v: "0.0", n: 1_000 },
    { v: "100000.0", n: 1_000 },
  ]);
  database.close();
  await scratch.dispose();
});
