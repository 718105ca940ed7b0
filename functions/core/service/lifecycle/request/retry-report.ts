import { BroadsheetError } from "../../../errors.ts";
import { claimReport } from "./claim-report.ts";
import type { RequestedReport } from "./claim-report.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import type { Caller } from "../records/records.ts";
import { isPresent } from "../status/report-status.ts";

/**
 * Starts a new generation of a report that has ended: one that failed, even for good, since its cause may have been
 * fixed, or one that is ready, which this engine then renders again. A report that is queued or rendering is returned
 * as it is.
 *
 * @param caller recorded in the claim
 * @throws BroadsheetError `not-found` if it was never requested, was deleted or has expired; `unavailable`
 */
export async function retryReport(id: string, world: LifecycleWorld, caller?: Caller): Promise<RequestedReport> {
  return claimReport(
    id,
    (status) => {
      if (status instanceof BroadsheetError) throw status;
      if (status === undefined || !isPresent(status)) throw unknownReport(id, status?.state);
      return status.state === "failed" || status.state === "ready" ? { accepted: status.accepted, caller } : undefined;
    },
    world,
  );
}

function unknownReport(id: string, state: string | undefined): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "unknown-report",
    message: state === undefined ? `There is no report ${id}` : `Report ${id} is ${state}`,
    seen: id,
    hint: "Request it with POST /reports.",
  });
}
