import { createHash } from "node:crypto";
import { expect, test } from "vitest";
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
