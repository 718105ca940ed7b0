import { parseRecentKey, recentPrefix } from "../records/keys.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { readReport } from "./read-report.ts";
import { isPresent } from "./report-status.ts";
import type { PresentReport } from "./report-status.ts";

export interface ReportList {
  /** Newest first. */
  readonly reports: readonly PresentReport[];
  /** Pass as `after` to go on; absent at the end. */
  readonly next?: string;
}

/** Listings of one page: markers of reports that are gone or were asked for anew stand for none. */
const mostRounds = 5;

/**
 * Lists reports, those asked for last first, each by its latest generation. One whose records
 * cannot be read is left out, and the log names it. A page costs at most five listings and five times its
 * reports, so it may hold fewer than its limit although there is a next one.
 *
 * @param options.after `next` of the page before
 * @param options.limit @default 20
 * @throws BroadsheetError `unavailable`
 */
export async function listReports(world: LifecycleWorld, options: { after?: string | undefined; limit?: number } = {}): Promise<ReportList> {
  const limit = options.limit ?? 20;
  const reports: PresentReport[] = [];
  let after = options.after === undefined ? undefined : `${recentPrefix}${options.after}`;
  for (let round = 1; ; round += 1) {
    const page = await world.store.list(recentPrefix, { limit: limit - reports.length, ...(after !== undefined && { after }) });
    const found = await Promise.all(page.objects.map(({ key }) => readMarked(key, world)));
    reports.push(...found.filter((status) => status !== undefined));
    if (page.next === undefined) return { reports };
    after = page.next;
    if (reports.length >= limit || round === mostRounds) return { reports, next: after.slice(recentPrefix.length) };
  }
}

/** The report a marker stands for, unless it is gone or another marker stands for its latest generation. */
async function readMarked(key: string, world: LifecycleWorld): Promise<PresentReport | undefined> {
  const marker = parseRecentKey(key);
  if (marker === undefined) return undefined;
  try {
    const status = await readReport(marker.id, world);
    return status !== undefined && isPresent(status) && status.created === marker.created ? status : undefined;
  } catch (error) {
    world.logger.error("a report cannot be listed", { id: marker.id, reason: (error as Error).message });
    return undefined;
  }
}
