import { expect, test } from "vitest";
import { readDeliverPlan } from "../../../../../functions/core/service/delivery/records/deliver-plan.ts";
import type { DeliverEntry } from "../../../../../functions/core/service/delivery/deliver-schema.ts";
import { editionOf } from "../../../../../functions/core/service/publication/edition/edition-kind.ts";
import { retryEdition } from "../../../../../functions/core/service/publication/edition/retry-edition.ts";
import { findPublication } from "../../../../../functions/core/service/publication/record/read-publication.ts";
import { storePublication } from "../../../../../functions/core/service/publication/record/store-publication.ts";
import { runPublication } from "../../../../../functions/core/service/publication/run-publication.ts";
import { type FakePublisher, openPublisher, weekly } from "../publication-fakes.ts";

const deliver: readonly DeliverEntry[] = [{ webhook: "crm" }, { mail: { to: "anna@example.org" } }];
const planOf = (world: FakePublisher, id: string, generation = 1) =>
  readDeliverPlan(editionOf("weekly", id, generation).folder, world.store);

test("an edition is delivered as its publication says when it is made", async () => {
  const world = await openPublisher();
  const { publication } = await storePublication(
    "weekly",
    weekly({ on: [], deliver, parameters: { year: 2021, language: "zh" } }),
    world,
  );
  const { id } = await runPublication(publication, { date: "2027-02-28" }, world);
  const plan = await planOf(world, id);
  expect(plan).toMatchObject({
    entries: deliver,
    name: "weekly",
    language: "zh",
    date: "2027-02-28",
    template: { name: "sentence", version: expect.stringMatching(/^[0-9a-f]{64}$/) },
    parameters: { year: 2021 },
  });
  await storePublication("weekly", weekly({ on: [] }), world);
  expect(await planOf(world, id)).toEqual(plan);
  world.clock.time += 1_000;
  const later = await runPublication(await findPublication("weekly", world.store), {}, world);
  expect(await planOf(world, later.id)).toBeUndefined();
});

test("an edition that was refused is told to webhooks only; its retry is delivered in full", async () => {
  const world = await openPublisher();
  await storePublication("weekly", weekly({ deliver }), world);
  const { publication } = await storePublication("weekly", weekly({ deliver, on: [{ schedule: "* * * * *" }] }), world);
  const removed = new Map<string, Uint8Array>();
  for (const { key } of (await world.store.list("templates/sentence/")).objects) {
    removed.set(key, (await world.store.get(key))!.body);
    await world.store.delete(key);
  }
  await world.pass(1);
  const [refused] = await world.editions();
  expect(refused?.state).toBe("failed");
  expect(await planOf(world, refused!.id)).toMatchObject({
    entries: [{ webhook: "crm" }],
    template: { name: "sentence" },
    date: refused!.day,
  });
  for (const [key, body] of removed) await world.store.put(key, body, "application/json");
  await retryEdition(publication, refused!, world);
  expect(await planOf(world, refused!.id, 2)).toMatchObject({ entries: deliver });
});
