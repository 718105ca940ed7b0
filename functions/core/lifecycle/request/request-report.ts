import { BroadsheetError } from "../../errors.ts";
import type { AcceptedRequest } from "../../request/report-request.ts";
import { claimReport } from "./claim-report.ts";
import type { RequestedReport } from "./claim-report.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import type { Caller } from "../records/records.ts";
import { isPresent } from "../status/report-status.ts";
import type { FailedReport } from "../status/report-status.ts";

/**
 * Asks for a report, which is idempotent: one that is queued, rendering or ready stays as it is, and so does one that failed for good
 * with this engine. One that does not exist, failed in a way that may not happen again or with another engine, was
 * deleted or has expired is claimed; the caller then sees to its being rendered.
 *
 * @param options.anew claims one that is ready or failed, too: this engine makes it again
 * @param options.caller who asks, for the claim
 * @throws BroadsheetError `unavailable`
 */
export async function requestReport(accepted: AcceptedRequest, world: LifecycleWorld, options: { readonly anew?: boolean; readonly caller?: Caller } = {}): Promise<RequestedReport> {
  const { anew = false, caller } = options;
  return claimReport(
    accepted.id,
    (status) => {
      // What cannot be read was given up; the new claim is its remedy.
      if (status === undefined || status instanceof BroadsheetError || !isPresent(status)) return { accepted, caller };
      const stays = status.state === "queued" || status.state === "rendering" || (!anew && (status.state === "ready" || failsAgain(status, world)));
      return stays ? undefined : { accepted, caller };
    },
    world,
  );
}

/** Another engine may do better: only its own failures hold. */
function failsAgain({ final, engine }: FailedReport, world: LifecycleWorld): boolean {
  return final && (engine === undefined || engine === world.engine);
}
