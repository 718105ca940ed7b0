import { BroadsheetError } from "../../errors.ts";
import { claimReport } from "./claim-report.ts";
import type { RequestedReport } from "./claim-report.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { isPresent } from "../status/report-status.ts";

/**
 * Starts a new generation of a report that failed, even for good: what it failed of may have been
 * mended. One that is queued, rendering or ready is told as it is.
 *
 * @throws BroadsheetError `not-found` if it was never asked for, was deleted or has expired;
 *   `unavailable`
 */
export async function retryReport(id: string, world: LifecycleWorld): Promise<RequestedReport> {
  return claimReport(
    id,
    (status) => {
      if (status instanceof BroadsheetError) throw status;
      if (status === undefined || !isPresent(status)) throw unknownReport(id, status?.state);
      return status.state === "failed" ? status.accepted : undefined;
    },
    world,
  );
}

function unknownReport(id: string, state: string | undefined): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "unknown-report",
    message: state === undefined ? `There is no report ${id}` : `Report ${id} is ${state}`,
    seen: id,
    hint: "Ask for it with POST /reports.",
  });
}
