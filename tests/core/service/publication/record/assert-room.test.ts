import fc from "fast-check";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { assertRoom, mostNames } from "../../../../../functions/core/service/publication/record/assert-room.ts";
import { listPublications } from "../../../../../functions/core/service/publication/record/list-publications.ts";
import { pausePublication } from "../../../../../functions/core/service/publication/record/pause-publication.ts";
import { storePublication } from "../../../../../functions/core/service/publication/record/store-publication.ts";
import { removePublication } from "../../../../../functions/core/service/publication/remove-publication.ts";
import { FaultyStore } from "../../lifecycle/lifecycle-fakes.ts";
import { openPublisher, weekly } from "../publication-fakes.ts";

const names = ["a", "b", "c", "d", "e"];

test("whatever is put, paused and deleted, no more exist than may, and only one more is refused", async () => {
  const step = fc.record({
    act: fc.constantFrom("put", "put", "put", "delete", "pause"),
    name: fc.constantFrom(...names),
    keep: fc.integer({ min: 1, max: 50 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 4 }),
      fc.array(step, { minLength: 8, maxLength: 16 }),
      async (mostPublications, steps) => {
        const world = await openPublisher();
        const exist = new Set<string>();
        for (const { act, name, keep } of steps) {
          // Each step as if by a server that has just been started: only the store remembers.
          const server = { ...world, mostPublications };
          if (act === "put") {
            const stored = storePublication(name, weekly({ keep }), server);
            if (!exist.has(name) && exist.size >= mostPublications)
              await expect(stored).rejects.toMatchObject({
                kind: "conflict",
                problems: [{ code: "too-many-publications", seen: exist.size, allowed: mostPublications }],
              });
            else expect((await stored).created).toBe(!exist.has(name));
            if (exist.size < mostPublications) exist.add(name);
          } else if (exist.has(name)) {
            if (act === "pause") await pausePublication(name, server);
            else {
              await removePublication(name, server);
              exist.delete(name);
            }
          }
          expect((await listPublications(world.store)).publications.map((one) => one.name)).toEqual([...exist].sort());
        }
      },
    ),
    { seed: 29, numRuns: 25 },
  );
});

test("publications beyond a limit that was lowered can be changed and deleted", async () => {
  const world = await openPublisher();
  for (const name of ["a", "b", "c"]) await storePublication(name, weekly(), world);
  const lowered = { ...world, mostPublications: 1 };
  expect((await storePublication("c", weekly({ keep: 2 }), lowered)).created).toBe(false);
  await removePublication("a", lowered);
  await expect(storePublication("a", weekly(), lowered)).rejects.toMatchObject({
    problems: [{ code: "too-many-publications", hint: expect.stringContaining("mostPublications") }],
  });
});

test("what a faulty configuration lacks is said before that there is no room", async () => {
  const world = { ...(await openPublisher()), mostPublications: 0 };
  await expect(storePublication("a", weekly({ template: "sentense" }), world)).rejects.toMatchObject({
    problems: [{ code: "unknown-template" }],
  });
});

test("as long as fewer names were used than publications may exist, none is read", async () => {
  const world = await openPublisher();
  for (const name of ["a", "b"]) await storePublication(name, weekly(), world);
  const store = new FaultyStore(world.store);
  await assertRoom(true, { store, mostPublications: 3 });
  expect(store.calls).toEqual(["list publications/"]);
});

test("names do not add up for ever; that of a deleted publication can be used again", async () => {
  const store = new MemoryObjectStore();
  const use = (number: number): Promise<string> =>
    store.put(`publications/n${number}/log/0.json`, new Uint8Array(0), "application/json");
  for (let number = 1; number < mostNames; number += 1) await use(number);
  await assertRoom(true, { store });
  await use(mostNames);
  await expect(assertRoom(true, { store })).rejects.toMatchObject({
    kind: "conflict",
    problems: [{ code: "too-many-publication-names", seen: mostNames, allowed: mostNames }],
  });
  await assertRoom(false, { store });
});
