import { expect, test } from "vitest";
import { planBatch } from "../../../../functions/core/service/batch/plan/plan-batch.ts";
import { requestBatch } from "../../../../functions/core/service/batch/request/request-batch.ts";
import { writeAhead } from "../../../../functions/core/service/batch/write-ahead.ts";
import { letTurn } from "../../../let-turn.ts";
import { acceptedBatch, fakeBatchWorld, soundRows } from "./batch-fakes.ts";

test("as many writes as allowed are under way, and settling waits for all", async () => {
  const writes = writeAhead(3);
  const done: number[] = [];
  let [under, most] = [0, 0];
  for (let number = 0; number < 10; number += 1)
    await writes.begin(async () => {
      most = Math.max(most, (under += 1));
      // The later ones are the faster ones.
      await letTurn(10 - number);
      under -= 1;
      done.push(number);
    });
  expect(done.length).toBeLessThan(10);
  await writes.settle();
  expect([most, under, done.toSorted((a, b) => a - b)]).toEqual([3, 0, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
});

test("a write that fails is reported by the next call, once the others are over or not", async () => {
  const writes = writeAhead(4);
  const ended: string[] = [];
  await writes.begin(() => Promise.reject(new Error("disk full")));
  await expect(writes.begin(async () => void ended.push("begun too late"))).rejects.toThrow("disk full");
  expect(ended).toEqual([]);
  const others = writeAhead(4);
  await others.begin(() => letTurn(5).then(() => ended.push("slow")));
  await others.begin(() => letTurn(1).then(() => Promise.reject(new Error("first"))));
  await others.begin(() => letTurn(2).then(() => Promise.reject(new Error("second"))));
  await expect(others.settle()).rejects.toThrow("first");
  expect(ended).toEqual(["slow"]);
  await others.end();
});

test("a planner stores and claims pages beside each other, since a thousand one by one take longer than it may", async () => {
  const world = fakeBatchWorld(soundRows(400));
  const batch = acceptedBatch();
  await requestBatch(batch, world);
  const { put, create } = world.store;
  const puts = watch(put.bind(world.store));
  const creates = watch(create.bind(world.store));
  Object.assign(world.store, { put: puts.call, create: creates.call });
  expect(await planBatch(batch.id, 1, world)).toMatchObject({
    state: "finished",
    outcome: { state: "ready", rows: 400, pages: 40 },
  });
  expect([puts.most(), creates.most()]).toEqual([16, 16]);
  expect(world.jobs).toHaveLength(40);
});

test("a page that cannot be stored ends the attempt, and no page is claimed", async () => {
  const world = fakeBatchWorld(soundRows(400));
  const batch = acceptedBatch();
  await requestBatch(batch, world);
  const put = world.store.put.bind(world.store);
  Object.assign(world.store, {
    put: (...given: Parameters<typeof put>) =>
      given[0].endsWith("000007/rows.json") ? Promise.reject(new Error("odd")) : put(...given),
  });
  expect((await planBatch(batch.id, 1, world)).state).toBe("held");
  expect(world.jobs).toEqual([]);
});

/** Makes each call last two turns of the event loop, and counts how many last at a time. */
function watch<Given extends unknown[], T>(
  call: (...given: Given) => Promise<T>,
): { call(...given: Given): Promise<T>; most(): number } {
  let [under, most] = [0, 0];
  return {
    async call(...given) {
      most = Math.max(most, (under += 1));
      await letTurn(2);
      under -= 1;
      return call(...given);
    },
    most: () => most,
  };
}
