import { expect, test } from "vitest";
import type { BatchWorld, MadeOutput } from "../../../../../functions/core/service/batch/batch-world.ts";
import { handoverOf, openHandovers } from "../../../../../functions/core/service/batch/handover/open-handovers.ts";
import { itemKey, manifestKey } from "../../../../../functions/core/service/batch/records/batch-keys.ts";
import { requestBatch, retryBatch } from "../../../../../functions/core/service/batch/request/request-batch.ts";
import { makeReport, wrong } from "../../lifecycle/lifecycle-fakes.ts";
import { acceptedBatch, fakeBatchWorld, type FakeBatchWorld, runJobs, soundRows } from "../batch-fakes.ts";

async function made(
  batch = acceptedBatch(),
  given: Partial<BatchWorld> & Parameters<typeof fakeBatchWorld>[1] = {},
): Promise<FakeBatchWorld> {
  const world = fakeBatchWorld(soundRows(12), given);
  await requestBatch(batch, world);
  world.jobs.push({ batch: batch.id, generation: 1 });
  await runJobs(world);
  return world;
}

test("a batch of files hands over its items one by one, and its manifest", async () => {
  const batch = acceptedBatch();
  const world = await made(batch);
  const key = manifestKey(batch.id, 1);
  const manifest = {
    key,
    name: "manifest.csv",
    bytes: (await world.store.get(key))!.body.byteLength,
    contentType: "text/csv; charset=utf-8",
  };
  expect(await handoverOf(batch.id, 1, world)).toMatchObject({
    batch: batch.id,
    generation: 1,
    pages: 2,
    mapped: ["number"],
    single: true,
    files: [manifest],
  });
});

test("a batch with an archive hands over the archive, then the manifest, and no single items", async () => {
  const batch = acceptedBatch("zipped", { output: "zip" });
  const archive = {
    key: `batches/${batch.id}/1/output/reports.zip`,
    name: "reports.zip",
    bytes: 7,
    contentType: "application/zip",
  };
  const world = await made(batch, { makeOutput: async (): Promise<MadeOutput> => ({ files: [archive] }) });
  const handover = await handoverOf(batch.id, 1, world);
  expect(handover).toMatchObject({ single: false, files: [archive, { name: "manifest.csv" }] });
});

test("a batch that is under way, failed or unknown hands over nothing, nor does a report", async () => {
  const batch = acceptedBatch("broken");
  const world = fakeBatchWorld(soundRows(12), { render: async () => Promise.reject(wrong()) });
  const { find } = openHandovers(world);
  const subject = { kind: "batch", id: batch.id, generation: 1 } as const;
  expect(await find(subject)).toBeUndefined();
  await requestBatch(batch, world);
  expect(await find(subject)).toBeUndefined();
  world.jobs.push({ batch: batch.id, generation: 1 });
  await runJobs(world);
  expect(await find(subject)).toBeUndefined();
  expect(await find({ ...subject, kind: "report" })).toBeUndefined();
});

test("the items of a retry are where the generation put them that made them, and it is as old as the first request", async () => {
  const batch = acceptedBatch("retried", { tolerate: 1 });
  let broken = true;
  const world = await made(batch, {
    render: async (accepted) =>
      broken && accepted.parameters["number"] === 2 ? Promise.reject(wrong()) : makeReport(accepted),
  });
  const { since } = (await handoverOf(batch.id, 1, world))!;
  const { itemsOf } = openHandovers(world);
  expect((await itemsOf({ batch: batch.id, generation: 1 }, 1)).map(({ row }) => row)).toEqual([
    1, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
  broken = false;
  world.clock.time += 60_000;
  await retryBatch(batch.id, world);
  world.jobs.push({ batch: batch.id, generation: 2 });
  await runJobs(world);
  const items = await itemsOf({ batch: batch.id, generation: 2 }, 1);
  expect(items.slice(0, 3).map(({ row, key }) => [row, key])).toEqual([
    [1, itemKey(batch.id, 1, "item-1")],
    [2, itemKey(batch.id, 2, "item-2")],
    [3, itemKey(batch.id, 1, "item-3")],
  ]);
  expect((await itemsOf({ batch: batch.id, generation: 2 }, 2)).map(({ row }) => row)).toEqual([11, 12]);
  expect(await handoverOf(batch.id, 2, world)).toMatchObject({ generation: 2, since });
});
