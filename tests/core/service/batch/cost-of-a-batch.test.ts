import { expect, test } from "vitest";
import { requestBatch } from "../../../../functions/core/service/batch/request/request-batch.ts";
import { pageSize } from "../../../../functions/core/service/batch/request/page-size.ts";
import { readBatch } from "../../../../functions/core/service/batch/status/batch-status.ts";
import { prices } from "../../../../functions/lambda/render/prices.ts";
import { makeReport } from "../lifecycle/lifecycle-fakes.ts";
import { acceptedBatch, fakeBatchWorld, runJobs, soundRows } from "./batch-fakes.ts";

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
