import { BroadsheetError } from "../../errors.ts";
import type { AcceptedRequest } from "../../request/report-request.ts";
import { claimGeneration } from "./claim-generation.ts";
import { giveUp } from "../attempt/give-up.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { persist } from "../persist.ts";
import { readGeneration } from "../records/read-generation.ts";
import type { Caller, Claim } from "../records/records.ts";
import { reportStatus } from "../status/report-status.ts";
import type { PresentReport, ReportStatus } from "../status/report-status.ts";

/** Rounds before a claim counts as impossible. Each lost round means that another caller made progress. */
const longestChase = 10;

/** A report's status, and whether this call created its claim, which must then be rendered. */
export interface RequestedReport {
  readonly status: PresentReport;
  readonly created: boolean;
}

/** What a new claim holds. */
export interface NewClaim {
  readonly accepted: AcceptedRequest;
  readonly caller?: Caller | undefined;
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
  next: (status: ReportStatus | BroadsheetError | undefined) => NewClaim | undefined,
  world: LifecycleWorld,
): Promise<RequestedReport> {
  for (let turn = 1; turn <= longestChase; turn += 1) {
    const found = await readGeneration(world.store, id);
    if (found !== undefined && (await giveUp(found, world)) !== undefined) continue;
    const status = found && (found.corrupt ?? reportStatus(found, world));
    const wanted = next(status);
    if (wanted === undefined) return { status: status as PresentReport, created: false };
    const generation = (found?.generation ?? 0) + 1;
    const claim: Claim = { created: world.clock.now(), owner: world.newToken(), accepted: wanted.accepted, ...(wanted.caller && { caller: wanted.caller }) };
    if (await persist(world, Infinity, () => claimGeneration(claim, generation, world))) {
      return { status: { state: "queued", id, generation, created: claim.created, accepted: claim.accepted, attempts: 0 }, created: true };
    }
  }
  throw new BroadsheetError("unavailable", {
    code: "report-in-motion",
    message: `Report ${id} is being requested and deleted too often to claim it`,
    hint: "Try again in a moment.",
  });
}
