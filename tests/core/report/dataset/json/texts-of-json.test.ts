import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readTable } from "../read-table.ts";

const value = fc.constantFrom<string | null | undefined>("", "a", " ", "é", null, undefined);
const rows = fc.array(fc.record({ s: value, t: value, n: fc.integer() }), { minLength: 1, maxLength: 8 });

test("texts of JSON, empty ones too, are read as they were written; null and a missing key are missing", async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), async (written, lines) => {
      const text = lines ? written.map((row) => `${JSON.stringify(row)}\n`).join("") : JSON.stringify(written);
      const outcome = await readTable(new TextEncoder().encode(text), lines ? "ndjson" : "json");
      if ("refused" in outcome) throw new Error(outcome.problem.message);
      const columns = outcome.columns as readonly ("s" | "t" | "n")[];
      expect(outcome.rows).toEqual(
        written.map((row) =>
          columns.map((name) => (row[name] === undefined || row[name] === null ? null : String(row[name]))),
        ),
      );
      for (const { name, nulls } of outcome.profile.columns)
        expect(nulls).toBe(written.filter((row) => (row[name as "s"] ?? null) === null).length);
    }),
    { seed: 1, numRuns: process.env["SOAK"] === undefined ? 40 : 2000 },
  );
});

test("in a column of dates an empty text is a missing value", async () => {
  expect(await readTable(new TextEncoder().encode('[{"d":"2024-01-31"},{"d":""}]'), "json")).toMatchObject({
    types: ["date"],
    rows: [["2024-01-31"], [null]],
  });
});
