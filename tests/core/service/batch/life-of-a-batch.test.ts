import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { readBatchOutcome } from "../../../../functions/core/service/batch/records/read-batch.ts";
import { pageOf } from "../../../../functions/core/service/batch/records/batch-kinds.ts";
import { writeOutcome } from "../../../../functions/core/service/lifecycle/records/write-outcome.ts";
import { itemKey, manifestKey } from "../../../../functions/core/service/batch/records/batch-keys.ts";
import { requestBatch, retryBatch } from "../../../../functions/core/service/batch/request/request-batch.ts";
import {
  isPresentBatch,
  type PresentBatch,
  readBatch,
} from "../../../../functions/core/service/batch/status/batch-status.ts";
import { findItem } from "../../../../functions/core/service/batch/status/find-item.ts";
import { listItems } from "../../../../functions/core/service/batch/status/list-items.ts";
import { readManifest } from "../../../../functions/core/service/batch/status/read-manifest.ts";
import { deleteBatch } from "../../../../functions/core/service/batch/removal/delete-batch.ts";
import { deleteItem } from "../../../../functions/core/service/batch/removal/delete-item.ts";
import { listBatches } from "../../../../functions/core/service/batch/status/list-batches.ts";
import { expireBatches } from "../../../../functions/core/service/batch/sweep/expire-batches.ts";
import { sweepBatches } from "../../../../functions/core/service/batch/sweep/sweep-batches.ts";
import { makeReport, unavailable, wrong } from "../lifecycle/lifecycle-fakes.ts";
import { acceptedBatch, fakeBatchWorld, type FakeBatchWorld, requestOf, runJobs, soundRows } from "./batch-fakes.ts";

async function begin(world: FakeBatchWorld, batch = acceptedBatch()): Promise<string> {
  const { created, status } = await requestBatch(batch, world);
  expect(created).toBe(true);
  world.jobs.push({ batch: batch.id, generation: status.generation });
  return batch.id;
}

async function statusOf(id: string, world: FakeBatchWorld): Promise<PresentBatch> {
  const status = await readBatch(id, world);
  if (status === undefined || !isPresentBatch(status)) throw new Error("no such batch");
  return status;
}

async function keys(world: FakeBatchWorld, prefix: string): Promise<string[]> {
  return (await world.store.inner.list(prefix, { limit: 10_000 })).objects.map(({ key }) => key);
}

const text = (body: Uint8Array): string => new TextDecoder().decode(body);

test("each row becomes the report that a single request would be, and the manifest has a true line for it", async () => {
  const world = fakeBatchWorld(soundRows(25));
  const id = await begin(world);
  expect(await statusOf(id, world)).toMatchObject({ state: "queued", generation: 1 });
  await runJobs(world);

  const status = await statusOf(id, world);
  expect(status).toMatchObject({
    state: "ready",
    rows: 25,
    plannedPages: 3,
    donePages: 3,
    counts: { ready: 25, failed: 0, stopped: 0 },
    totals: { pages: 50 },
  });
  for (const number of [1, 10, 11, 25]) {
    const single = makeReport(requestOf({ number }));
    expect(text((await world.store.get(itemKey(id, 1, `item-${number}`)))!.body)).toBe(text(single.pdf));
  }
  const lines = text((await world.store.get(manifestKey(id, 1)))!.body)
    .trimEnd()
    .split("\r\n");
  expect(lines).toHaveLength(26);
  const last = makeReport(requestOf({ number: 25 }));
  expect(lines[25]).toBe(`25,item-25,ready,${last.id},${last.sha256},2,${last.bytes},0,`);
  expect(await keys(world, "pending-batches/")).toEqual([]);
});

test("a page that cannot be made fails the batch, which would otherwise wait for it", async () => {
  const world = fakeBatchWorld(soundRows(25));
  const id = await begin(world);
  const problem = { code: "store-refused", message: "the store refused the page's results" };
  await writeOutcome(
    pageOf(id, 1, 2),
    { state: "failed", finished: 0, attempts: 3, final: false, kind: "unavailable", problems: [problem] },
    world,
  );
  await runJobs(world);
  expect(await statusOf(id, world)).toMatchObject({ state: "failed" });
  expect(await readBatchOutcome(id, 1, world)).toMatchObject({ final: false, problems: [problem] });
});

test("a batch is requested once, whoever asks again", async () => {
  const world = fakeBatchWorld(soundRows(5));
  const id = await begin(world);
  expect((await requestBatch(acceptedBatch(), world)).created).toBe(false);
  await runJobs(world);
  expect(await requestBatch(acceptedBatch(), world)).toMatchObject({ created: false, status: { state: "ready" } });
  expect((await listBatches(world, { limit: 10 })).batches.map((batch) => batch.id)).toEqual([id]);
});

