import { recentKey } from "../records/keys.ts";
import { reportKind, reportOf } from "../records/report-kind.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { listGenerations } from "../records/list-generations.ts";
import { removeGeneration } from "./remove-generation.ts";

/**
 * Deletes a report: all its generations, finished or not. One small record per generation remains, which holds only
 * times.
 *
 * @returns whether there was anything to delete
 * @throws BroadsheetError `unavailable`
 */
export async function deleteReport(id: string, world: LifecycleWorld): Promise<boolean> {
  let deleted = false;
  for (const generation of await listGenerations(reportKind, id, world)) {
    const subject = reportOf(id, generation);
    const { objects } = await world.store.list(subject.folder, { limit: 2 });
    deleted ||= objects.some(({ key }) => !key.endsWith("/outcome.json"));
    const { created } = await removeGeneration(subject, "deleted", world);
    // Without this marker, a listing need not read the report to learn that it is gone.
    await world.store.delete(recentKey(reportKind, created, id));
  }
  return deleted;
}
