import { parseRecentKey } from "../records/keys.ts";
import { reportKind } from "../records/report-kind.ts";
import { fillPage, mostRead } from "../../../paging/fill-page.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { readReport } from "./read-report.ts";
import { isPresent } from "./report-status.ts";
import type { PresentReport } from "./report-status.ts";

export interface ReportList {
  /** Newest first. */
  readonly reports: readonly PresentReport[];
  /** Pass as `after` for the next page; absent on the last one. */
  readonly next?: string | undefined;
  /** Whether it ends before it is full, although more follow. */
  readonly unfilled?: boolean | undefined;
}

const recentPrefix = reportKind.recent!;

/**
 * Lists reports by their latest generation, the most recently requested first. A report whose records cannot be read
 * is skipped, and the log names it. A page reads at most a thousand, and is `unfilled` if they were too few to fill it.
 *
 * @param options.after `next` of the previous page
 * @param options.limit @default 20
 * @param options.matches which of them are listed @default all
 * @throws BroadsheetError `unavailable`
 */
export async function listReports(
  world: LifecycleWorld,
  options: { after?: string | undefined; limit?: number; matches?: (report: PresentReport) => boolean } = {},
): Promise<ReportList> {
  const { limit = 20, after, matches = () => true } = options;
  const read = async (cursor: string): Promise<PresentReport | undefined> => {
    const report = await readMarked(`${recentPrefix}${cursor}`, world);
    return report !== undefined && matches(report) ? report : undefined;
  };
  const { items, next, unfilled } = await fillPage(
    world.store,
    { prefix: recentPrefix, read },
    { limit, after, most: mostRead },
  );
  return { reports: items, next, unfilled };
}

/** Reads the report of a marker, unless it is gone or another marker is for its latest generation. */
async function readMarked(key: string, world: LifecycleWorld): Promise<PresentReport | undefined> {
  const marker = parseRecentKey(reportKind, key);
  if (marker === undefined) return undefined;
  try {
    const status = await readReport(marker.id, world);
    return status !== undefined && isPresent(status) && status.created === marker.created ? status : undefined;
  } catch (error) {
    world.logger.error("a report could not be listed", { id: marker.id, reason: (error as Error).message });
    return undefined;
  }
}