test("rows that cannot be rendered carry their reason, and a tolerant batch is ready without them", async () => {
  const problem = {
    code: "parameter-out-of-range",
    message: 'the parameter "number" must be at most 9',
    where: { pointer: "/parameters/number", row: 3 },
    seen: 30,
  };
  const rows = soundRows(12).map((row) =>
    row.row === 3 ? { row: 3, name: "item-3", kind: "invalid-request" as const, problems: [problem] } : row,
  );
  const world = fakeBatchWorld(rows, {
    render: async (accepted) => {
      if (accepted.parameters["number"] === 8) throw wrong();
      return makeReport(accepted);
    },
  });
  const id = await begin(world, acceptedBatch("tolerant", { tolerate: { percent: 20 } }));
  await runJobs(world);
  const status = await statusOf(id, world);
  expect(status).toMatchObject({ state: "ready", counts: { ready: 10, failed: 2 } });
  expect(status.failures).toMatchObject([
    { row: 3, name: "item-3", final: true, problems: [{ ...problem }] },
    { row: 8, final: true, kind: "query-failed", problems: [{ code: "query-failed", where: { row: 8 } }] },
  ]);
  expect((await listItems(status, { limit: 100, state: "failed" }, world)).items.map(({ row }) => row)).toEqual([3, 8]);
  await expect(findItem(status, "item-8", world)).rejects.toMatchObject({ problems: [{ code: "unknown-item" }] });
});

test("too many bad rows fail the batch before anything is rendered", async () => {
  let renders = 0;
  const bad = {
    kind: "invalid-request" as const,
    problems: [
      {
        code: "parameter-wrong-type",
        message: 'the parameter "number" must be a number',
        where: { pointer: "/parameters/number" },
        seen: "x",
      },
    ],
  };
  const rows = soundRows(30).map((row) => (row.row === 29 ? { row: 29, name: "item-29", ...bad } : row));
  const world = fakeBatchWorld(rows, { render: async (accepted) => makeReport(accepted, String((renders += 1))) });
  const id = await begin(world);
  await runJobs(world);
  expect(await statusOf(id, world)).toMatchObject({
    state: "failed",
    failure: {
      final: true,
      kind: "limit-exceeded",
      problems: [
        { code: "too-many-failures", seen: 1, allowed: 0 },
        {
          code: "parameter-wrong-type",
          where: { pointer: "/parameters/number", row: 29 },
          message: 'row 29: the parameter "number" must be a number',
        },
      ],
    },
  });
  expect(renders).toBe(0);
  expect((await requestBatch(acceptedBatch(), world)).created).toBe(false);
});

test("two rows of one name are refused with both, whatever their case", async () => {
  const rows = soundRows(30).map((row) => (row.row === 28 ? { ...row, name: "ITEM-4" } : row));
  const world = fakeBatchWorld(rows);
  const id = await begin(world);
  await runJobs(world);
  expect(await statusOf(id, world)).toMatchObject({
    state: "failed",
    failure: { problems: [{ code: "duplicate-name", message: 'rows 4 and 28 have the same name, "ITEM-4"' }] },
  });
  expect(await keys(world, `batches/${id}/1/items/`)).toEqual([]);
});

test("a batch stops once more rows have failed than it tolerates; a retry keeps what is ready", async () => {
  const made: number[] = [];
  let broken = true;
  const world = fakeBatchWorld(soundRows(40), {
    render: async (accepted) => {
      const number = accepted.parameters["number"] as number;
      if (broken && number >= 12 && number <= 15) throw wrong();
      made.push(number);
      return makeReport(accepted);
    },
  });
  const id = await begin(world, acceptedBatch("stops", { tolerate: 2 }));
  await runJobs(world);
  const failed = await statusOf(id, world);
  // Page 2 stops at its third failure; pages 3 and 4 are not begun.
  expect(failed).toMatchObject({
    state: "failed",
    counts: { ready: 11, failed: 3, stopped: 26 },
    failure: { problems: [{ code: "too-many-failures", seen: 3, allowed: 2 }, { where: { row: 12 } }, {}, {}] },
  });
  expect(made).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  const listed = await listItems(failed, { limit: 100 }, world);
  expect(listed.items.map(({ state }) => state)).toEqual([
    ...Array<string>(11).fill("ready"),
    ...Array<string>(3).fill("failed"),
    ...Array<string>(26).fill("stopped"),
  ]);

  broken = false;
  made.length = 0;
  const { status, created } = await retryBatch(id, world);
  expect([created, status.generation]).toEqual([true, 2]);
  world.jobs.push({ batch: id, generation: 2 });
  await runJobs(world);
  const ready = await statusOf(id, world);
  expect(ready).toMatchObject({
    state: "ready",
    generation: 2,
    rows: 40,
    counts: { ready: 40, failed: 0, stopped: 0 },
  });
  expect(made).toEqual(Array.from({ length: 29 }, (_, index) => index + 12));
  expect((await findItem(ready, "item-3", world)).key).toBe(itemKey(id, 1, "item-3"));
  expect((await findItem(ready, "item-13", world)).key).toBe(itemKey(id, 2, "item-13"));
  expect(text((await readManifest(ready, world)).body).match(/,ready,/g)).toHaveLength(40);
  expect((await retryBatch(id, world)).created).toBe(false);
});

