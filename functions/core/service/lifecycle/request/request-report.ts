import { BroadsheetError } from "../../../errors.ts";
import type { AcceptedRequest } from "../../../report/request/report-request.ts";
import { claimReport } from "./claim-report.ts";
import type { RequestedReport } from "./claim-report.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import type { Caller } from "../records/records.ts";
import { isPresent } from "../status/report-status.ts";
import type { FailedReport } from "../status/report-status.ts";

/**
 * Requests a report. The call is idempotent: a report that is queued, rendering or ready stays as it is, and so does
 * one that failed for good with this engine. A report that does not exist, failed transiently or with another engine,
 * was deleted or has expired is claimed; the caller then has it rendered.
 *
 * @param options.anew also claims a report that is ready or failed, so that this engine renders it again
 * @param options.caller the caller, recorded in the claim
 * @throws BroadsheetError `unavailable`
 */
export async function requestReport(
  accepted: AcceptedRequest,
  world: LifecycleWorld,
  options: { readonly anew?: boolean; readonly caller?: Caller | undefined } = {},
): Promise<RequestedReport> {
  const { anew = false, caller } = options;
  return claimReport(
    accepted.id,
    (status) => {
      // A generation that cannot be read has been given up; a new claim repairs it.
      if (status === undefined || status instanceof BroadsheetError || !isPresent(status)) return { accepted, caller };
      const stays =
        status.state === "queued" ||
        status.state === "rendering" ||
        (!anew && (status.state === "ready" || failsAgain(status, world)));
      return stays ? undefined : { accepted, caller };
    },
    world,
  );
}

/** Whether this engine would fail again. Failures of another engine do not count. */
function failsAgain({ final, engine }: FailedReport, world: LifecycleWorld): boolean {
  return final && (engine === undefined || engine === world.engine);
}
