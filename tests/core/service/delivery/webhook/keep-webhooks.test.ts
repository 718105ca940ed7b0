import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { keepWebhooks } from "../../../../../functions/core/service/delivery/webhook/keep-webhooks.ts";
import { listWebhooks } from "../../../../../functions/core/service/delivery/webhook/store-webhook.ts";
import { type Webhook, webhookKey } from "../../../../../functions/core/service/delivery/webhook/webhook.ts";
import { FakeClock, FaultyStore } from "../../lifecycle/lifecycle-fakes.ts";

const webhookOf = (name: string, events: readonly string[]): Webhook =>
  ({ name, url: "https://example.org/", events, secret: `webhooks/${name}`, created: 1, changed: 1 }) as Webhook;
const put = (store: MemoryObjectStore, webhook: Webhook) =>
  store.put(webhookKey(webhook.name), new TextEncoder().encode(JSON.stringify(webhook)), "application/json");

test("each webhook is read once, not for each event", async () => {
  const clock = new FakeClock();
  const memory = new MemoryObjectStore(clock);
  const store = new FaultyStore(memory);
  for (let number = 0; number < 100; number += 1) await put(memory, webhookOf(`hook-${number}`, ["report.ready"]));
  clock.time += 3_600_000;
  const list = keepWebhooks({ store, clock });
  const all = await listWebhooks(memory);
  for (let event = 0; event < 50; event += 1) expect(await list()).toEqual(all);
  expect(store.calls.filter((call) => call.startsWith("get"))).toHaveLength(100);
  expect(store.calls.filter((call) => call.startsWith("list"))).toHaveLength(50);
});

test("the list agrees with what is stored, whatever changes, by a clock that counts in seconds", async () => {
  const clock = new FakeClock();
  // S3 tells times in whole seconds, and its clock runs apart from ours.
  let skew = 0;
  const memory = new MemoryObjectStore({ ...clock, now: () => Math.floor((clock.time + skew) / 1000) * 1000 });
  const list = keepWebhooks({ store: memory, clock });
  let seed = 20_261_129;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let step = 0; step < 400; step += 1) {
    if (step % 40 === 0) skew = random(480_000) - 240_000;
    const name = `hook-${random(5)}`;
    // All of them are equally long, so that only their times differ.
    if (random(4) === 0) await memory.delete(webhookKey(name));
    else if (random(2) === 0) await put(memory, webhookOf(name, [`report.${random(10)}`]));
    clock.time += [1, 400, 2_000, 400_000][random(4)]!;
    expect(await list(), `step ${step}`).toEqual(await listWebhooks(memory));
  }
});
