import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { placeOfName } from "../../../functions/core/names/name-log.ts";
import type { ObjectStore } from "../../../functions/core/ports.ts";
import { openDataset } from "../../../functions/core/report/dataset/open-dataset.ts";
import type { FetchSource } from "../../../functions/core/service/source/fetched.ts";
import { largestLimits } from "../../../functions/core/service/source/source.ts";
import { putSource, readSource, removeSource } from "../../../functions/core/service/source/stored-source.ts";
import { answerRecipe } from "../../../functions/render/data/answer-recipe.ts";
import { pullSource } from "../../../functions/render/data/pull-source.ts";
import { parquetOf } from "../../core/report/dataset/parquet/sparse-bench.ts";
import { runOne } from "../../core/report/query/query-bench.ts";

const text = "engine: s3\nconnection: shop\npath: a.csv\n";

const provenance = { engine: "s3", connection: "shop", query: "q", started: "s", finished: "f", bytes: 1 } as const;

/** Gives one CSV. */
const fetching =
  (rows: string): FetchSource =>
  async (_, { folder }) => {
    writeFileSync(join(folder, "fetched"), rows);
    return { file: join(folder, "fetched"), format: "csv", provenance };
  };

test.each([
  [undefined, 256 * 1024 ** 2, 10_000_000],
  [4 * 1024 ** 2, 256 * 1024 ** 2, 10_000_000],
  [2 * 1024 ** 3, 2 * 1024 ** 3, 80_000_000],
])("a source whose limits are the largest gives no more than a host of %s takes", async (largest, bytes, rows) => {
  const store = new MemoryObjectStore();
  const most = `${text}limits: { rows: ${largestLimits.rows}, bytes: ${largestLimits.bytes} }\n`;
  await putSource(store, "orders", most, { cause: "first", at: 1 });
  const seen: unknown[] = [];
  const source = (await readSource(store, "orders"))!;
  const { rows: found } = await pullSource(
    source,
    undefined,
    { refresh: 1, attempt: 1 },
    {
      fetch: (asked, options) => {
        seen.push(asked.limits);
        return fetching("a,b\n1,2\n")(asked, options);
      },
      store,
      largest,
      read: (asked) => answerRecipe(asked, store),
    },
  );
  expect(found).toBe(1);
  expect(seen).toEqual([{ rows, bytes, minutes: 5 }]);
});

test("Parquet files of a source are joined from where they were fetched", async () => {
  const store = new MemoryObjectStore();
  await putSource(store, "orders", text, { cause: "first", at: 1 });
  const source = (await readSource(store, "orders"))!;
  const parts = [await parquetOf("SELECT 1 AS a, 'x' AS b"), await parquetOf("SELECT 2 AS a, 'y' AS b")];
  const { version, rows } = await pullSource(
    source,
    undefined,
    { refresh: 1, attempt: 1 },
    {
      fetch: (_, { folder }) => {
        const files = parts.map((body, index) => {
          const file = join(folder, `part-${index}`);
          writeFileSync(file, body);
          return { file, name: `part-${index}` };
        });
        return Promise.resolve({ files, format: "parquet", provenance });
      },
      store,
      read: (asked) => answerRecipe(asked, store),
    },
  );
  expect(rows).toBe(2);
  const joined = await runOne("SELECT a, b FROM d ORDER BY a", [
    await openDataset(store, "d", { name: "orders", version }),
  ]);
  expect(joined.rows).toEqual([
    { a: 1, b: "x" },
    { a: 2, b: "y" },
  ]);
});

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