test("items are listed page by page, without a gap or a repetition", async () => {
  const world = fakeBatchWorld(soundRows(33));
  const id = await begin(world);
  world.jobs.splice(0);
  expect((await listItems(await statusOf(id, world), { limit: 10 }, world)).items).toEqual([]);
  world.jobs.push({ batch: id, generation: 1 });
  await runJobs(world);
  const status = await statusOf(id, world);
  const rows: number[] = [];
  for (let after: number | undefined = 0; after !== undefined;) {
    const page = await listItems(status, { limit: 8, after }, world);
    rows.push(...page.items.map(({ row }) => row));
    after = page.next;
  }
  expect(rows).toEqual(Array.from({ length: 33 }, (_, index) => index + 1));
});

test("a deleted item is gone, also from the manifest and after a retry", async () => {
  const world = fakeBatchWorld(soundRows(3), {
    render: async (accepted) => {
      if (accepted.parameters["number"] === 2) throw unavailable("render-crashed");
      return makeReport(accepted);
    },
  });
  const id = await begin(world, acceptedBatch("deleted", { tolerate: 1 }));
  await runJobs(world);
  const status = await statusOf(id, world);
  expect(status).toMatchObject({
    state: "ready",
    counts: { ready: 2, failed: 1 },
    failures: [{ row: 2, final: false, problems: [{ code: "render-crashed" }] }],
  });
  await deleteItem(status, "item-3", world);
  await expect(findItem(status, "item-3", world)).rejects.toMatchObject({ problems: [{ code: "item-deleted" }] });
  expect(text((await readManifest(status, world)).body)).toContain("\r\n3,item-3,deleted,,,,,,\r\n");
  expect((await listItems(status, { limit: 9 }, world)).items.map(({ state }) => state)).toEqual([
    "ready",
    "failed",
    "deleted",
  ]);
  await retryBatch(id, world);
  world.jobs.push({ batch: id, generation: 2 });
  await runJobs(world);
  await expect(findItem(await statusOf(id, world), "item-3", world)).rejects.toMatchObject({
    problems: [{ code: "item-deleted" }],
  });
});

test("a deleted batch leaves one record of times, even if a page was under way", async () => {
  const world = fakeBatchWorld(soundRows(30));
  const id = await begin(world);
  await runJobs({ ...world, jobs: world.jobs.splice(0), enqueue: (job) => void world.jobs.push(job) });
  expect(world.jobs).toHaveLength(3);
  await deleteBatch(id, world, Infinity);
  await runJobs(world);
  expect(await readBatch(id, world)).toMatchObject({ state: "deleted" });
  expect(await keys(world, `batches/${id}/`)).toEqual([`batches/${id}/1/outcome.json`]);
  expect(await listBatches(world, { limit: 5 })).toEqual({ batches: [] });
  await world.store.put(itemKey(id, 1, "late"), new Uint8Array(1), "application/pdf");
  world.clock.time += 21 * 60_000;
  await sweepBatches(world, { requeue: () => {} });
  expect(await keys(world, "batches/")).toEqual([`batches/${id}/1/outcome.json`]);
  expect(await keys(world, "pending-batches/")).toEqual([]);
  expect((await requestBatch(acceptedBatch(), world)).status.generation).toBe(2);
});

test("batches expire with their items; a retry does not make them older or younger", async () => {
  const world = fakeBatchWorld(soundRows(12), { retentionMs: 90 * 86_400_000 });
  const id = await begin(world);
  await runJobs(world);
  world.clock.time += 89 * 86_400_000;
  expect(await expireBatches(world.clock.time - 90 * 86_400_000, world)).toBe(0);
  world.clock.time += 2 * 86_400_000;
  expect(await readBatch(id, world)).toMatchObject({ state: "expired" });
  expect(await expireBatches(world.clock.time - 90 * 86_400_000, world)).toBe(1);
  expect(await keys(world, "")).toEqual([`batches/${id}/1/outcome.json`]);
});

test("a batch without rows says so", async () => {
  const world = fakeBatchWorld([]);
  const id = await begin(world);
  await runJobs(world);
  expect(await statusOf(id, world)).toMatchObject({
    state: "failed",
    failure: { problems: [{ code: "no-rows", where: { pointer: "/rows/query" } }] },
  });
});

test("a query that fails, fails the batch with its reason", async () => {
  const world = fakeBatchWorld([]);
  const failing = {
    ...world,
    door: {
      ...world.door,
      readRows: () => {
        throw new BroadsheetError("query-failed", { code: "unknown-table", message: "no such table" });
      },
    },
  };
  const id = await begin(world);
  await runJobs(failing);
  expect(await statusOf(id, world)).toMatchObject({
    state: "failed",
    failure: { final: true, kind: "query-failed", problems: [{ code: "unknown-table" }] },
  });
});
