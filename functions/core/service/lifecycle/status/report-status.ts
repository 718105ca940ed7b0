import type { ErrorKind, Problem } from "../../../errors.ts";
import type { Stage } from "../../../report/publish/report.ts";
import type { AcceptedRequest } from "../../../report/request/report-request.ts";
import type { ReadingWorld } from "../lifecycle-world.ts";
import type { Generation } from "../records/read-generation.ts";
import { isGone } from "../records/records.ts";
import type { Attempt, Cost, FailedOutcome, ReadyOutcome } from "../records/records.ts";

interface Known {
  readonly id: string;
  /** From 1: one more each time that the report is claimed again. */
  readonly generation: number;
  /** When it was requested, milliseconds since the epoch. */
  readonly created: number;
  readonly accepted: AcceptedRequest;
  /** Renders started. */
  readonly attempts: number;
}

/** Waiting to be rendered. */
export interface QueuedReport extends Known {
  readonly state: "queued";
  /** After a failed attempt: when the next may start, milliseconds since the epoch. */
  readonly retryAt?: number;
}

export interface RenderingReport extends Known {
  readonly state: "rendering";
  /** End of the lease, milliseconds since the epoch. */
  readonly until: number;
  /** The stage reached, once known. */
  readonly stage: Stage | undefined;
}

export interface ReadyReport extends Known, Omit<ReadyOutcome, "state"> {
  readonly state: "ready";
}

export interface FailedReport extends Known {
  readonly state: "failed";
  /** Milliseconds since the epoch. */
  readonly finished: number;
  /** Whether the next request gives the same failure. If not, it starts a new generation. */
  readonly final: boolean;
  /** Digest of the engine that failed, if known. */
  readonly engine?: string;
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];
  readonly cost?: Cost;
}

export interface GoneReport {
  readonly state: "deleted" | "expired";
  readonly id: string;
  readonly generation: number;
}

/** A report that exists. */
export type PresentReport = QueuedReport | RenderingReport | ReadyReport | FailedReport;

export type ReportStatus = PresentReport | GoneReport;

export function isPresent(status: ReportStatus): status is PresentReport {
  return status.state !== "deleted" && status.state !== "expired";
}

/**
 * Derives a report's status from its stored records alone, so a status cannot disagree with them.
 *
 * @throws BroadsheetError `damaged` if a record that it needs cannot be read
 */
export function reportStatus(found: Generation, world: Omit<ReadingWorld, "store">): ReportStatus {
  const { id, generation, claim, latest, outcome } = found;
  if (outcome !== undefined && isGone(outcome)) return { state: outcome.state, id, generation };
  if (found.corrupt) throw found.corrupt;
  if (claim === undefined || isPastRetention(claim.created, world)) return { state: "expired", id, generation };
  const known = { id, generation, created: claim.created, accepted: claim.accepted, attempts: found.attempts };
  if (outcome?.state === "failed") return { ...known, ...outcome, final: outcome.final && !isOfUpdate(outcome) };
  if (outcome !== undefined) return { ...known, ...outcome };
  if (latest === undefined) return { ...known, state: "queued" };
  if (!isLeaseOver(latest, world))
    return { ...known, state: "rendering", until: latest.until, stage: latest.progress?.stage };
  return { ...known, state: "queued", ...(latest.ended && { retryAt: latest.ended.retryAt }) };
}

/** Whether what was claimed then counts as expired. @param created milliseconds since the epoch */
export function isPastRetention(
  created: number,
  { clock, retentionMs = Infinity }: Pick<ReadingWorld, "clock" | "retentionMs">,
): boolean {
  return clock.now() >= created + retentionMs;
}

/** Earlier releases refused requests that another engine had accepted, and recorded that as final. */
function isOfUpdate({ problems }: FailedOutcome): boolean {
  return problems.some(({ code }) => code === "engine-changed");
}

/** Largest difference allowed between the clocks of two machines, ms. */
export const clockTolerance = 5 * 60_000;

/**
 * Whether an attempt no longer holds its subject: it recorded its end, its lease ran out, its server is gone, or its
 * start lies in the future because a clock was wrong.
 */
export function isLeaseOver(attempt: Attempt<unknown>, { clock, run }: Pick<ReadingWorld, "clock" | "run">): boolean {
  return (
    attempt.ended !== undefined ||
    clock.now() >= attempt.until ||
    attempt.started > clock.now() + clockTolerance ||
    (run !== undefined && attempt.run !== run)
  );
}
