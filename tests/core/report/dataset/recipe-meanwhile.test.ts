import { afterAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import type { ObjectStore, ScratchFile } from "../../../../functions/core/ports.ts";
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

/** What the two do: each is cut into by the other, at one call of the store. */
const orders = ["a recipe comes while content is stored", "content comes while a recipe is given"] as const;

/** Half of the calls, and in the next case the other half; `SOAK=1` takes all of each. */
const step = process.env["SOAK"] === undefined ? 2 : 1;

test.each(orders.flatMap((order, index) => unfit.map((content) => [order, ...content, 1 + (index % step)] as const)))(
  "%s that does not fit, since %s: the current version is made by the current recipe, at any call of the store",
  async (order, _, body, limits, from) => {
    let refusals = 0;
    for (let at = from; ; at += step) {
      const store = new MemoryObjectStore();
      const put = (into: ObjectStore, content: Uint8Array | ScratchFile, cause = "upload:1") =>
        storeDataset(into, "d", { body: content, format: "csv" }, scratch, limits, new Map(), cause, shape);
      const give = (into: ObjectStore) => {
        const change = { text: "steps: [{trim: [a]}]", kind: "put" as const, token: "x", at: 5 };
        return changeRecipe(into, "d", change, { scratch, limits, shape });
      };
      await put(store, bytes("a\n1\n"), "put");
      let left = at;
      const [first, second] = order === orders[0] ? [put, give] : [give, put];
      const watched = new Proxy(store, {
        get: (target, name: keyof MemoryObjectStore) => {
          const method = target[name] as unknown;
          if (typeof method !== "function") return method;
          return async (...given: unknown[]): Promise<unknown> => {
            if (--left === 0) await orRefused(() => second(store, body()));
            return await (method as (...all: unknown[]) => unknown).apply(target, given);
          };
        },
      });
      if (await orRefused(() => first(watched, body()))) refusals++;
      const { current: recipe } = await readRecipePlace(store, "d");
      const current = await readDatasetProfile(store, { name: "d" });
      expect({ at, recipe: current.recipe?.steps.length }).toEqual({ at, recipe: recipe?.recipe.steps.length });
      if (left > 0) break;
    }
    expect(refusals).toBeGreaterThan(1);
  },
);
