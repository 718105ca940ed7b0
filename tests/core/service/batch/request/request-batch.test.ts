import { expect, test } from "vitest";
import { deleteBatch } from "../../../../../functions/core/service/batch/removal/delete-batch.ts";
import { requestBatch, retryBatch } from "../../../../../functions/core/service/batch/request/request-batch.ts";
import { readBatch } from "../../../../../functions/core/service/batch/status/batch-status.ts";
import type { DeliverPlan } from "../../../../../functions/core/service/delivery/records/deliver-plan.ts";
import { unavailable } from "../../lifecycle/lifecycle-fakes.ts";
import { acceptedBatch, fakeBatchWorld, type FakeBatchWorld, runJobs, soundRows } from "../batch-fakes.ts";

const accepted = acceptedBatch();
const { id } = accepted;

async function run(world: FakeBatchWorld, generation = 1): Promise<void> {
  world.jobs.push({ batch: id, generation });
  await runJobs(world);
}

/** A world in which the rows could not be read, for a reason that passes: the batch has failed before it had any. */
async function withoutRows(): Promise<FakeBatchWorld> {
  const world = fakeBatchWorld(soundRows(3));
  const { door } = world;
  Object.assign(world, {
    door: {
      ...door,
      readRows: () => {
        throw unavailable();
      },
    },
  });
  await requestBatch(accepted, world);
  await run(world);
  expect(await readBatch(id, world)).toMatchObject({
    state: "failed",
    counts: { ready: 0, failed: 0 },
    failure: { final: false },
  });
  return Object.assign(world, { door });
}

test("a batch that was never requested cannot be retried", async () => {
  await expect(retryBatch(id, fakeBatchWorld([]))).rejects.toMatchObject({
    kind: "not-found",
    problems: [
      {
        code: "unknown-batch",
        message: `there is no batch "${id}"`,
        seen: id,
        hint: "GET /batches lists all batches; ids are 64 hexadecimal digits",
      },
    ],
  });
});

test("a deleted batch cannot be retried, and the error says that it is gone; a request makes it again", async () => {
  const world = fakeBatchWorld(soundRows(3));
  await requestBatch(accepted, world);
  await run(world);
  await deleteBatch(id, world, Infinity);
  await expect(retryBatch(id, world)).rejects.toMatchObject({
    kind: "not-found",
    problems: [
      {
        code: "batch-deleted",
        message: "the batch was deleted",
        hint: "POST /batches with the same body makes it again",
      },
    ],
  });
  expect(await requestBatch(accepted, world)).toMatchObject({
    created: true,
    status: { generation: 2, state: "queued" },
  });
});

test("a batch under way is not retried", async () => {
  const world = fakeBatchWorld(soundRows(3));
  await requestBatch(accepted, world);
  expect(await retryBatch(id, world)).toMatchObject({ created: false, status: { state: "queued", generation: 1 } });
});

test("a batch that failed before a row was read is retried, although it has no failed row", async () => {
  const world = await withoutRows();
  expect(await retryBatch(id, world)).toMatchObject({
    created: true,
    status: { state: "queued", generation: 2, accepted: { base: 1 } },
  });
  await run(world, 2);
  expect(await readBatch(id, world)).toMatchObject({ state: "ready", generation: 2, counts: { ready: 3 } });
});

test("a request repeats a batch whose failure may pass", async () => {
  const world = await withoutRows();
  expect(await requestBatch(accepted, world)).toMatchObject({ created: true, status: { generation: 2 } });
});

test("a batch keeps the deliveries of its first request: the same are no conflict, others are", async () => {
  const world = fakeBatchWorld(soundRows(3));
  const plan = (to: string): DeliverPlan => ({
    entries: [{ mail: { to } }],
    template: accepted.template,
    language: "en",
    date: "2026-01-31",
    name: "statement",
    parameters: {},
  });
  await requestBatch(accepted, world, undefined, plan("print@example.org"));
  expect(await requestBatch(accepted, world, undefined, plan("print@example.org"))).toMatchObject({ created: false });
  expect(await requestBatch(accepted, world)).toMatchObject({ created: false });
  await expect(requestBatch(accepted, world, undefined, plan("board@example.org"))).rejects.toMatchObject({
    kind: "conflict",
    problems: [
      {
        code: "other-delivery",
        where: { pointer: "/deliver" },
        seen: [{ mail: { to: "board@example.org" } }],
        allowed: [{ mail: { to: "print@example.org" } }],
      },
    ],
  });
});
