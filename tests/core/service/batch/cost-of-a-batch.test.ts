import { expect, test } from "vitest";
import { requestBatch } from "../../../../functions/core/service/batch/request/request-batch.ts";
import { pageSize } from "../../../../functions/core/service/batch/request/page-size.ts";
import { readBatch } from "../../../../functions/core/service/batch/status/batch-status.ts";
import { CallCounter } from "../../../../functions/lambda/render/count-calls.ts";
import { prices } from "../../../../functions/lambda/render/prices.ts";
import { jobCost } from "../../../../functions/lambda/render/render-cost.ts";
import { makeReport } from "../lifecycle/lifecycle-fakes.ts";
import { acceptedBatch, fakeBatchWorld, runJob, runJobs, soundRows } from "./batch-fakes.ts";

/**
 * A letter with four queries and a chart; a worker of 2 GB makes 20 a second at least, which is less than half of what
 * was measured.
 */
const template = { queries: { size: 4 }, charts: { size: 1 } };
const made = { inSecond: 20, gigabytes: 2 };
/** Bytes of a letter of a page with a chart and a table. */
const letterBytes = 40_000;
const rows = 4_000;

/** Makes a batch, and counts the calls to the store and what a row costs, in dollars. */
async function costOf(packs: boolean): Promise<{ writes: number; reads: number; cost: number }> {
  const pageRows = pageSize(template);
  const world = fakeBatchWorld(soundRows(rows), {
    packs,
    render: async (accepted) => makeReport(accepted, accepted.id.padEnd(letterBytes, ".")),
  });
  const batch = acceptedBatch("cost", { pageRows });
  await requestBatch(batch, world);
  world.jobs.push({ batch: batch.id, generation: 1 });
  world.store.calls.length = 0;
  await runJobs(world);
  expect(await readBatch(batch.id, world)).toMatchObject({ state: "ready", counts: { ready: rows } });

  const count = (...methods: readonly string[]): number =>
    world.store.calls.filter((call) => methods.includes(call.split(" ")[0]!)).length;
  const writes = count("put", "create", "replace", "list") / rows;
  const reads = count("get", "head", "getRange") / rows;
  const calls =
    writes * prices.s3Write + reads * prices.s3Read + (3 * prices.sqsRequest + prices.lambdaRequest) / pageRows;
  const compute = (made.gigabytes / made.inSecond) * prices.gigabyteSecond.arm64;
  return { writes, reads, cost: calls + compute };
}

test("a million reports cost less than eight dollars at list prices", async () => {
  const { writes, reads, cost } = await costOf(false);
  // One PDF each; all records and listings of a page together are a few for hundreds of rows.
  expect(writes).toBeLessThan(1.04);
  expect(reads).toBeLessThan(0.05);
  expect(1e6 * cost).toBeLessThan(8);
});

test("in packs they cost less than two dollars", async () => {
  const { writes, reads, cost } = await costOf(true);
  expect(writes).toBeLessThan(0.04);
  expect(reads).toBeLessThan(0.05);
  expect(1e6 * cost).toBeLessThan(2);
});

test.each([true, false])("a batch tells what it cost: its calls as they are counted (in packs: %s)", async (packs) => {
  const counter = new CallCounter();
  const [seconds, memory] = [3, 2048];
  const fakes = fakeBatchWorld(soundRows(rows), {
    packs,
    render: async (accepted) => makeReport(accepted, accepted.id.padEnd(letterBytes, ".")),
    estimateCost: () => jobCost(seconds * 1000, memory, "arm64", counter.calls),
  });
  const world = { ...fakes, store: counter.watch(fakes.store) };
  const batch = acceptedBatch("told", { pageRows: 250 });
  await requestBatch(batch, world);
  world.jobs.push({ batch: batch.id, generation: 1 });
  fakes.store.calls.length = 0;
  let jobs = 0;
  for (let job = world.jobs.shift(); job !== undefined; job = world.jobs.shift()) {
    counter.begin();
    await runJob(job, world);
    jobs += 1;
  }
  const calls = fakes.store.calls.map((call) => call.split(" ")[0]!);
  const count = (...methods: readonly string[]): number => calls.filter((call) => methods.includes(call)).length;
  const around = 3 * prices.sqsRequest + prices.lambdaRequest + prices.trace + 1e-6 * prices.logGigabyte;
  const expected =
    count("put", "create", "replace", "list", "createStream") * prices.s3Write +
    count("get", "head", "getRange", "getStream") * prices.s3Read +
    jobs * (around + ((seconds * memory) / 1024) * prices.gigabyteSecond.arm64);
  const status = await readBatch(batch.id, world);
  expect(status).toMatchObject({ state: "ready", totals: { cost: { gigabyteSeconds: jobs * seconds * 2 } } });
  const { usd } = (status as { totals: { cost: { usd: number } } }).totals.cost;
  expect(Math.abs(usd / expected - 1)).toBeLessThan(0.01);
});

test("where compute is not billed by time, a batch tells no cost", async () => {
  const world = fakeBatchWorld(soundRows(12));
  const batch = acceptedBatch("free");
  await requestBatch(batch, world);
  world.jobs.push({ batch: batch.id, generation: 1 });
  await runJobs(world);
  const status = await readBatch(batch.id, world);
  expect(status).toMatchObject({ state: "ready", totals: expect.not.objectContaining({ cost: expect.anything() }) });
});
