import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import type { ObjectStore } from "../../../../functions/core/ports.ts";
import { putWebhook } from "../../../../functions/core/service/delivery/webhook/store-webhook.ts";
import { markOutbox, sweepOutbox } from "../../../../functions/core/service/event/outbox.ts";
import { endReport, openLab, someId } from "../delivery/delivery-fakes.ts";
import { FakeClock } from "../lifecycle/lifecycle-fakes.ts";
import { keysOf } from "./event-fakes.ts";

const folder = `reports/${someId}/1`;

test("a marked outcome is announced once, and its marker goes", async () => {
  const lab = openLab();
  await markOutbox(folder, "end", lab.store);
  await endReport(lab.store);
  await expect(sweepOutbox(lab)).resolves.toBe(1);
  await expect(sweepOutbox(lab)).resolves.toBe(0);
  await expect(keysOf(lab.store, "outbox/")).resolves.toEqual([]);
  await expect(keysOf(lab.store, "events/")).resolves.toHaveLength(1);
});

test("a marker whose outcome has not come waits for it, and goes when nothing is left of its subject", async () => {
  const lab = openLab();
  await markOutbox(folder, "end", lab.store);
  await lab.store.put(`${folder}/request.json`, new Uint8Array(0), "application/json");
  await sweepOutbox(lab);
  await expect(keysOf(lab.store, "outbox/")).resolves.toEqual([`outbox/${folder}/end`]);
  await lab.store.delete(`${folder}/request.json`);
  await sweepOutbox(lab);
  await expect(keysOf(lab.store, "outbox/")).resolves.toEqual([]);
});

const putOutcome = (store: ObjectStore, outcome: object | string): Promise<string> =>
  store.put(`${folder}/outcome.json`, new TextEncoder().encode(JSON.stringify(outcome)), "application/json");

test.each(["deleted", "expired"])(
  "the marker of a removal stays until it is %s, whoever announces the end meanwhile",
  async (state) => {
    const lab = openLab();
    await endReport(lab.store);
    await markOutbox(folder, "gone", lab.store);
    await expect(sweepOutbox(lab)).resolves.toBe(0);
    await expect(keysOf(lab.store, "outbox/")).resolves.toEqual([`outbox/${folder}/gone`]);
    await putOutcome(lab.store, { state, finished: 9, created: 1 });
    await expect(sweepOutbox(lab)).resolves.toBe(1);
    await expect(keysOf(lab.store, "outbox/")).resolves.toEqual([]);
    await expect(keysOf(lab.store, "events/")).resolves.toHaveLength(2);
  },
);

test.each(["end", "gone"] as const)(
  "an outcome that cannot be read is not announced, and its marker goes: %s",
  async (mark) => {
    const lab = openLab();
    await markOutbox(folder, mark, lab.store);
    await putOutcome(lab.store, "no record");
    await expect(sweepOutbox(lab)).resolves.toBe(0);
    await expect(keysOf(lab.store, "outbox/")).resolves.toEqual([]);
    await expect(keysOf(lab.store, "events/")).resolves.toEqual([]);
  },
);

test("pages of batches leave no marker", async () => {
  const store = new MemoryObjectStore(new FakeClock());
  await markOutbox(`batches/${someId}/1/pages/1`, "end", store);
  await expect(keysOf(store, "outbox/")).resolves.toEqual([]);
});

test("a subscriber that fails keeps the marker, and the others are announced", async () => {
  const lab = openLab();
  await putWebhook("crm", { url: "https://example.org/" }, lab);
  let failures = 1;
  const failing = {
    ...lab,
    subscribers: [
      ...lab.subscribers,
      async () => {
        if ((failures -= 1) >= 0) throw new Error("no bus");
      },
    ],
  };
  for (const generation of [1, 2]) {
    await markOutbox(`reports/${someId}/${generation}`, "end", lab.store);
    await endReport(lab.store, generation);
  }
  await expect(sweepOutbox(failing)).resolves.toBe(1);
  await expect(keysOf(lab.store, "outbox/")).resolves.toHaveLength(1);
  await expect(sweepOutbox(failing)).resolves.toBe(1);
  await expect(keysOf(lab.store, "deliveries/")).resolves.toHaveLength(2);
  expect(lab.log).toEqual([expect.stringContaining("no bus")]);
});
