import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../../functions/adapters/open-store.ts";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { systemClock } from "../../../functions/adapters/system-clock.ts";
import { acceptBatch } from "../../../functions/core/service/batch/door/accept-batch.ts";
import { requestBatch } from "../../../functions/core/service/batch/request/request-batch.ts";
import { readBatch } from "../../../functions/core/service/batch/status/batch-status.ts";
import { findItem } from "../../../functions/core/service/batch/status/find-item.ts";
import { storeDataset } from "../../../functions/core/report/dataset/store-dataset.ts";
import { storeTemplate } from "../../../functions/core/report/template/store/store-template.ts";
import { openBatches } from "../../../functions/local/server/open-batches.ts";
import { sentence } from "../../http/open-test-app.ts";

test("a server makes a batch, and the next one what a stopped one left", async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), "batches-"));
  const store = await openStore(dataDirectory);
  await storeTemplate(store, "sentence", sentence);
  const scratch = await openScratchFolder();
  await storeDataset(
    store,
    "numbers",
    { body: new TextEncoder().encode("year,value\n2020,1.5\n2021,2\n"), format: "csv" },
    scratch,
  );
  await scratch.dispose();
  const world = {
    store,
    clock: systemClock,
    engine: "e".repeat(64),
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    newToken: () => crypto.randomUUID(),
  };
  const accepted = await acceptBatch(
    {
      template: "sentence",
      rows: { query: "SELECT 2000 + (range % 30) AS y, range AS n FROM range(40)" },
      map: { year: "y" },
      name: "n{{ n }}",
    },
    world,
  );
  const ended = async (): Promise<boolean> =>
    ["ready", "failed"].includes((await readBatch(accepted.id, world))?.state ?? "");
  try {
    const first = openBatches({
      world: { ...world, run: "first" },
      pool: { dataDirectory },
      probe: async () => true,
      lanes: 1,
      graceMs: 100,
    });
    const { status } = await requestBatch(accepted, world);
    first.push({ batch: accepted.id, generation: status.generation });
    while ((await store.list(`batches/${accepted.id}/1/items/`)).objects.length < 2) await systemClock.sleep(20);
    await first.close();
    expect(await ended()).toBe(false);

    const second = openBatches({
      world: { ...world, run: "second" },
      pool: { dataDirectory },
      probe: async () => true,
      lanes: 1,
      graceMs: 100,
    });
    await second.sweep();
    while (!(await ended())) await systemClock.sleep(20);
    await second.close();
    const batch = await readBatch(accepted.id, world);
    expect(batch).toMatchObject({ state: "ready", counts: { ready: 40, failed: 0 } });
    if (batch?.state !== "ready") throw new Error("not ready");
    const { key } = await findItem(batch, "n7", world);
    expect(new TextDecoder("latin1").decode((await store.get(key))!.body.subarray(0, 8))).toBe("%PDF-1.7");
  } finally {
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});
