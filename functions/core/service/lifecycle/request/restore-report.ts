import { BroadsheetError, isCorrupt } from "../../../errors.ts";
import type { Report } from "../../../report/publish/report.ts";
import { rewriteAttempt } from "../attempt/rewrite-attempt.ts";
import type { RenderingWorld } from "../lifecycle-world.ts";
import { attemptKey, outcomeKey, pdfKey } from "../records/keys.ts";
import { parseAttempt, parseOutcome, writeRecord } from "../records/parse-record.ts";
import { type Generation, readGeneration } from "../records/read-generation.ts";
import { readPdf } from "../records/read-pdf.ts";
import { type Attempt, isGone, type ReadyOutcome } from "../records/records.ts";
import { reportKind, reportOf } from "../records/report-kind.ts";
import { isLeaseOver } from "../status/report-status.ts";
import { claimReport } from "./claim-report.ts";

/** What came of restoring a PDF. */
export type Restoring =
  /** The PDF is as its outcome says: it was made again, or was not damaged. */
  | { readonly state: "restored" }
  /** This engine makes other bytes, or none: the report was claimed again, as this generation. */
  | { readonly state: "anew"; readonly generation: number }
  /**
   * Somebody else restores it, or a failed attempt rests: nothing to do before `until`, milliseconds since the epoch.
   */
  | { readonly state: "held"; readonly until: number }
  /** The generation is not ready, or no longer there. */
  | { readonly state: "absent" };

/** Pause after the first failed attempt, ms; four times as long after the second. */
const firstRest = 1000;

/**
 * Restores the PDF of a report that is ready, if it is lost or damaged: renders it again under the name of the engine
 * that made it. The same bytes are stored in its place. If they differ, or it cannot be rendered, the report is claimed
 * again, so that its next generation names the engine that makes it.
 *
 * Who creates the next attempt restores, as with a first render; attempts beyond those of the outcome are those of
 * restoring. Bytes with the recorded hash are right, no matter who stores them.
 *
 * @throws BroadsheetError `damaged` if its inputs are damaged too; `unavailable`
 */
export async function restoreReport(id: string, generation: number, world: RenderingWorld): Promise<Restoring> {
  const found = await readGeneration(world.store, reportOf(id, generation));
  if (found?.outcome?.state !== "ready" || found.claim === undefined) return { state: "absent" };
  const { outcome, claim } = found;
  if (await isSound(id, generation, outcome, world)) return { state: "restored" };
  const attempt = await begin(found, outcome, world);
  if (attempt === "spent") return claimAnew(id, generation, world);
  if ("state" in attempt) return attempt;
  const subject = reportOf(id, generation);
  const leave = (): Promise<void> => world.store.delete(attemptKey(subject, attempt.attempt));
  let made: Report;
  try {
    made = await world.render(claim.accepted, () => {}, outcome.engine);
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.transient)
      return rest(error, attempt, { id, generation, outcome }, world, leave);
    await leave();
    if (isCorrupt(error)) throw error;
    return claimAnew(id, generation, world);
  }
  if (made.sha256 !== outcome.sha256) {
    await leave();
    return claimAnew(id, generation, world);
  }
  await store(made, generation, world);
  await leave();
  world.logger.info("a damaged PDF was made again", { id, generation });
  return { state: "restored" };
}

async function isSound(
  id: string,
  generation: number,
  { sha256 }: ReadyOutcome,
  { store }: RenderingWorld,
): Promise<boolean> {
  try {
    await readPdf(store, pdfKey(id, generation), sha256);
    return true;
  } catch (error) {
    if (isCorrupt(error)) return false;
    throw error;
  }
}

/** Creates the next attempt, if one is due. @returns `spent` if there have been as many as there may be */
async function begin(
  { id, generation, attempts }: Generation,
  outcome: ReadyOutcome,
  world: RenderingWorld,
): Promise<Attempt | "spent" | Restoring> {
  const { store, clock, leaseMs = 90_000 } = world;
  const subject = reportOf(id, generation);
  const number = Math.max(attempts, outcome.attempts);
  const now = clock.now();
  if (number > outcome.attempts) {
    const key = attemptKey(subject, number);
    const found = await store.get(key);
    const last = found && parseAttempt(reportKind, key, found.body);
    if (last !== undefined && !isLeaseOver(last, world)) return { state: "held", until: last.until };
    if (last?.ended !== undefined && now < last.ended.retryAt) return { state: "held", until: last.ended.retryAt };
    if (number - outcome.attempts >= reportKind.mostAttempts) return "spent";
  }
  const attempt: Attempt = {
    attempt: number + 1,
    owner: world.newToken(),
    run: world.run,
    engine: world.engine,
    started: now,
    until: now + leaseMs,
  };
  const key = attemptKey(subject, attempt.attempt);
  if (await store.create(key, writeRecord(attempt), "application/json")) return attempt;
  // The answer to our own success may have been lost.
  const holder = await store.get(key);
  const present = holder && parseAttempt(reportKind, key, holder.body);
  return present?.owner === attempt.owner ? attempt : { state: "held", until: present?.until ?? now };
}

/** After a failure that may pass. A server that stops hands the attempt back. */
async function rest(
  error: unknown,
  attempt: Attempt,
  { id, generation, outcome }: { readonly id: string; readonly generation: number; readonly outcome: ReadyOutcome },
  world: RenderingWorld,
  leave: () => Promise<void>,
): Promise<Restoring> {
  if (!(error instanceof BroadsheetError)) {
    await leave();
    throw error;
  }
  const at = world.clock.now();
  if (world.signal?.aborted === true) {
    await leave();
    return { state: "held", until: at };
  }
  const retryAt = at + firstRest * 4 ** (attempt.attempt - outcome.attempts - 1);
  await rewriteAttempt(
    reportOf(id, generation),
    attempt,
    { ended: { at, retryAt, kind: error.kind, problems: error.problems } },
    world,
  );
  return { state: "held", until: retryAt };
}

/** Puts the bytes in their place. A report that was removed meanwhile gets none. */
async function store({ id, pdf }: Report, generation: number, { store }: RenderingWorld): Promise<void> {
  const subject = reportOf(id, generation);
  const key = pdfKey(id, generation);
  await store.put(key, pdf, "application/pdf");
  const found = await store.get(outcomeKey(subject));
  if (found === undefined || isGone(parseOutcome(reportKind, outcomeKey(subject), found.body))) await store.delete(key);
}

async function claimAnew(id: string, generation: number, world: RenderingWorld): Promise<Restoring> {
  const { status } = await claimReport(
    id,
    (present) => {
      if (present instanceof BroadsheetError) throw present;
      return present?.state === "ready" && present.generation === generation
        ? { accepted: present.accepted }
        : undefined;
    },
    world,
  );
  return status.generation === generation ? { state: "absent" } : { state: "anew", generation: status.generation };
}
