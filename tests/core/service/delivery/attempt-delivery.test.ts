import { Webhook as Receiver } from "standardwebhooks";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { attemptDelivery } from "../../../../functions/core/service/delivery/attempt-delivery.ts";
import { attemptAll, listDue } from "../../../../functions/core/service/delivery/list-due.ts";
import { listDeliveries } from "../../../../functions/core/service/delivery/list-deliveries.ts";
import type { DeliveryWorld } from "../../../../functions/core/service/delivery/delivery-world.ts";
import { deliveryKey } from "../../../../functions/core/service/delivery/records/delivery-keys.ts";
import { createDelivery } from "../../../../functions/core/service/delivery/records/delivery-records.ts";
import type { Delivery } from "../../../../functions/core/service/delivery/records/delivery.ts";
import { retryPauses } from "../../../../functions/core/service/delivery/retry-schedule.ts";
import { deleteWebhook, putWebhook } from "../../../../functions/core/service/delivery/webhook/store-webhook.ts";
import { announceOutcome } from "../../../../functions/core/service/event/announce-outcome.ts";
import { keysOf, MortalStore, readJson } from "../event/event-fakes.ts";
import { FakeClock } from "../lifecycle/lifecycle-fakes.ts";
import { type DeliveryLab, endReport, openLab } from "./delivery-fakes.ts";

async function announced(lab: DeliveryLab): Promise<string> {
  await putWebhook("crm", { url: "https://example.org/hook" }, lab);
  await announceOutcome(await endReport(lab.store), lab);
  expect(lab.planned).toHaveLength(1);
  return lab.planned[0]!;
}

test("an event is delivered, signed so that the library of the specification accepts it", async () => {
  const lab = openLab();
  const { secret } = await putWebhook("crm", { url: "https://example.org/hook" }, lab);
  lab.clock.time = Date.now();
  await announceOutcome(await endReport(lab.store), lab);
  await expect(attemptDelivery(lab.planned[0]!, lab)).resolves.toMatchObject({
    state: "delivered",
    count: 1,
    tries: [{ at: lab.clock.time, status: 204 }],
  });
  const [post] = lab.posts;
  expect(post?.url).toBe("https://example.org/hook");
  expect(new Receiver(secret!).verify(post!.body, { ...post!.headers })).toMatchObject({
    type: "report.ready",
    timestamp: "2026-01-05T09:30:00.000Z",
    sequence: 1,
    data: { title: "Sales", pages: 2 },
  });
  expect(() => new Receiver(secret!).verify(`${post!.body} `, { ...post!.headers })).toThrow("No matching signature");
  await expect(keysOf(lab.store, "due/")).resolves.toEqual([]);
  // Once more: nothing.
  await attemptDelivery(lab.planned[0]!, lab);
  expect(lab.posts).toHaveLength(1);
});

