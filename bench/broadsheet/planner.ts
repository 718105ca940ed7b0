import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { systemClock } from "../../functions/adapters/system-clock.ts";
import type { BatchWorld } from "../../functions/core/service/batch/batch-world.ts";
import { acceptBatch } from "../../functions/core/service/batch/door/accept-batch.ts";
import { openBatchDoor } from "../../functions/core/service/batch/door/open-batch.ts";
import { planBatch } from "../../functions/core/service/batch/plan/plan-batch.ts";
import { rowsKey } from "../../functions/core/service/batch/records/batch-keys.ts";
import { requestBatch } from "../../functions/core/service/batch/request/request-batch.ts";
import { customers } from "../content/letters.ts";
import type { Contender } from "../measure/contender.ts";

async function* neverRendered(): ReturnType<BatchWorld["renderRows"]> {}

/**
 * Plans batches of letters: reads, names and checks all rows, and stores them page by page. Each batch has other names.
 * What it hands over as a PDF is the rows of the first page.
 */
export async function open({
  store: dataDirectory,
  rows,
}: {
  readonly store: string;
  readonly rows: number;
}): Promise<Contender> {
  const store = await FileObjectStore.open(dataDirectory);
  const scratch = { store, openScratch: () => openScratchFolder() };
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const world: BatchWorld = {
    store,
    clock: systemClock,
    logger,
    engine: "e".repeat(64),
    newToken: () => crypto.randomUUID(),
    door: openBatchDoor(scratch),
    renderRows: neverRendered,
    makeRendition: () => Promise.reject(new Error("nothing is rendered here")),
    leaseMs: 3_600_000,
  };
  return {
    async make(iteration) {
      const query = `SELECT range % ${customers} + 1 AS customer, range AS n FROM range(${rows})`;
      const batch = await acceptBatch(
        {
          template: "letter",
          datasets: { customers: "customers", orders: "orders" },
          rows: { query },
          map: { customer: "customer" },
          name: `letter-${iteration}-{{ n }}`,
        },
        scratch,
      );
      await requestBatch(batch, world);
      const planned = await planBatch(batch.id, 1, world);
      if (planned.state !== "finished" || planned.outcome.state !== "ready" || planned.outcome.rows !== rows)
        throw new Error(`planning ended with ${JSON.stringify(planned)}`);
      return { pdf: (await store.get(rowsKey(batch.id, 1, 1)))!.body };
    },
  };
}
