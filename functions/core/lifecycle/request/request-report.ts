import { BroadsheetError } from "../../errors.ts";
import type { AcceptedRequest } from "../../request/report-request.ts";
import { claimReport } from "./claim-report.ts";
import type { RequestedReport } from "./claim-report.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";

/**
 * Asks for a report, which is idempotent: one that is queued, rendering, ready or failed for good
 * is told as it is. One that does not exist, failed in a way that may not happen again, was
 * deleted or has expired is claimed; the caller then sees to its being rendered.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function requestReport(accepted: AcceptedRequest, world: LifecycleWorld): Promise<RequestedReport> {
  return claimReport(
    accepted.id,
    (status) => {
      // What cannot be read was given up; the new claim is its remedy.
      if (status instanceof BroadsheetError) return accepted;
      const stays = status?.state === "queued" || status?.state === "rendering" || status?.state === "ready";
      return stays || (status?.state === "failed" && status.final) ? undefined : accepted;
    },
    world,
  );
}
