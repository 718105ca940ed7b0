import { expect, test } from "vitest";
import { makePage } from "../../../../../functions/core/service/batch/page/make-page.ts";
import { itemKey, partsPrefix } from "../../../../../functions/core/service/batch/records/batch-keys.ts";
import { pageOf } from "../../../../../functions/core/service/batch/records/batch-kinds.ts";
import { readPageOutcome } from "../../../../../functions/core/service/batch/records/read-batch.ts";
import type { PageOfReports } from "../../../../../functions/core/report/query/page/open-pages.ts";
import { renderOneByOne } from "../../../../../functions/core/service/batch/render-rows.ts";
import { requestBatch } from "../../../../../functions/core/service/batch/request/request-batch.ts";
import { readBatch } from "../../../../../functions/core/service/batch/status/batch-status.ts";
import { attemptKey } from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { makeReport, unavailable } from "../../lifecycle/lifecycle-fakes.ts";
import { acceptedBatch, fakeBatchWorld, type FakeBatchWorld, runJob, runJobs, soundRows } from "../batch-fakes.ts";
import { letTurn } from "../../../../let-turn.ts";

async function planned(
  rows: number,
  given: Parameters<typeof fakeBatchWorld>[1] = {},
  batch = acceptedBatch(),
): Promise<{ world: FakeBatchWorld; id: string }> {
  const world = fakeBatchWorld(soundRows(rows), given);
  await requestBatch(batch, world);
  await runJob({ batch: batch.id, generation: 1 }, world);
  return { world, id: batch.id };
}

/** A process that dies at a row: its attempt stays as it was, and nothing more happens. */
async function dieAt(row: number, id: string, world: FakeBatchWorld): Promise<void> {
  const died = Promise.withResolvers<void>();
  const renderRows = renderOneByOne(async (accepted) => {
    if (accepted.parameters["number"] !== row) return makeReport(accepted);
    died.resolve();
    return new Promise(() => {});
  });
  void makePage(id, 1, 1, { ...world, renderRows });
  await died.promise;
  await letTurn();
  world.clock.time += 120_000;
}

test("a row that is under way at two deaths that are known to the row fails alone", async () => {
  const { world, id } = await planned(10, {}, acceptedBatch("deadly", { tolerate: 1 }));
  // The first attempt does not note each row; the second and third do.
  for (let death = 1; death <= 3; death += 1) await dieAt(7, id, world);
  await runJobs(world);
  const outcome = await readPageOutcome(id, 1, 1, world);
  expect(outcome).toMatchObject({ state: "ready", attempts: 4 });
  const items = outcome?.state === "ready" ? outcome.items : [];
  expect(items.filter(({ state }) => state === "failed")).toMatchObject([
    { row: 7, final: false, problems: [{ code: "render-lost", where: { row: 7 } }] },
  ]);
  expect(items.filter(({ state }) => state === "ready")).toHaveLength(9);
});

test("deaths at different rows fail none of them", async () => {
  const { world, id } = await planned(10);
  for (const row of [2, 4, 6, 8, 3]) await dieAt(row, id, world);
  await runJobs(world);
  expect(await readBatch(id, world)).toMatchObject({ state: "ready", counts: { ready: 10, failed: 0 } });
});

test("a row whose worker crashes tries once more, and then fails alone", async () => {
  const renders = new Map<unknown, number>();
  const { world, id } = await planned(
    10,
    {
      render: async (accepted) => {
        const number = accepted.parameters["number"];
        renders.set(number, (renders.get(number) ?? 0) + 1);
        if (number === 4 || (number === 6 && renders.get(6) === 1)) throw unavailable("render-crashed");
        return makeReport(accepted);
      },
    },
    acceptedBatch("crash", { tolerate: 1 }),
  );
  await runJobs(world);
  expect(await readBatch(id, world)).toMatchObject({
    state: "ready",
    counts: { ready: 9, failed: 1 },
    failures: [{ row: 4, problems: [{ code: "render-crashed" }] }],
  });
  expect([renders.get(4), renders.get(6), renders.get(5)]).toEqual([2, 2, 1]);
});

test("a page that takes longer than an attempt may is handed on, and nothing is made twice", async () => {
  const made: unknown[] = [];
  const { world, id } = await planned(10, { pageMs: 30_000 });
  const renderRows = renderOneByOne(async (accepted) => {
    world.clock.time += 9_000;
    made.push(accepted.parameters["number"]);
    return makeReport(accepted);
  });
  const slow = { ...world, renderRows };
  expect(await makePage(id, 1, 1, slow)).toMatchObject({ state: "held", until: world.clock.time });
  expect(
    (await world.store.inner.list(pageOf(id, 1, 1).folder)).objects.map(({ key }) => key.split("/").slice(5).join("/")),
  ).toEqual(["parts/0000001.json", "parts/0000004.json", "request.json", "rows.json"]);
  await runJobs(slow);
  expect(made).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(await readBatch(id, world)).toMatchObject({ state: "ready", counts: { ready: 10 } });
});

