import type { ReadingWorld } from "../lifecycle-world.ts";
import { readGeneration } from "../records/read-generation.ts";
import { reportStatus } from "./report-status.ts";
import type { ReportStatus } from "./report-status.ts";

/**
 * Reads a report's status: that of its latest generation.
 *
 * @returns `undefined` if it was never requested, or nothing of it remains
 * @throws BroadsheetError `unavailable`, code `corrupt-record`, if a record cannot be read
 */
export async function readReport(id: string, world: ReadingWorld): Promise<ReportStatus | undefined> {
  const found = await readGeneration(world.store, id);
  return found && reportStatus(found, world);
}
