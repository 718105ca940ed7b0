import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { putWebhook } from "../../../../functions/core/service/delivery/webhook/store-webhook.ts";
import type { Event } from "../../../../functions/core/service/event/event.ts";
import { markOutbox, sweepOutbox } from "../../../../functions/core/service/event/outbox.ts";
import { renderReport } from "../../../../functions/core/service/lifecycle/attempt/render-report.ts";
import { requestReport } from "../../../../functions/core/service/lifecycle/request/request-report.ts";
import { deleteReport } from "../../../../functions/core/service/lifecycle/removal/delete-report.ts";
import type { RenderingWorld } from "../../../../functions/core/service/lifecycle/lifecycle-world.ts";
import type { ObjectStore } from "../../../../functions/core/ports.ts";
import { openLab } from "../delivery/delivery-fakes.ts";
import { keysOf, MortalStore, readJson } from "./event-fakes.ts";
import { acceptedRequest, FakeClock, fakeWorld } from "../lifecycle/lifecycle-fakes.ts";

function worldOver(store: ObjectStore, clock: FakeClock): RenderingWorld {
  return {
    ...fakeWorld(),
    store,
    clock,
    outbox: { mark: (folder, mark) => markOutbox(folder.replace(/\/$/, ""), mark, store), wake: () => {} },
  };
}

const accepted = acceptedRequest();

/** Requests a report, renders it, announces, deletes it, announces. */
async function live(store: ObjectStore, clock: FakeClock): Promise<void> {
  const world = worldOver(store, clock);
  const lab = openLab(store, clock);
  await requestReport(accepted, world);
  await renderReport(accepted.id, 1, world);
  await sweepOutbox(lab);
  clock.time += 1000;
  await deleteReport(accepted.id, world);
  await sweepOutbox(lab);
}

test("whatever write a process dies at, every outcome that is stored becomes an event and a delivery", async () => {
  const counts: number[] = [];
  for (const commits of [false, true]) {
    for (let writes = 0; ; writes += 1) {
      const clock = new FakeClock();
      const inner = new MemoryObjectStore(clock);
      await putWebhook("crm", { url: "https://example.org/" }, openLab(inner, clock));
      const mortal = new MortalStore(inner, writes, commits);
      await live(mortal, clock).catch(() => {});
      // The next process announces, and does nothing else.
      const lab = openLab(inner, clock);
      await sweepOutbox(lab);
      const outcomes = (await keysOf(inner, "reports/")).filter((key) => key.endsWith("/outcome.json"));
      const events = await Promise.all((await keysOf(inner, "events/")).map((key) => readJson<Event>(inner, key)));
      for (const key of outcomes) {
        const { state } = await readJson<{ state: string }>(inner, key);
        expect(
          events.map(({ type }) => type),
          `after ${writes} writes`,
        ).toContain(`report.${state}`);
      }
      // One delivery for each event, however often it was announced.
      await expect(keysOf(inner, "deliveries/"), `after ${writes} writes`).resolves.toHaveLength(events.length);
      await expect(keysOf(inner, "due/")).resolves.toHaveLength(events.length);
      if (mortal.dead) continue;
      expect(events.map(({ type, sequence }) => `${type} ${sequence}`)).toEqual(["report.ready 1", "report.deleted 2"]);
      await expect(keysOf(inner, "outbox/")).resolves.toEqual([]);
      counts.push(writes);
      break;
    }
  }
  // Both ways enumerate the same writes: of claim, attempt, PDF, outcome, markers, event, delivery, removal.
  expect(counts[0]).toBe(counts[1]);
  expect(counts[0]).toBeGreaterThan(15);
});
