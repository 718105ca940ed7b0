import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { BroadsheetError } from "../../functions/core/errors.ts";
import { placeOfName } from "../../functions/core/names/name-log.ts";
import type { ObjectStore } from "../../functions/core/ports.ts";
import type { FetchSource } from "../../functions/core/service/source/fetched.ts";
import { putSource, readSource, removeSource } from "../../functions/core/service/source/stored-source.ts";
import { answerRecipe } from "../../functions/render/answer-recipe.ts";
import { pullSource } from "../../functions/render/pull-source.ts";

const text = "engine: s3\nconnection: shop\npath: a.csv\n";

/** Gives one CSV. */
const fetching =
  (rows: string): FetchSource =>
  async (_, { folder }) => {
    writeFileSync(join(folder, "fetched"), rows);
    const provenance = { engine: "s3", connection: "shop", query: "q", started: "s", finished: "f", bytes: 1 } as const;
    return { file: join(folder, "fetched"), format: "csv", provenance };
  };

/** A store in which somebody acts just before one of its calls. */
function acting(
  store: ObjectStore,
  at: number,
  act: () => Promise<void>,
): { readonly store: ObjectStore; calls: number } {
  const counted = {
    calls: 0,
    store: new Proxy(store, {
      get: (target, method: keyof ObjectStore) =>
        typeof target[method] !== "function"
          ? target[method]
          : async (...call: never[]) => {
              if (counted.calls++ === at) await act();
              return await (target[method] as (...call: never[]) => unknown)(...call);
            },
    }),
  };
  return counted;
}

/** Refreshes a source whose definition is changed just before one of the store's calls. */
async function changedAt(at: number, change: (store: ObjectStore) => Promise<void>) {
  const plain = new MemoryObjectStore();
  await putSource(plain, "orders", text, { cause: "first", at: 1 });
  const source = (await readSource(plain, "orders"))!;
  const pull = async (store: ObjectStore, rows: string, refresh: number) =>
    await pullSource(
      source,
      undefined,
      { refresh, attempt: 1 },
      {
        fetch: fetching(rows),
        store,
        read: (asked) => answerRecipe(asked, store),
      },
    );
  const { version: before } = await pull(plain, "a,b\n1,2\n", 1);
  let movedBefore = false;
  const counted = acting(plain, at, async () => {
    movedBefore = (await placeOfName(plain, "datasets/orders")).version !== before;
    await change(plain);
  });
  const refused = await pull(counted.store, "a,b\n3,4\n", 2).then(
    () => undefined,
    (error: unknown) => error,
  );
  const after = (await placeOfName(plain, "datasets/orders")).version;
  return { refused, movedBefore, isBack: after === before, calls: counted.calls };
}

test.each<readonly [string, number, (store: ObjectStore) => Promise<void>]>([
  ["changed", 0, (store) => putSource(store, "orders", `${text}# other\n`, { cause: "second", at: 2 })],
  ["deleted", 1, (store) => removeSource(store, "orders", { cause: "gone", at: 2 })],
])("rows of a source that is %s at any moment before they are current never are", async (_, from, change) => {
  const { calls } = await changedAt(-1, change);
  const seen = { refused: 0, kept: 0 };
  for (let at = from; at < calls; at += process.env["SOAK"] === undefined ? 2 : 1) {
    const { refused, movedBefore, isBack } = await changedAt(at, change);
    if (refused === undefined) {
      expect({ at, movedBefore, isBack }).toEqual({ at, movedBefore: true, isBack: false });
      seen.kept += 1;
      continue;
    }
    expect((refused as BroadsheetError).problems).toMatchObject([{ code: "source-changed" }]);
    expect({ at, isBack }).toEqual({ at, isBack: true });
    seen.refused += 1;
  }
  expect(seen.refused).toBeGreaterThan(10);
  expect(seen.kept).toBeGreaterThan(1);
});
