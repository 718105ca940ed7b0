import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { busyShare } from "../../../bench/measure/busy-share.ts";

test("another program's work shows in the share of busy cores", async () => {
  const worker = new Worker("for (;;);", { eval: true });
  try {
    await new Promise((resolve) => worker.once("online", resolve));
    const share = await busyShare(400);
    // One of two cores, as a rule; a machine of many shows little.
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThanOrEqual(1);
  } finally {
    await worker.terminate();
  }
});