test("an attempt whose time was over before its first row makes that row, so the page ends", async () => {
  const made: unknown[] = [];
  const { world, id } = await planned(3, { pageMs: 30_000 });
  const door = {
    ...world.door,
    async openBatch(...asked: Parameters<typeof world.door.openBatch>) {
      world.clock.time += 40_000;
      return world.door.openBatch(...asked);
    },
  };
  const renderRows = renderOneByOne(async (accepted) => {
    made.push(accepted.parameters["number"]);
    return makeReport(accepted);
  });
  await runJobs({ ...world, door, renderRows }, 20);
  expect(made).toEqual([1, 2, 3]);
  expect(await readBatch(id, world)).toMatchObject({ state: "ready", counts: { ready: 3 } });
});

test("a page that has long waited in line rests no longer after a fault of the store than one that has not", async () => {
  const { world, id } = await planned(10);
  world.clock.time += 3_600_000;
  world.store.failOn({ method: "put", key: /item-6\//, committed: false, times: 4 });
  const rendering = await makePage(id, 1, 1, world);
  expect(rendering).toMatchObject({ state: "held", until: world.clock.time + 15_000 });
});

test("a store that fails costs no attempt and no row, and what was stored is not made again", async () => {
  const made: unknown[] = [];
  const { world, id } = await planned(10, {
    render: async (accepted) => {
      made.push(accepted.parameters["number"]);
      return makeReport(accepted);
    },
  });
  world.store.failOn({ method: "put", key: /item-6\//, committed: false, times: 4 });
  const [job] = world.jobs;
  expect(await runJob(job!, world)).toMatchObject({ state: "held" });
  expect(await world.store.inner.get(attemptKey(pageOf(id, 1, 1), 1))).toBeUndefined();
  expect((await world.store.inner.list(partsPrefix(id, 1, 1))).objects).toHaveLength(1);
  await runJobs(world);
  expect(await readBatch(id, world)).toMatchObject({ state: "ready", counts: { ready: 10 } });
  expect(made.filter((number) => number === 1)).toEqual([1]);
  expect(await world.store.inner.get(itemKey(id, 1, "item-6"))).toBeDefined();
});

test("a page that is delivered twice gives one record and the same bytes", async () => {
  const { world, id } = await planned(10);
  const [one, other] = await Promise.all([makePage(id, 1, 1, world), makePage(id, 1, 1, world)]);
  expect([one.state, other.state].sort()).toEqual(["finished", "held"]);
  const before = await world.store.inner.get(itemKey(id, 1, "item-1"));
  expect(await makePage(id, 1, 1, world)).toMatchObject({ state: "finished" });
  expect((await world.store.inner.get(itemKey(id, 1, "item-1")))!.etag).toBe(before!.etag);
  expect(
    (await world.store.inner.list(`batches/${id}/1/done/`)).objects.map(({ key }) => key.split("/").at(-1)),
  ).toEqual(["000001-10-0-0"]);
});

test("an ended server's page is handed back at once", async () => {
  const stopping = new AbortController();
  const { world, id } = await planned(10, { signal: stopping.signal });
  const renderRows = renderOneByOne(async (accepted) => {
    if (accepted.parameters["number"] === 5) {
      stopping.abort();
      throw unavailable("server-stopping");
    }
    return makeReport(accepted);
  });
  expect(await makePage(id, 1, 1, { ...world, renderRows })).toMatchObject({ state: "held" });
  expect(await world.store.inner.get(attemptKey(pageOf(id, 1, 1), 1))).toBeUndefined();
  expect((await world.store.inner.list(partsPrefix(id, 1, 1))).objects).toHaveLength(1);
});

test("rows of a first attempt come with their neighbours, 64 at a time; a later attempt makes each alone", async () => {
  const { world, id } = await planned(100, {}, acceptedBatch("together", { pageRows: 100 }));
  const pages: (readonly unknown[] | undefined)[] = [];
  const rows: unknown[] = [];
  const renderRows = renderOneByOne(async (accepted, _progress, _engine, page) => {
    const { letters } = page === undefined ? {} : (JSON.parse(page) as PageOfReports);
    pages.push(letters);
    rows.push(accepted.parameters);
    return makeReport(accepted);
  });
  await makePage(id, 1, 1, { ...world, renderRows });
  const sizes = pages.map((letters) => letters?.length);
  expect(sizes).toEqual([...Array<number>(64).fill(64), ...Array<number>(36).fill(36)]);
  const told = [pages[0]!, pages[64]!].flat() as PageOfReports["letters"];
  expect(told.map(({ parameters }) => parameters)).toEqual(rows);

  const again = await planned(10, {}, acceptedBatch("again", { pageRows: 100 }));
  await dieAt(5, again.id, again.world);
  pages.length = 0;
  await makePage(again.id, 1, 1, { ...again.world, renderRows });
  expect(pages.length).toBeGreaterThan(0);
  expect(pages.every((letters) => letters === undefined)).toBe(true);
});
