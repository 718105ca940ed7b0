import { expect, test } from "vitest";
import { inTurn } from "../../../../functions/core/in-turn.ts";
import { storePublication } from "../../../../functions/core/service/publication/record/store-publication.ts";
import { tickPublications } from "../../../../functions/core/service/publication/tick-publications.ts";
import { openPublisher, weekly } from "./publication-fakes.ts";

const names = Array.from({ length: 120 }, (_, index) => `p-${String(index).padStart(3, "0")}`);

/** A tick reaches a twelfth of these publications: looking at one takes two reads, and each read 50 ms. */
test("where a minute is too short for all publications, each has its editions nevertheless, and they end", async () => {
  const world = await openPublisher("2027-03-08T05:59:30Z");
  for (const name of names) await storePublication(name, weekly({ on: [{ schedule: "0 * * * *" }] }), world);
  const read = world.store.get;
  world.store.get = async (...call) => {
    world.clock.time += 50;
    return read(...call);
  };
  const start = world.clock.time;
  for (let minute = 1; minute <= 50; minute += 1) {
    world.clock.time = start + minute * 60_000;
    await tickPublications(world, world.clock.time + 4_000);
    world.store.get = read;
    await world.render();
    world.store.get = async (...call) => {
      world.clock.time += 50;
      return read(...call);
    };
  }
  world.store.get = read;
  const states = await Promise.all(names.map(async (name) => (await world.editions(name))[0]?.state ?? "none"));
  expect(Object.fromEntries(names.flatMap((name, at) => (states[at] === "ready" ? [] : [[name, states[at]]])))).toEqual(
    {},
  );
});

test.each([1, 2, 7, 60, 1000])("of %i items each is reached though a minute does for a tenth", (count) => {
  const items = Array.from({ length: count }, (_, index) => index);
  const share = Math.ceil(count / 10);
  for (const start of [0, 29_000_000, 29_876_543]) {
    const reached = new Set<number>();
    for (let minute = start; minute < start + 20; minute += 1) {
      const order = inTurn(items, minute * 60_000);
      expect(order.toSorted((a, b) => a - b)).toEqual(items);
      for (const item of order.slice(0, share)) reached.add(item);
    }
    expect(reached.size).toBe(count);
  }
});
