import { expect, test } from "vitest";
import { shapeTable } from "./shape-table.ts";

test.each([
  ['[{"zip": "10115"}, {"zip": "NA"}]', ["10115", null]],
  ['[{"zip": "+49301234567"}, {"zip": "NA"}]', ["+49301234567", null]],
  ['[{"zip": 1}, {"zip": "2"}, {"zip": "NA"}]', ["1", "2", null]],
  ['[{"zip": 1}, {"zip": -99}, {"zip": "2"}]', ["1", null, "2"]],
])("texts of a format with types stay texts beside markers: %s", async (text, values) => {
  const { types, rows } = await shapeTable(text, "missing: [NA, -99]", { format: "json" });
  expect([types, rows]).toEqual([["text"], values.map((value) => [value])]);
});

test("numbers beside markers alone are numbers, in JSON too", async () => {
  const text = '[{"n": 1.5, "d": "2024-01-05"}, {"n": "NA", "d": " NA "}, {"n": "", "d": null}]';
  const { types, rows } = await shapeTable(text, "missing: [NA]", { format: "json" });
  expect([types[0]?.startsWith("text"), types[1]]).toEqual([false, "date"]);
  expect(rows.map(([n]) => n && Number(n))).toEqual([1.5, null, null]);
});
