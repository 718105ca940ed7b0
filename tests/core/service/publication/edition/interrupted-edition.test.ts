import { expect, test } from "vitest";
import { storePublication } from "../../../../../functions/core/service/publication/record/store-publication.ts";
import { tickPublications } from "../../../../../functions/core/service/publication/tick-publications.ts";
import { openPublisher, shown, weekly } from "../publication-fakes.ts";

/** Whether the tick dies before the call is made, or after it was carried out. */
const moments = [false, true];

/** A world in which the edition of 06:00 is due, and another was published. */
async function openDue(): ReturnType<typeof openPublisher> {
  const world = await openPublisher("2027-03-08T05:58:00Z");
  await storePublication(
    "weekly",
    weekly({ on: [{ schedule: "0,1 7 * * 1", timezone: "Europe/Zurich" }], keep: 5 }),
    world,
  );
  await world.pass(1);
  return world;
}

test("a tick that dies at any call of the store loses no edition and makes none twice", async () => {
  const counted = await openDue();
  const before = counted.store.calls;
  await counted.pass(1);
  const calls = counted.store.calls - before;
  expect(calls).toBeGreaterThan(20);
  for (const committed of moments) {
    for (let at = 0; at < calls; at += 1) {
      const world = await openDue();
      world.clock.time += 60_000;
      world.store.dieAt(at, committed);
      await tickPublications(world, Infinity).catch(() => {});
      world.store.dieAt(Infinity, false);
      await world.render();
      await world.pass(4);
      expect([at, ...shown(await world.editions())]).toEqual([
        at,
        "2027-03-08t06-00-00z ready",
        "2027-03-08t06-01-00z ready",
      ]);
      expect((await world.store.list("publishing/")).objects).toEqual([]);
    }
  }
});

test("a tick that dies while it publishes is followed by one that does", async () => {
  for (const committed of moments) {
    for (let at = 0; at < 40; at += 1) {
      const world = await openDue();
      await world.pass(1);
      world.clock.time += 60_000;
      world.store.dieAt(at, committed);
      await tickPublications(world, Infinity).catch(() => {});
      world.store.dieAt(Infinity, false);
      await world.pass(3);
      expect([at, ...shown(await world.editions())]).toEqual([
        at,
        "2027-03-08t06-00-00z ready",
        "2027-03-08t06-01-00z ready",
      ]);
    }
  }
});
