import type { ReadingWorld } from "../lifecycle-world.ts";
import { readLatest } from "../records/read-generation.ts";
import { reportKind } from "../records/report-kind.ts";
import { isPastRetention, reportStatus } from "./report-status.ts";
import type { ReportStatus } from "./report-status.ts";

/**
 * Reads a report's status: that of its latest generation.
 *
 * @returns `undefined` if it was never requested, or nothing of it remains
 * @throws BroadsheetError `damaged` if a record cannot be read
 */
export async function readReport(id: string, world: ReadingWorld): Promise<ReportStatus | undefined> {
  const found = await readLatest(world.store, reportKind, id, (created) => !isPastRetention(created, world));
  return found && reportStatus(found, world);
}
