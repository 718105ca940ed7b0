import * as fc from "fast-check";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { findPages, NameIndex, readNamesHead } from "../../../../../functions/core/service/batch/pack/name-index.ts";

const key = "names";

async function stored(entries: readonly (readonly [name: string, page: number])[]): Promise<MemoryObjectStore> {
  const index = new NameIndex();
  for (const [name, page] of entries) index.add(name, page);
  const store = new MemoryObjectStore();
  await store.put(key, index.encode(), "application/octet-stream");
  return store;
}

async function pagesOf(store: MemoryObjectStore, name: string): Promise<number[]> {
  return findPages(store, key, (await readNamesHead(store, key))!, name);
}

test("each name leads to its page, and others to none, whatever they are", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(fc.string({ unit: "binary", maxLength: 12 }), fc.integer({ min: 1, max: 1_000_000 })), {
        selector: ([name]) => Buffer.from(name).toString("hex"),
        maxLength: 60,
      }),
      async (entries) => {
        const store = await stored(entries);
        for (const [name, page] of entries) expect(await pagesOf(store, name)).toEqual([page]);
        expect(await pagesOf(store, "a name that is longer than those")).toEqual([]);
      },
    ),
    { numRuns: 60, seed: 1 },
  );
});

test("tens of thousands of names are found, and their order changes no byte", async () => {
  const entries = Array.from({ length: 30_000 }, (_, index) => [`item-${index}`, 1 + Math.floor(index / 250)] as const);
  const store = await stored(entries);
  for (let index = 0; index < entries.length; index += 251)
    expect(await pagesOf(store, entries[index]![0])).toEqual([entries[index]![1]]);
  const turned = await stored(entries.toReversed());
  expect(Buffer.compare((await store.get(key))!.body, (await turned.get(key))!.body)).toBe(0);
});

test("a damaged byte never leads to a wrong page or to none", async () => {
  const entries = Array.from({ length: 40 }, (_, index) => [`item-${index}`, index + 1] as const);
  const store = await stored(entries);
  const sound = (await store.get(key))!.body;
  let damaged = 0;
  for (let at = 0; at < sound.length; at += 97) {
    await store.put(key, sound.with(at, sound[at]! ^ 16), "application/octet-stream");
    for (const [name, page] of entries)
      await pagesOf(store, name).then(
        (pages) => expect(pages).toEqual([page]),
        (error: unknown) => {
          expect(error).toMatchObject({ kind: "damaged" });
          damaged += 1;
        },
      );
  }
  expect(damaged).toBeGreaterThan(1_000);
  await store.put(key, sound.subarray(0, 900), "application/octet-stream");
  await expect(readNamesHead(store, key)).rejects.toMatchObject({ kind: "damaged" });
});
