import { availableParallelism } from "node:os";
import { probeDisk } from "../../adapters/probe-disk.ts";
import { systemClock } from "../../adapters/system-clock.ts";
import type { AcceptedBatch } from "../../core/service/batch/batch.ts";
import { requestBatch } from "../../core/service/batch/request/request-batch.ts";
import {
  isPresentBatch,
  isUnderWay,
  type PresentBatch,
  readBatch,
} from "../../core/service/batch/status/batch-status.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { LifecycleWorld } from "../../core/service/lifecycle/lifecycle-world.ts";
import { openBatches } from "../server/open-batches.ts";
import type { ItemFolder } from "./item-folder.ts";

export interface RunBatch {
  readonly accepted: AcceptedBatch;
  readonly world: LifecycleWorld;
  readonly folder: ItemFolder;
  /** Folder of the store, for the workers. */
  readonly dataDirectory: string;
  /** Number of rows, where it is known before they are read. */
  readonly rows: number | undefined;
  /** Called some times a second. */
  progress(batch: PresentBatch): void;
}

/** Time between two looks at the batch, ms. */
const lookMs = 100;

/** Time between two searches for jobs that an unexpected fault has left, ms. */
const sweepMs = 30_000;

/** Pages for each worker: the last of them keep all busy nearly to the end. */
const pagesPerLane = 3;

/** Time for the rows under way to finish after Ctrl-C, ms. */
const graceMs = 1_000;

const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Makes a batch in this process and its workers, one for each core, by the same rules as a server.
 *
 * @returns the batch at its end, ready or failed
 * @throws BroadsheetError `unavailable`, code `interrupted`, on a signal; `invalid-request` if a report cannot be
 *   written
 */
export async function runBatch({
  accepted,
  world,
  folder,
  dataDirectory,
  rows,
  progress,
}: RunBatch): Promise<PresentBatch> {
  const cores = availableParallelism();
  const lanes = Math.max(1, Math.min(cores, rows ?? cores));
  // Boundaries of pages change nothing in the reports: a short batch is divided so that every worker gets some.
  const pageRows =
    rows === undefined
      ? accepted.pageRows
      : Math.max(1, Math.min(accepted.pageRows, Math.ceil(rows / (lanes * pagesPerLane))));
  let signalled = false;
  const stop = (): void => void (signalled = true);
  for (const signal of endings) process.on(signal, stop);
  const batches = openBatches({
    world: { ...world, store: folder.store },
    pool: { dataDirectory },
    probe: () => probeDisk(dataDirectory),
    lanes,
    graceMs,
  });
  try {
    const { status } = await requestBatch({ ...accepted, pageRows }, world);
    batches.push({ batch: accepted.id, generation: status.generation });
    for (let looks = 1; ; looks += 1) {
      const batch = await readBatch(accepted.id, world);
      if (folder.fault !== undefined) throw folder.fault;
      if (signalled) throw interrupted(folder.made);
      if (batch === undefined || !isPresentBatch(batch))
        throw new Error(`batch ${accepted.id} was removed while it was being made`);
      progress(batch);
      if (!isUnderWay(batch)) return batch;
      await systemClock.sleep(lookMs);
      if (looks % (sweepMs / lookMs) === 0) await batches.sweep();
    }
  } finally {
    await batches.close();
    for (const signal of endings) process.off(signal, stop);
  }
}

function interrupted(made: number): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: "interrupted",
    message: `the batch was interrupted after ${made} reports`,
    hint: "Files already written are complete. The same command makes the batch again.",
  });
}
