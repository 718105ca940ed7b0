import { type ErrorKind, lostObject, type Problem } from "../../../errors.ts";
import type { ReadingWorld } from "../../lifecycle/lifecycle-world.ts";
import { outcomeKey } from "../../lifecycle/records/keys.ts";
import { type Generation, readGeneration, readLatest } from "../../lifecycle/records/read-generation.ts";
import { isGone } from "../../lifecycle/records/records.ts";
import { isLeaseOver } from "../../lifecycle/status/report-status.ts";
import type { AcceptedBatch, Counts, FailedItem } from "../batch.ts";
import { batchKind, type BatchReady, type BatchShapes, planOf } from "../records/batch-kinds.ts";
import { addCounts, noCounts } from "../records/count-items.ts";
import { listDone } from "../records/list-done.ts";
import { walkPages } from "../records/walk-pages.ts";

interface Known {
  readonly id: string;
  readonly generation: number;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly accepted: AcceptedBatch;
}

export type BatchState = "queued" | "planning" | "running" | "ready" | "failed";

/** A batch that exists. */
export interface PresentBatch extends Known {
  readonly state: BatchState;
  /** Absent until the batch is planned. */
  readonly rows?: number;
  /** Pages of rows, and how many have their results. */
  readonly plannedPages?: number;
  readonly donePages?: number;
  readonly counts: Counts;
  /** Reports made in a second, since the batch was planned. */
  readonly rate?: number;
  /** Milliseconds that the rest takes at that rate. */
  readonly timeLeft?: number;
  /** When it ended, milliseconds since the epoch. */
  readonly finished?: number;
  /** Pages and bytes of all PDFs; of a batch that is ready. */
  readonly totals?: Pick<BatchReady, "pages" | "bytes" | "output" | "incomplete" | "cost">;
  /** The first failed rows. */
  readonly failures: readonly FailedItem[];
  /** Why the batch failed, and whether it would fail again. */
  readonly failure?: { readonly final: boolean; readonly kind: ErrorKind; readonly problems: readonly Problem[] };
}

export interface GoneBatch {
  readonly state: "deleted" | "expired";
  readonly id: string;
  readonly generation: number;
}

export type BatchStatus = PresentBatch | GoneBatch;

/** Most failed rows shown with a batch. */
const mostFailures = 10;

export function isPresentBatch(status: BatchStatus): status is PresentBatch {
  return status.state !== "deleted" && status.state !== "expired";
}

/** Whether a batch will still change by itself. */
export function isUnderWay({ state }: BatchStatus): boolean {
  return state === "queued" || state === "planning" || state === "running";
}

/**
 * Reads the status of a batch: that of its latest generation, derived from stored records alone.
 *
 * @returns `undefined` if it was never requested, or nothing of it remains
 * @throws BroadsheetError `unavailable`
 */
export async function readBatch(id: string, world: ReadingWorld): Promise<BatchStatus | undefined> {
  const found = await readLatest(world.store, batchKind, id);
  return found && batchStatus(found, world);
}

/** Derives the status of a generation that was read. @throws BroadsheetError `unavailable` */
export async function batchStatus(found: Generation<BatchShapes>, world: ReadingWorld): Promise<BatchStatus> {
  const { id, generation, claim, outcome } = found;
  if (outcome !== undefined && isGone(outcome)) return { state: outcome.state, id, generation };
  if (found.corrupt !== undefined) throw found.corrupt;
  if (claim === undefined || isExpired(claim, world)) return { state: "expired", id, generation };
  const known = { id, generation, created: claim.created, accepted: claim.accepted };
  const plan = await readGeneration(world.store, planOf(id, generation));
  const planned = plan?.outcome?.state === "ready" ? plan.outcome : undefined;
  if (planned === undefined) {
    // Without the plan, a batch that is ready would seem to have no rows.
    if (outcome?.state === "ready") throw lostObject(outcomeKey(planOf(id, generation)), "The plan of the batch");
    const failures: readonly FailedItem[] = [];
    if (outcome?.state === "failed")
      return { ...known, state: "failed", counts: noCounts, finished: outcome.finished, failure: outcome, failures };
    const working = plan?.latest !== undefined && !isLeaseOver(plan.latest, world);
    const rows = plan?.latest?.progress?.rows;
    return {
      ...known,
      state: working ? "planning" : "queued",
      counts: noCounts,
      failures,
      ...(working && rows !== undefined && { rows }),
    };
  }
  let counts: Counts = noCounts;
  let [donePages, last] = [0, planned.finished];
  const faulty: number[] = [];
  for await (const done of listDone(id, generation, world)) {
    counts = addCounts(counts, done.counts);
    donePages += 1;
    last = Math.max(last, done.at);
    if (done.counts.failed > 0) faulty.push(done.page);
  }
  const { rows, pages: plannedPages } = planned;
  const failures = await firstFailures(id, generation, faulty, world);
  const progress = { ...known, rows, plannedPages, donePages, failures };
  if (outcome === undefined) {
    const made = counts.ready + counts.failed;
    const rate = last > planned.finished && made > 0 ? (made * 1000) / (last - planned.finished) : undefined;
    return {
      ...progress,
      state: "running",
      counts,
      ...(rate !== undefined && { rate, timeLeft: Math.ceil(((rows - made) * 1000) / rate) }),
    };
  }
  if (outcome.state === "ready")
    return { ...progress, state: "ready", counts, finished: outcome.finished, totals: outcome };
  return {
    ...progress,
    state: "failed",
    counts: { ...counts, stopped: rows - counts.ready - counts.failed },
    finished: outcome.finished,
    failure: outcome,
  };
}

/** Retention counts from the first generation: a retry keeps items of it. */
export function isExpired(
  { created, accepted }: { readonly created: number; readonly accepted: AcceptedBatch },
  { clock, retentionMs = Infinity }: Omit<ReadingWorld, "store">,
): boolean {
  return clock.now() >= (accepted.since ?? created) + retentionMs;
}

async function firstFailures(
  id: string,
  generation: number,
  pages: readonly number[],
  world: ReadingWorld,
): Promise<readonly FailedItem[]> {
  const failures: FailedItem[] = [];
  for await (const { items } of walkPages(id, generation, pages.slice(0, mostFailures), true, world))
    failures.push(...items.filter((item) => item.state === "failed"));
  return failures.slice(0, mostFailures);
}
