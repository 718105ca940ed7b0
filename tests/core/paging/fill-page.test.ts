import fc from "fast-check";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { type FilledPage, fillPage } from "../../../functions/core/paging/fill-page.ts";
import { instantOfCursor } from "../../../functions/core/paging/instant-of-cursor.ts";

const runs = process.env["SOAK"] === undefined ? 150 : 5_000;

/** A store with these names as objects, or as folders of two objects, between others. */
async function storeOf(names: readonly string[], delimiter?: "/"): Promise<MemoryObjectStore> {
  const store = new MemoryObjectStore();
  for (const name of [
    "list-before",
    "listing/x",
    ...names.flatMap((name) => (delimiter === undefined ? [`list/${name}`] : [`list/${name}/a`, `list/${name}/b`])),
  ])
    await store.put(name, new Uint8Array(), "text/plain");
  return store;
}

const number = fc.integer({ min: 0, max: 999 });

const canBe = (name: string): boolean => Number(name) % 7 !== 3;

test("pages are full, or say that they are not, and together they are the list; no page reads more than its bound", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(number, { maxLength: 120 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 12 }),
      fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }),
      fc.constantFrom(undefined, "/" as const),
      async (numbers, limit, rarity, most, delimiter) => {
        const names = numbers.map((value) => String(value).padStart(3, "0")).toSorted();
        const store = await storeOf(names, delimiter);
        const isWanted = (name: string): boolean => Number(name) % rarity === 0;
        const walked: string[] = [];
        let after: string | undefined;
        do {
          const read: string[] = [];
          const page: FilledPage<string> = await fillPage(
            store,
            {
              prefix: "list/",
              ...(delimiter !== undefined && { delimiter }),
              wants: canBe,
              read: async (name) => (read.push(name), isWanted(name) ? name : undefined),
            },
            { limit, after, ...(most !== undefined && { most }) },
          );
          expect(read.every(canBe)).toBe(true);
          expect(read.length).toBeLessThanOrEqual(most ?? Infinity);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          if (page.next !== undefined) expect(page.unfilled === true).toBe(page.items.length < limit);
          else expect(page.unfilled).toBeUndefined();
          if (page.unfilled === true) expect(read).toHaveLength(most!);
          walked.push(...page.items);
          after = page.next;
        } while (after !== undefined);
        expect(walked).toEqual(names.filter((name) => canBe(name) && isWanted(name)));
      },
    ),
    { numRuns: runs, seed: 7 },
  );
});

test("a page without gaps costs one listing, and a read for each item", async () => {
  const store = await storeOf(Array.from({ length: 50 }, (_, index) => String(index).padStart(3, "0")));
  let [listings, reads] = [0, 0];
  const counted = {
    list: (...given: Parameters<MemoryObjectStore["list"]>) => ((listings += 1), store.list(...given)),
  };
  await fillPage(counted, { prefix: "list/", read: async (name) => ((reads += 1), name) }, { limit: 20 });
  expect([listings, reads]).toEqual([1, 20]);
});

test("a cursor of a list of the newest holds its instant", () => {
  expect(instantOfCursor("8204017117206-b79e")).toBe(9_999_999_999_999 - 8_204_017_117_206);
});
