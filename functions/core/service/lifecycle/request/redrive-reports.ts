import { cancelledCode } from "../records/cancelled-code.ts";
import type { BroadsheetError } from "../../../errors.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { parseRecentKey } from "../records/keys.ts";
import { listGroups } from "../records/list-groups.ts";
import type { Caller } from "../records/records.ts";
import { reportKind } from "../records/report-kind.ts";
import { readReport } from "../status/read-report.ts";
import type { ReportStatus } from "../status/report-status.ts";
import { claimReport } from "./claim-report.ts";
import type { RequestedReport } from "./claim-report.ts";

const recentPrefix = reportKind.recent!;

/** Reports processed in parallel. */
const abreast = 16;

export interface RedriveOptions {
  /** Reports requested before this are left alone; milliseconds since the epoch. */
  readonly since: number;
  /** `next` of the previous call. @default the newest report */
  readonly after?: string | undefined;
  /** When to end, milliseconds since the epoch. @default Infinity */
  readonly until?: number;
  /** The caller, recorded in the claims. */
  readonly caller?: Caller | undefined;
}

export interface Redriven {
  /** The new claims, which must be rendered. */
  readonly retried: readonly RequestedReport[];
  /** Where the next call continues; absent when all reports were processed. */
  readonly next?: string;
}

/**
 * Starts a new generation of every report that failed transiently, as in an outage, newest first. Reports that failed
 * for good, and those that somebody cancelled, are left alone. A report whose records cannot be read is skipped, and
 * the log names it.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function redriveReports(
  world: LifecycleWorld,
  { since, after, until = Infinity, caller }: RedriveOptions,
): Promise<Redriven> {
  const retried: RequestedReport[] = [];
  let last = after;
  for await (const group of listGroups(world.store, recentPrefix, abreast, after && `${recentPrefix}${after}`)) {
    if (world.clock.now() >= until) return { retried, ...(last !== undefined && { next: last }) };
    const markers = group.flatMap(({ key }) => parseRecentKey(reportKind, key) ?? []);
    const due = markers.filter(({ created }) => created >= since);
    // A report may have markers for several generations; one of them is for the latest.
    const found = await Promise.all(due.map((marker) => redrive(marker, caller, world)));
    retried.push(...(found.filter((one) => one?.created === true) as RequestedReport[]));
    if (due.length < markers.length) return { retried };
    last = group.at(-1)!.key.slice(recentPrefix.length);
  }
  return { retried };
}

async function redrive(
  { id, created }: { readonly id: string; readonly created: number },
  caller: Caller | undefined,
  world: LifecycleWorld,
): Promise<RequestedReport | undefined> {
  try {
    const status = await readReport(id, world);
    if (!failedForNow(status) || status.created !== created) return undefined;
    return await claimReport(
      id,
      (present) => (failedForNow(present) ? { accepted: present.accepted, caller } : undefined),
      world,
    );
  } catch (error) {
    world.logger.error("a report could not be redriven", { id, reason: (error as Error).message });
    return undefined;
  }
}

function failedForNow(
  status: ReportStatus | BroadsheetError | undefined,
): status is ReportStatus & { readonly state: "failed" } {
  return (
    status !== undefined &&
    "state" in status &&
    status.state === "failed" &&
    !status.final &&
    !status.problems.some(({ code }) => code === cancelledCode)
  );
}
