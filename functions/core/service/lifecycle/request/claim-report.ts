import type { BroadsheetError } from "../../../errors.ts";
import type { AcceptedRequest } from "../../../report/request/report-request.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { reportKind } from "../records/report-kind.ts";
import { reportStatus } from "../status/report-status.ts";
import type { PresentReport, ReportStatus } from "../status/report-status.ts";
import { claimNext, type NewClaim } from "./claim-next.ts";

/** A report's status, and whether this call created its claim, which must then be rendered. */
export interface RequestedReport {
  readonly status: PresentReport;
  readonly created: boolean;
}

/**
 * Claims the next generation of a report, unless the present one stays.
 *
 * @param next returns what to claim, given the present status or the error met while reading it; `undefined` to keep
 * the status
 * @throws BroadsheetError `unavailable`, and what `next` throws
 */
export async function claimReport(
  id: string,
  next: (status: ReportStatus | BroadsheetError | undefined) => NewClaim<AcceptedRequest> | undefined,
  world: LifecycleWorld,
): Promise<RequestedReport> {
  const claimed = await claimNext(
    reportKind,
    id,
    (found) => {
      const status = found && (found.corrupt ?? reportStatus(found, world));
      const claim = next(status);
      return claim === undefined ? { keep: status as PresentReport } : { claim };
    },
    world,
  );
  if (!claimed.created) return { status: claimed.status, created: false };
  const { subject, claim } = claimed;
  return {
    status: {
      state: "queued",
      id,
      generation: subject.generation,
      created: claim.created,
      accepted: claim.accepted,
      attempts: 0,
    },
    created: true,
  };
}
