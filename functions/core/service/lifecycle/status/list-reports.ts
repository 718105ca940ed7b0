import { parseRecentKey } from "../records/keys.ts";
import { reportKind } from "../records/report-kind.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { readReport } from "./read-report.ts";
import { isPresent } from "./report-status.ts";
import type { PresentReport } from "./report-status.ts";

export interface ReportList {
  /** Newest first. */
  readonly reports: readonly PresentReport[];
  /** Pass as `after` for the next page; absent on the last one. */
  readonly next?: string;
}

const recentPrefix = reportKind.recent!;

/** Listings per page: some markers give no report, because it is gone or was requested again. */
const mostRounds = 5;

/**
 * Lists reports by their latest generation, the most recently requested first. A report whose records cannot be read
 * is skipped, and the log names it. A page makes at most five listings and reads at most five times its limit, so it
 * may hold fewer reports than its limit although another page follows.
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
  const limit = options.limit ?? 20;
  const matches = options.matches ?? (() => true);
  const reports: PresentReport[] = [];
  let after = options.after === undefined ? undefined : `${recentPrefix}${options.after}`;
  for (let round = 1; ; round += 1) {
    const page = await world.store.list(recentPrefix, {
      limit: limit - reports.length,
      ...(after !== undefined && { after }),
    });
    const found = await Promise.all(page.objects.map(({ key }) => readMarked(key, world)));
    reports.push(...(found.filter((status) => status !== undefined && matches(status)) as PresentReport[]));
    if (page.next === undefined) return { reports };
    after = page.next;
    if (reports.length >= limit || round === mostRounds) return { reports, next: after.slice(recentPrefix.length) };
  }
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
