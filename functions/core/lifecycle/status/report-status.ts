import type { ErrorKind, Problem } from "../../errors.ts";
import type { Stage } from "../../publish/report.ts";
import type { AcceptedRequest } from "../../request/report-request.ts";
import type { ReadingWorld } from "../lifecycle-world.ts";
import type { Generation } from "../records/read-generation.ts";
import { isGone } from "../records/records.ts";
import type { Attempt, Cost, FailedOutcome, ReadyOutcome } from "../records/records.ts";

interface Known {
  readonly id: string;
  /** 1 and up: how often the report was asked for anew. */
  readonly generation: number;
  /** When it was asked for, milliseconds since the epoch. */
  readonly created: number;
  readonly accepted: AcceptedRequest;
  /** Renders begun. */
  readonly attempts: number;
}

/** Nobody renders it at the moment. */
export interface QueuedReport extends Known {
  readonly state: "queued";
  /** After a failed attempt: when the next one may begin, milliseconds since the epoch. */
  readonly retryAt?: number;
}

export interface RenderingReport extends Known {
  readonly state: "rendering";
  /** Milliseconds since the epoch: the end of the lease. */
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
  /** Asking again gives the same failure; if not, it starts the next generation. */
  readonly final: boolean;
  /** Digest of the engine that met the failure, if known. */
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
 * Derives a report's status from what exists of it. Nothing else is ever consulted, so a status
 * cannot disagree with the facts.
 *
 * @throws BroadsheetError `unavailable`, code `corrupt-record`, if a record it takes cannot be read
 */
export function reportStatus(found: Generation, world: Omit<ReadingWorld, "store">): ReportStatus {
  const { id, generation, claim, latest, outcome } = found;
  const now = world.clock.now();
  if (outcome !== undefined && isGone(outcome)) return { state: outcome.state, id, generation };
  if (found.corrupt) throw found.corrupt;
  if (claim === undefined || now >= claim.created + (world.retentionMs ?? Infinity)) return { state: "expired", id, generation };
  const known = { id, generation, created: claim.created, accepted: claim.accepted, attempts: found.attempts };
  if (outcome?.state === "failed") return { ...known, ...outcome, final: outcome.final && !isOfUpdate(outcome) };
  if (outcome !== undefined) return { ...known, ...outcome };
  if (latest === undefined) return { ...known, state: "queued" };
  if (!isLeaseOver(latest, world)) return { ...known, state: "rendering", until: latest.until, stage: latest.progress?.stage };
  return { ...known, state: "queued", ...(latest.ended && { retryAt: latest.ended.retryAt }) };
}

/** Earlier releases refused what another engine had accepted, and called that final. */
function isOfUpdate({ problems }: FailedOutcome): boolean {
  return problems.some(({ code }) => code === "engine-changed");
}

/** What the clocks of two who render may differ by, ms. */
export const clockTolerance = 5 * 60_000;

/**
 * Whether an attempt holds its report no longer: it told its end, its time is over, its server is gone, or it began in what is the future
 * now, while a clock was wrong.
 */
export function isLeaseOver(attempt: Attempt, { clock, run }: Pick<ReadingWorld, "clock" | "run">): boolean {
  return attempt.ended !== undefined || clock.now() >= attempt.until || attempt.started > clock.now() + clockTolerance || (run !== undefined && attempt.run !== run);
}
