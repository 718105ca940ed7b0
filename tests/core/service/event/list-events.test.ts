import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { type Event, eventKey } from "../../../../functions/core/service/event/event.ts";
import { listEvents, readEvent } from "../../../../functions/core/service/event/list-events.ts";
import type { ObjectStore } from "../../../../functions/core/ports.ts";

function event(time: number): Event {
  return {
    id: `report/${time}/1/ready`,
    type: "report.ready",
    time,
    sequence: 1,
    subject: { kind: "report", id: String(time), generation: 1 },
    data: { title: `of ${time}` },
  };
}

async function storeOf(times: readonly number[], store = new MemoryObjectStore()): Promise<MemoryObjectStore> {
  for (const time of times)
    await store.put(eventKey(event(time)), new TextEncoder().encode(JSON.stringify(event(time))), "application/json");
  return store;
}

async function listed(since: number, store: ObjectStore): Promise<readonly Event[]> {
  const events: Event[] = [];
  for await (const one of listEvents(since, store)) events.push(one);
  return events;
}

/** A store that lists at most some objects at a time. */
class PagedStore extends MemoryObjectStore {
  limit = 1;
  override list: ObjectStore["list"] = (prefix, options) => super.list(prefix, { ...options, limit: this.limit });
}

/** A store from which an event is removed after it was listed. */
class LosingStore extends MemoryObjectStore {
  override get: ObjectStore["get"] = async (key) => (key === eventKey(event(2)) ? undefined : super.get(key));
}

test("an event is read as it was stored, and one that is gone is undefined", async () => {
  const store = await storeOf([5]);
  await expect(readEvent(eventKey(event(5)), store)).resolves.toStrictEqual(event(5));
  await expect(readEvent(eventKey(event(6)), store)).resolves.toBeUndefined();
});

test("events come from a time on, oldest first, whatever the order in which they were stored", async () => {
  const store = await storeOf([1_767_605_400_412, 7, 1_767_605_400_411, 30]);
  await expect(listed(8, store)).resolves.toStrictEqual([30, 1_767_605_400_411, 1_767_605_400_412].map(event));
  await expect(listed(7, store)).resolves.toHaveLength(4);
  await expect(listed(1_767_605_400_413, store)).resolves.toEqual([]);
});

test("no event is left out or told twice where many are listed in pages", async () => {
  const times = Array.from({ length: 41 }, (_, index) => index + 1);
  const store = new PagedStore();
  await storeOf(times, store);
  for (store.limit of [1, 16, 20, 100]) await expect(listed(0, store)).resolves.toStrictEqual(times.map(event));
});

test("an event that is removed after it was listed is left out", async () => {
  await expect(listed(0, await storeOf([1, 2, 3], new LosingStore()))).resolves.toStrictEqual([event(1), event(3)]);
});
