import { parseRecentKey } from "../records/keys.ts";
import { reportKind } from "../records/report-kind.ts";
import { fillPage, type KeyLister, mostRead } from "../../../paging/fill-page.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { EndedReports } from "./ended-reports.ts";
import { readReport } from "./read-report.ts";
import { filterFacts, filterOf, type ReportFilter } from "./report-filter.ts";
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
 * @param options.wanted which of them are listed @default all
 * @param options.matches asks more of each report, which is read for it @default nothing
 * @param options.ended kept from one list to the next: reports of which it knows that a filter leaves them out are not
 *   read, where the store has its keys at hand @default nothing is known
 * @throws BroadsheetError `unavailable`
 */
export async function listReports(
  world: LifecycleWorld,
  options: {
    after?: string | undefined;
    limit?: number;
    wanted?: ReportFilter;
    matches?: (report: PresentReport) => boolean;
    ended?: EndedReports;
  } = {},
): Promise<ReportList> {
  const { limit = 20, after, wanted = {}, matches = () => true, ended = new EndedReports() } = options;
  const passes = filterOf(wanted);
  const read = async (cursor: string): Promise<PresentReport | undefined> => {
    const report = await readMarked(`${recentPrefix}${cursor}`, world, ended);
    return report !== undefined && passes(filterFacts(report)) && matches(report) ? report : undefined;
  };
  const lister = await listerOf(world, ended, wanted);
  const { items, next, unfilled } = await fillPage(
    lister,
    { prefix: recentPrefix, read },
    { limit, after, most: mostRead },
  );
  return { reports: items, next, unfilled };
}

/** Lists the markers of reports that may pass a filter, if the store has its keys at hand; otherwise all. */
async function listerOf({ store }: LifecycleWorld, ended: EndedReports, wanted: ReportFilter): Promise<KeyLister> {
  const keys = await store.keysAtHand?.(recentPrefix);
  if (keys === undefined) return store;
  ended.update(keys);
  return {
    async list(_prefix, { after, limit = 1000 } = {}) {
      const { keys: found, more } = ended.list(wanted, { after, limit });
      return { objects: found.map((key) => ({ key })), prefixes: [], ...(more && { next: found.at(-1)! }) };
    },
  };
}

/** Reads the report of a marker, unless it is gone or another marker is for its latest generation. */
async function readMarked(key: string, world: LifecycleWorld, ended: EndedReports): Promise<PresentReport | undefined> {
  const marker = parseRecentKey(reportKind, key);
  if (marker === undefined) return undefined;
  try {
    const status = await readReport(marker.id, world);
    if (status === undefined) return undefined;
    ended.note(key, marker.created, status, world.clock.now());
    return isPresent(status) && status.created === marker.created ? status : undefined;
  } catch (error) {
    world.logger.error("a report could not be listed", { id: marker.id, reason: (error as Error).message });
    return undefined;
  }
}