test("a receiver that fails is tried for three days by the schedule, then the delivery is parked", async () => {
  const lab = openLab();
  lab.answers = [{ status: 500 }, { fault: "no answer within 10 s" }, { status: 307 }, { status: 500 }];
  const key = await announced(lab);
  const begun = lab.clock.time;
  const pauses: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    const { now, next } = await listDue(lab);
    if (now.length === 0 && next === undefined) break;
    if (now.length === 0) {
      pauses.push(next! - lab.clock.time);
      lab.clock.time = next!;
      continue;
    }
    await attemptAll(now, lab);
  }
  expect(pauses).toEqual(retryPauses);
  expect(lab.clock.time - begun).toBeGreaterThan(3 * 86_400_000);
  const delivery = await readJson<Delivery>(lab.store, key);
  expect(delivery).toMatchObject({ state: "parked", count: 10 });
  expect(delivery.tries.slice(0, 4).map(({ status, fault }) => status ?? fault)).toEqual([
    500,
    "no answer within 10 s",
    307,
    500,
  ]);
  expect(new Set(lab.posts.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(lab.log.filter((line) => line.startsWith("a delivery is parked"))).toHaveLength(1);
  await expect(keysOf(lab.store, "due/")).resolves.toEqual([]);
});

test("a longer pause that the receiver asks for is kept; 410 ends the tries at once", async () => {
  const lab = openLab();
  lab.answers = [{ status: 429, retryAfterMs: 600_000 }, { status: 410 }];
  const key = await announced(lab);
  await expect(attemptDelivery(key, lab)).resolves.toMatchObject({ state: "due", nextAt: lab.clock.time + 600_000 });
  lab.clock.time += 600_000;
  await expect(attemptDelivery(key, lab)).resolves.toMatchObject({ state: "parked", count: 2 });
});

test("what is due on a channel that a process cannot send on waits for another, and is not listed for this one", async () => {
  const lab = openLab();
  const key = await announced(lab);
  await expect(listDue(lab, {})).resolves.toEqual({ now: [] });
  await expect(listDue(lab, lab.senders)).resolves.toEqual({ now: [key] });
  await expect(listDue(lab)).resolves.toEqual({ now: [key] });
});

test("deliveries of a webhook that was deleted meanwhile are dropped", async () => {
  const lab = openLab();
  const key = await announced(lab);
  await deleteWebhook("crm", lab);
  await expect(attemptDelivery(key, lab)).resolves.toMatchObject({ state: "dropped" });
  expect(lab.posts).toEqual([]);
  expect([...lab.secrets.kept]).toEqual([]);
});

test("of many callers at once one sends", async () => {
  const lab = openLab();
  const key = await announced(lab);
  await Promise.all(Array.from({ length: 10 }, () => attemptDelivery(key, lab)));
  expect(lab.posts).toHaveLength(1);
});

test("a try whose process died is made again after its lease, with the same id", async () => {
  const lab = openLab();
  const key = await announced(lab);
  lab.answers = [() => new Promise(() => {}), { status: 200 }];
  void attemptDelivery(key, lab);
  await expect.poll(() => lab.posts.length).toBe(1);
  await attemptDelivery(key, lab);
  expect(lab.posts).toHaveLength(1);
  lab.clock.time += 31_000;
  await expect(attemptDelivery(key, lab)).resolves.toMatchObject({ state: "delivered" });
  expect(lab.posts[1]!.headers["webhook-id"]).toBe(lab.posts[0]!.headers["webhook-id"]);
});

test("at most four deliveries of a target are under way at a time, and a target that hangs does not keep others waiting", async () => {
  const lab = openLab();
  await putWebhook("hanging", { url: "https://hangs.example/" }, lab);
  await putWebhook("well", { url: "https://well.example/" }, lab);
  const under = { now: 0, most: 0 };
  lab.answers = [];
  const wait = Promise.withResolvers<void>();
  const post: DeliveryLab["http"]["post"] = async (url) => {
    lab.posts.push({ url, headers: {}, body: "" });
    if (url.includes("well")) return { status: 200 };
    under.most = Math.max(under.most, (under.now += 1));
    await wait.promise;
    under.now -= 1;
    return { status: 200 };
  };
  (lab.http as { post: typeof post }).post = post;
  for (let generation = 1; generation <= 40; generation += 1)
    await announceOutcome(await endReport(lab.store, generation), lab);
  const all = attemptAll((await listDue(lab)).now, lab);
  await expect.poll(() => lab.posts.filter(({ url }) => url.includes("well")).length).toBe(40);
  expect(under.most).toBe(4);
  wait.resolve();
  await all;
  expect(under.most).toBe(4);
  expect(lab.posts).toHaveLength(80);
});

test("a process that dies at any write of a try loses nothing: the next one finds the delivery", async () => {
  for (const commits of [false, true]) {
    for (let writes = 0; ; writes += 1) {
      const clock = new FakeClock();
      const inner = new MemoryObjectStore(clock);
      const lab = openLab(inner, clock);
      const key = await announced(lab);
      lab.answers = [{ status: 500 }, { status: 200 }];
      const mortal = new MortalStore(inner, writes, commits);
      await attemptDelivery(key, { ...lab, store: mortal }).catch(() => {});
      for (let n = 0; n < 10 && (await readJson<Delivery>(inner, key)).state === "due"; n += 1) {
        clock.time += 600_000;
        await attemptAll((await listDue(lab)).now, lab);
      }
      expect(await readJson<Delivery>(inner, key), `after ${writes} writes`).toMatchObject({ state: "delivered" });
      await listDue(lab);
      clock.time += 600_000;
      await listDue(lab);
      await expect(keysOf(inner, "due/"), `after ${writes} writes`).resolves.toEqual([]);
      if (!mortal.dead) break;
    }
  }
});

test("deliveries are listed with the newest event first, in pages", async () => {
  const lab = openLab();
  await putWebhook("crm", { url: "https://example.org/hook" }, lab);
  for (const generation of [1, 2, 3])
    await announceOutcome(await endReport(lab.store, generation, "ready", 1_767_605_400_000 + generation), lab);
  const first = await listDeliveries("webhook.crm", { limit: 2 }, lab.store);
  expect(first.deliveries.map(({ delivery }) => delivery.created - 1_767_605_400_000)).toEqual([3, 2]);
  const second = await listDeliveries("webhook.crm", { limit: 2, after: first.next }, lab.store);
  expect(second.deliveries.map(({ delivery }) => delivery.created - 1_767_605_400_000)).toEqual([1]);
  expect(second.next).toBeUndefined();
});

test("a lease begins after its renditions have been gathered, however long that takes", async () => {
  const lab = openLab();
  const planned = await readJson<Delivery>(lab.store, await announced(lab));
  const key = deliveryKey("mail", lab.clock.time, "a letter");
  const task = { kind: "mail", to: "anna@example.org", attach: false, renditions: ["xlsx"] } as const;
  await createDelivery(key, { ...planned, channel: "mail", task }, lab.store);
  const began = lab.clock.time;
  let lease: Delivery["lease"];
  const delivering: DeliveryWorld = {
    ...lab,
    renditions: {
      seek: async () => {
        lab.clock.time += 60_000;
        return { state: "ready", key: "a.xlsx", bytes: 1, sha256: "ab" };
      },
    },
    senders: {
      mail: {
        timeoutMs: 5000,
        repeatable: false,
        send: async (delivery) => {
          ({ lease } = delivery);
          // Another process looks at it meanwhile.
          await expect(attemptDelivery(key, delivering)).resolves.toMatchObject({ state: "due" });
          return { state: "delivered" };
        },
      },
    },
  };
  await expect(attemptDelivery(key, delivering)).resolves.toMatchObject({
    state: "delivered",
    tries: [{ at: began + 60_000, ms: 0 }],
  });
  expect(lease?.until).toBe(began + 60_000 + 5000 + 20_000);
});
