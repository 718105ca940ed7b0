import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { Turns } from "../../../functions/http/request/turns.ts";

test("what waits begins in the order it was asked for, one in each turn of the event loop", async () => {
  const turns = new Turns();
  const begun: number[] = [];
  const all = Promise.all(Array.from({ length: 20 }, (_, number) => turns.next().then(() => begun.push(number))));
  let most = 0;
  for (let seen = 0; begun.length < 20; seen = begun.length) {
    await setImmediate();
    most = Math.max(most, begun.length - seen);
  }
  await all;
  expect(begun).toEqual(Array.from({ length: 20 }, (_, number) => number));
  expect(most).toBe(1);
});
