import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { storeDataset } from "../../../functions/core/report/dataset/store-dataset.ts";
import { shapeTable } from "./shape-table.ts";

const samples = JSON.parse(
  readFileSync(join(import.meta.dirname, "dataset/as-found-samples.json"), "utf8"),
) as Readonly<Record<string, string>>;

test("each proposed recipe, accepted as it is printed, makes the columns what the proposal says", async () => {
  const scratch = await openScratchFolder();
  let accepted = 0;
  try {
    for (const [file, text] of Object.entries(samples)) {
      const body = new TextEncoder().encode(text);
      const profile = await storeDataset(new MemoryObjectStore(), "d", { body, format: "csv" }, scratch).catch(
        () => undefined,
      );
      if (profile?.proposal === undefined) continue;
      const { recipe, spoiled } = profile.proposal;
      const made = await shapeTable(text, stringify(recipe)).catch((error: unknown) => {
        throw new Error(`${file}: ${String(error)}`, { cause: error });
      });
      const renamed = Object.assign({}, ...recipe.steps.map((step) => ("names" in step ? step.names : {}))) as Readonly<
        Record<string, string>
      >;
      for (const { column, type, fits } of spoiled) {
        const name = renamed[column] ?? column;
        const found = made.profile.columns.find((one) => one.name === name);
        expect([name, found?.type], file).toEqual([name, type]);
        // No number or date was lost, and nothing else became one.
        expect([name, made.profile.rows - found!.nulls], file).toEqual([name, fits]);
      }
      expect(made.profile.proposal, file).toBeUndefined();
      accepted++;
    }
  } finally {
    await scratch.dispose();
  }
  expect(accepted).toBeGreaterThan(20);
});
