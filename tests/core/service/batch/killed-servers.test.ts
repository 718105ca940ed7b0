import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import type { BatchJob, BatchWorld } from "../../../../functions/core/service/batch/batch-world.ts";
import { renderOneByOne } from "../../../../functions/core/service/batch/render-rows.ts";
import { withPacks } from "../../../../functions/core/service/batch/pack/with-packs.ts";
import { itemKey } from "../../../../functions/core/service/batch/records/batch-keys.ts";
import { requestBatch } from "../../../../functions/core/service/batch/request/request-batch.ts";
import { readBatch } from "../../../../functions/core/service/batch/status/batch-status.ts";
import { sweepBatches } from "../../../../functions/core/service/batch/sweep/sweep-batches.ts";
import type { Render } from "../../../../functions/core/service/lifecycle/lifecycle-world.ts";
import type { ObjectStore } from "../../../../functions/core/ports.ts";
import { openGate } from "../../../../functions/local/server/connections/open-gate.ts";
import { FakeClock, FaultyStore, makeReport } from "../lifecycle/lifecycle-fakes.ts";
import { acceptedBatch, fakeBatchWorld, requestOf, runJob, soundRows } from "./batch-fakes.ts";

/** Pages made in parallel, as on two cores. */
const lanes = 2;

/** The life of one server over a store that outlives it. A dead server's calls never return. */
class Life {
  dead = false;
  readonly #died = Promise.withResolvers<void>();
  readonly died = this.#died.promise;
  #left: number;

  /** @param calls of the store after which the server is killed */
  constructor(calls: number) {
    this.#left = calls;
  }

  kill(): Promise<never> {
    this.dead = true;
    this.#died.resolve();
    return new Promise(() => {});
  }

  /** Some calls are done before the kill, some are not. */
  async live<T>(work: () => Promise<T>): Promise<T> {
    if (this.dead) return new Promise(() => {});
    this.#left -= 1;
    if (this.#left > 0) return work();
    if (this.#left % 2 === 0) await work();
    return this.kill();
  }

  store(inner: ObjectStore): ObjectStore {
    return new Proxy(inner, {
      get:
        (_, name: "get") =>
        (...given: [string]) =>
          this.live(() => inner[name](...given)),
    });
  }
}

/** Runs a server until nothing is left to do or it is killed. */
async function serve(
  run: number,
  life: Life,
  inner: ObjectStore,
  clock: FakeClock,
  rows: number,
  render: (life: Life) => Render,
  packs: boolean,
): Promise<void> {
  const gate = openGate();
  const rendering = render(life);
  const store = new FaultyStore(withPacks(life.store(inner)));
  const base = fakeBatchWorld(soundRows(rows), { store, clock, run: `run-${run}`, packs });
  const jobs: BatchJob[] = [];
  const world: BatchWorld = {
    ...base,
    enqueue: (job) => void jobs.push(job),
    renderRows: renderOneByOne((...asked) => gate.together(() => rendering(...asked))),
    alone: (work) => gate.alone(() => work(renderOneByOne(rendering))),
  };
  const work = async (): Promise<void> => {
    await sweepBatches(world, { requeue: (found) => void jobs.push(...found) });
    let under = 0;
    const lane = async (): Promise<void> => {
      // What a dead server had under way never ends.
      while (!life.dead && (jobs.length > 0 || under > 0)) {
        const job = jobs.shift();
        if (job === undefined) {
          await new Promise(setImmediate);
          continue;
        }
        under += 1;
        const result = await runJob(job, world);
        under -= 1;
        if (result.state !== "held") continue;
        clock.time = Math.max(clock.time, result.until);
        jobs.push(job);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  };
  await Promise.race([work(), life.died]);
}

const seededFrom = (seed: number) => {
  let state = seed;
  return (least: number, most: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return least + Math.floor((state / 2_147_483_647) * (most - least + 1));
  };
};

/** Requests batches and lets servers be killed; the last one lives. */
async function survive(
  batches: number,
  rows: number,
  lives: readonly number[],
  render: (life: Life) => Render,
  { tolerate = 0, packs = false } = {},
) {
  const clock = new FakeClock();
  const inner = new MemoryObjectStore(clock);
  const accepted = Array.from({ length: batches }, (_, index) => acceptedBatch(`killed ${index}`, { tolerate }));
  const quiet = fakeBatchWorld([], { store: new FaultyStore(inner), clock });
  for (const batch of accepted) await requestBatch(batch, quiet);
  let deaths = 0;
  for (const [run, calls] of [...lives, Infinity].entries()) {
    const life = new Life(calls);
    await serve(run, life, inner, clock, rows, render, packs);
    if (life.dead) deaths += 1;
    clock.time += 1000;
  }
  return { deaths, inner, accepted, ended: await Promise.all(accepted.map(async ({ id }) => readBatch(id, quiet))) };
}

/** Each step of a render takes some turns of the event loop, so that rows of two lanes are under way together. */
const making: Render = async (accepted) => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
  return makeReport(accepted);
};

/** Row 13 kills its server. */
const killing =
  (life: Life): Render =>
  async (accepted) =>
    accepted.parameters["number"] === 13 ? life.kill() : making(accepted, () => {});

const soak = process.env["SOAK"] !== undefined;

test.each(
  Array.from(
    { length: soak ? 40 : 10 },
    (_, index) => [index + 1, index % 2 === 1 ? "in packs" : "one by one"] as const,
  ),
)("kills of the server fail no row and lose no PDF, wherever they strike: seed %d, %s", async (seed, stored) => {
  const pick = seededFrom(seed);
  const rows = soak ? 1000 : 40;
  // Some servers live for a few rows only, so that the same rows are hit again and again.
  const lives = Array.from({ length: 40 }, () => (pick(0, 2) === 0 ? pick(20, 60) : pick(40, soak ? 1500 : 160)));
  const { deaths, ended, inner, accepted } = await survive(3, rows, lives, () => making, {
    packs: stored === "in packs",
  });
  expect(ended.map((batch) => batch?.state)).toEqual(["ready", "ready", "ready"]);
  expect(ended).toMatchObject(ended.map(() => ({ counts: { ready: rows, failed: 0 } })));
  expect(deaths).toBeGreaterThan(8);
  const store = withPacks(inner);
  for (const { id } of accepted)
    for (let number = 1; number <= rows; number += 1)
      expect((await store.get(itemKey(id, 1, `item-${number}`)))?.body).toEqual(makeReport(requestOf({ number })).pdf);
  const packs = (await inner.list(`batches/${accepted[0]!.id}/1/packs/`)).objects;
  expect(packs.length > 0).toBe(stored === "in packs");
});

test.each([0, 1])(
  "a row that kills its server each time fails alone, and the batch ends: %d tolerated",
  async (tolerate) => {
    const { deaths, ended } = await survive(
      1,
      40,
      Array.from({ length: 20 }, () => Infinity),
      killing,
      { tolerate },
    );
    // The row's first death is at an attempt that notes no rows.
    expect(deaths).toBe(11);
    expect(ended).toMatchObject([{ state: tolerate === 0 ? "failed" : "ready", counts: { ready: 39, failed: 1 } }]);
    expect(ended).toMatchObject([{ failures: [{ row: 13, final: false, problems: [{ code: "render-lost" }] }] }]);
  },
);
