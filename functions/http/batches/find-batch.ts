import { unknownBatch } from "../../core/service/batch/request/request-batch.ts";
import { isPresentBatch, type PresentBatch, readBatch } from "../../core/service/batch/status/batch-status.ts";
import { idPattern } from "../answer/find-report.ts";
import type { Services } from "../services.ts";

/** @throws BroadsheetError `not-found` unless `id` has the form of a batch's id */
export function assertBatchId(id: string): string {
  if (idPattern.test(id)) return id;
  throw unknownBatch(id);
}

/**
 * Finds the batch that a path names.
 *
 * @throws BroadsheetError `not-found` if it was never requested, was deleted or has expired
 */
export async function findBatch(id: string, services: Services): Promise<PresentBatch> {
  const batch = await readBatch(assertBatchId(id), services);
  if (batch === undefined) throw unknownBatch(id);
  if (!isPresentBatch(batch)) throw unknownBatch(id, batch.state);
  return batch;
}
