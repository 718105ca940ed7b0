import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { letTurn } from "../let-turn.ts";
import { probeConditions } from "../../functions/adapters/probe-conditions.ts";
import { FaultyStore } from "../core/service/lifecycle/lifecycle-fakes.ts";
import type { ObjectStore } from "../../functions/core/ports.ts";

const clock = { now: () => 0, sleep: async () => {} };

test("a store that keeps conditions may be shared, and the probe leaves nothing", async () => {
  const store = new MemoryObjectStore(clock);
  await probeConditions(store, "token");
  expect((await store.list("")).objects).toEqual([]);
});

test("a store whose answer to a write is lost, so that the retry meets it, keeps conditions all the same", async () => {
  const inner = new MemoryObjectStore(clock);
  const store = new FaultyStore(inner);
  store.failOn({ method: "replace", key: /^probe/, committed: "twice" });
  await probeConditions(store, "token");
  expect((await inner.list("")).objects).toEqual([]);
});

test("a race waits for its slowest write, also after one has failed, so that the probe leaves nothing", async () => {
  const inner = new MemoryObjectStore(clock);
  let writes = 0;
  const store = new Proxy(inner as ObjectStore, {
    get: (target, name: keyof ObjectStore) => {
      if (name !== "create") return (target[name] as (...given: unknown[]) => unknown).bind(target);
      return async (...put: Parameters<ObjectStore["create"]>) => {
        if (!put[0].endsWith("-race")) return target.create(...put);
        if (++writes === 1) throw new Error("the line was cut");
        await letTurn();
        return target.create(...put);
      };
    },
  });
  await expect(probeConditions(store, "token")).rejects.toThrow("the line was cut");
  await letTurn(100);
  expect((await inner.list("")).objects).toEqual([]);
});

test.each<readonly [string, (store: ObjectStore) => Partial<ObjectStore>, RegExp]>([
  [
    "creates again",
    (store) => ({ create: async (...put) => (await store.put(...put)) !== "" }),
    /creates an object that exists/,
  ],
  ["never replaces", () => ({ replace: async () => false }), /does not replace an object that has not changed/],
  [
    "always replaces",
    (store) => ({ replace: async (key, body, type) => (await store.put(key, body, type)) !== "" }),
    /replaces an object that has changed/,
  ],
  [
    "looks before it creates, and writes afterwards",
    (store) => ({
      create: async (key, ...put) => {
        const there = await store.get(key);
        await new Promise(setImmediate);
        return there === undefined && (await store.put(key, ...put)) !== "";
      },
    }),
    /creates an object twice/,
  ],
  [
    "looks before it replaces, and writes afterwards",
    (store) => ({
      replace: async (key, body, type, etag) => {
        const there = await store.get(key);
        await new Promise(setImmediate);
        return there?.etag === etag && (await store.put(key, body, type)) !== "";
      },
    }),
    /replaces an object twice/,
  ],
  ["forgets", () => ({ get: async () => undefined }), /is not there/],
])("a store that %s is refused", async (_, faultOf, reason) => {
  const inner = new MemoryObjectStore(clock);
  const store = new Proxy(inner as ObjectStore, {
    get: (target, name: keyof ObjectStore) => {
      const fault = faultOf(target)[name];
      return fault ?? (target[name] as (...given: unknown[]) => unknown).bind(target);
    },
  });
  await expect(probeConditions(store, "token")).rejects.toMatchObject({
    kind: "invalid-request",
    problems: [{ code: "store-without-conditions", message: expect.stringMatching(reason) as string }],
  });
  expect((await inner.list("")).objects).toEqual([]);
});
