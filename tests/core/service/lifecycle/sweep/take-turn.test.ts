import { beforeEach, expect, test } from "vitest";
import { corruptObject } from "../../../../../functions/core/errors.ts";
import { takeTurn, turnKey } from "../../../../../functions/core/service/lifecycle/sweep/take-turn.ts";
import { type FakeWorld, fakeWorld, unavailable } from "../lifecycle-fakes.ts";

const lease = 60_000;
let world: FakeWorld;

beforeEach(() => {
  world = fakeWorld();
});

const stored = async (): Promise<unknown> =>
  JSON.parse(new TextDecoder().decode((await world.store.get(turnKey))!.body)) as unknown;
const store = (text: string): Promise<unknown> =>
  world.store.put(turnKey, new TextEncoder().encode(text), "application/json");

test("a turn is nobody else's until it ends", async () => {
  const turn = await takeTurn(world, lease);
  expect(turn?.cursors).toEqual({});
  world.clock.time += lease - 1;
  expect(await takeTurn(world, lease)).toBeUndefined();
  await turn!.end({ report: "recent/5" });
  expect((await takeTurn(world, lease))?.cursors).toEqual({ report: "recent/5" });
});

test("a turn is JSON, as its type says, when it is made and when it is taken over", async () => {
  const typeOf = async (): Promise<string> => (await world.store.get(turnKey))!.contentType;
  await takeTurn(world, lease);
  expect(await typeOf()).toBe("application/json");
  world.clock.time += lease;
  await takeTurn(world, lease);
  expect(await typeOf()).toBe("application/json");
});

test("a turn that nobody ended is over with its lease, and its place is kept", async () => {
  await (await takeTurn(world, lease))!.end({ report: "recent/5" });
  const lost = await takeTurn(world, lease);
  world.clock.time += lease;
  const next = await takeTurn(world, lease);
  expect(next?.cursors).toEqual({ report: "recent/5" });
  // Whoever lost the turn does not end the next one's.
  await lost!.end({ report: "recent/9" });
  expect(await stored()).toMatchObject({ until: world.clock.time + lease, cursors: { report: "recent/5" } });
});

test("a lease longer than any is of a clock that was wrong", async () => {
  const until = (ms: number): string =>
    JSON.stringify({ owner: "x", until: world.clock.time + ms, cursors: { a: "b" } });
  await store(until(2 * lease));
  expect(await takeTurn(world, lease)).toBeUndefined();
  await store(until(2 * lease + 1));
  expect((await takeTurn(world, lease))?.cursors).toEqual({ a: "b" });
});

test.each(["", "null", "[]", '{"owner":1,"until":9e15,"cursors":{}}', '{"owner":"x","until":"9","cursors":{}}'])(
  "what cannot be read is nobody's turn: %s",
  async (text) => {
    await store(text);
    expect((await takeTurn(world, lease))?.cursors).toEqual({});
  },
);

test.each([
  ["the first turn", "create", undefined],
  ["a later turn", "replace", '{"owner":"x","until":0,"cursors":{"a":"b"}}'],
] as const)("%s whose answer was lost is still ours", async (_name, method, before) => {
  if (before !== undefined) await store(before);
  world.store.failOn({ method, key: /turn/, committed: "twice" });
  const turn = await takeTurn(world, lease);
  expect(turn).toBeDefined();
  await turn!.end({ a: "c" });
  expect(await stored()).toMatchObject({ until: 0, cursors: { a: "c" } });
});

test("of two that take it at once, one has it", async () => {
  const other = fakeWorld({ store: world.store, clock: world.clock });
  let quick: unknown;
  world.store.before("create", /turn/, async () => (quick = await takeTurn(other, lease)));
  expect(await takeTurn(world, lease)).toBeUndefined();
  expect(quick).toBeDefined();
});

test("it tells how far our clock is ahead of the store's", async () => {
  const ours = fakeWorld({ store: world.store });
  ours.clock.time = world.clock.time + 7_000;
  expect((await takeTurn(ours, lease))?.clockAheadMs).toBe(7_000);
});

test("a damaged turn is removed, and sweeps begin again", async () => {
  await store('{"owner":"x","until":9e15,"cursors":{"a":"b"}}');
  world.store.before("get", /turn/, async () => Promise.reject(corruptObject(turnKey, "another hash")));
  expect((await takeTurn(world, lease))?.cursors).toEqual({});
  expect(world.store.calls).toContain(`delete ${turnKey}`);
});

test("a turn that cannot be read now is somebody's", async () => {
  await store('{"owner":"x","until":0,"cursors":{"a":"b"}}');
  world.store.failOn({ method: "get", key: /turn/, committed: false, times: 9 });
  await expect(takeTurn(world, lease)).rejects.toMatchObject({ kind: unavailable().kind });
  expect(world.store.calls).not.toContain(`delete ${turnKey}`);
});
