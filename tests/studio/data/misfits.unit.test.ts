import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDataset } from "../../../functions/core/report/dataset/check-dataset.ts";
import type { OpenedDataset } from "../../../functions/core/report/dataset/dataset.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { misfitsOf } from "../../../studio/src/api/datasets/misfits.ts";
import { renamedColumns } from "../../../studio/src/make/rename-columns.ts";

const types = ["text", "integer", "number", "boolean", "date", "timestamp"] as const;
const type = fc.constantFrom(...types);
const name = fc.constantFrom("a", "A", "b", "Month", "month", "name");
const column = fc.record({
  name,
  type,
  nulls: fc.integer({ min: 0, max: 3 }),
  couldBe: fc.option(type, { nil: undefined }),
});

test("a dataset fits a template in the studio if, and only if, the server makes reports from it", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(column, { maxLength: 4, selector: (one) => one.name.toLowerCase() }),
      fc.dictionary(name, type, { maxKeys: 3 }),
      (columns, needed) => {
        const stored = columns.map(({ couldBe, ...rest }) => ({
          ...rest,
          ...(couldBe !== undefined && { couldBe: { type: couldBe } }),
        }));
        const told = columns.map(({ couldBe, ...rest }) => ({ ...rest, ...(couldBe !== undefined && { couldBe }) }));
        const found = misfitsOf({ columns: needed }, { columns: told, rows: 3 });
        expect(found.map(({ needed: one }) => one)).toEqual(refusedBy(stored, needed));
      },
    ),
    { seed: 29, numRuns: process.env["SOAK"] === undefined ? 500 : 50_000 },
  );
});

/** The columns that the server's own check names. */
function refusedBy(
  columns: readonly { readonly name: string }[],
  needed: Readonly<Record<string, (typeof types)[number]>>,
): string[] {
  return Object.entries(needed).flatMap(([one, wanted]) => {
    try {
      checkDataset(
        {
          alias: "data",
          profile: { rows: 3, columns, format: "csv" },
          readAs: () => ({}),
        } as unknown as OpenedDataset,
        { alias: "data", columns: { [one]: wanted } } as never,
      );
      return [];
    } catch (error) {
      if (!(error instanceof BroadsheetError)) throw error;
      return [one];
    }
  });
}

test("renaming gives every column one name, none twice, whatever they were called", () => {
  const names = fc.uniqueArray(fc.constantFrom("a", "B", "amount", "Amount_2", "c", "month", "amount_2"), {
    minLength: 1,
    maxLength: 6,
    selector: (one) => one.toLowerCase(),
  });
  fc.assert(
    fc.property(names, fc.constantFrom("amount", "Month", "b", "new"), fc.nat(), (all, needed, pick) => {
      const from = { [needed]: all[pick % all.length]! };
      const renamed = renamedColumns(from, all);
      const results = all.map((column) => renamed[column] ?? column);
      expect(new Set(results.map((one) => one.toLowerCase())).size, JSON.stringify(renamed)).toBe(all.length);
      expect(results[all.indexOf(from[needed]!)]).toBe(needed);
    }),
    { seed: 29, numRuns: 300 },
  );
});
