import { afterAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { changeRecipe } from "../../../../functions/core/report/dataset/change-recipe.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import type { ShapeDataset } from "../../../../functions/core/report/dataset/recipe/shape.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { readDatasetProfile } from "../../../../functions/core/report/dataset/store/read-dataset-profile.ts";
import { readRecipePlace } from "../../../../functions/core/report/dataset/store/stored-recipe.ts";
import { shapeDataset } from "../../../../functions/core/report/shape-dataset.ts";

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());

const shape: ShapeDataset = (given, recipe, limits) => shapeDataset(given, recipe, scratch, limits);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function staged(text: string) {
  const writer = scratch.create("sent");
  writer.write(bytes(text));
  return writer.end();
}

/** Content that cannot be stored by the recipe: what it is, how it is sent, within which limits. */
const unfit = [
  ["a step does not fit it", () => bytes("b\n7\n"), datasetLimits],
  ["it is too long to be read whole", () => staged("a\n7\n8\n9\n"), { ...datasetLimits, short: -1, whole: 6 }],
] as const;

/** Refused for what it is, by either. */
async function orRefused(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof BroadsheetError && !error.transient) return true;
    throw error;
  }
}

test.each(unfit)(
  "a recipe that comes at any call of the store while content is stored: %s, and nothing stays that it did not make",
  async (_, body, limits) => {
    let refusals = 0;
    for (let at = 1; ; at++) {
      const store = new MemoryObjectStore();
      const first = { body: bytes("a\n1\n"), format: "csv" as const };
      await storeDataset(store, "d", first, scratch, limits, new Map(), "put", shape);
      let left = at;
      const watched = new Proxy(store, {
        get: (target, name: keyof MemoryObjectStore) => {
          const method = target[name] as unknown;
          if (typeof method !== "function") return method;
          return async (...given: unknown[]): Promise<unknown> => {
            if (--left === 0) {
              const change = { text: "steps: [{trim: [a]}]", kind: "put" as const, token: "x", at: 5 };
              await orRefused(() => changeRecipe(store, "d", change, { scratch, limits, shape }));
            }
            return await (method as (...all: unknown[]) => unknown).apply(target, given);
          };
        },
      });
      const content = { body: body(), format: "csv" as const };
      const isRefused = await orRefused(() =>
        storeDataset(watched, "d", content, scratch, limits, new Map(), "upload:1", shape),
      );
      if (isRefused) refusals++;
      const { current: recipe } = await readRecipePlace(store, "d");
      const current = await readDatasetProfile(store, { name: "d" });
      expect({ at, recipe: current.recipe?.steps.length }).toEqual({ at, recipe: recipe?.recipe.steps.length });
      if (left > 0) break;
    }
    expect(refusals).toBeGreaterThan(3);
  },
);
