import { BroadsheetError, isCorrupt, type Warning } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import type { Report } from "../../../report/publish/report.ts";
import { attemptCost } from "./attempt-cost.ts";
import { attemptKey, contentKey, pdfKey } from "../records/keys.ts";
import { reportKind, reportOf } from "../records/report-kind.ts";
import type { RenderingWorld } from "../lifecycle-world.ts";
import { parseAttempt } from "../records/parse-record.ts";
import type { Attempt, Outcome, ReadyOutcome } from "../records/records.ts";
import { writeOutcome } from "../records/write-outcome.ts";

/**
 * Stores a finished report: first the PDF and what it shows, then the outcome that makes it visible, each only if
 * absent. A second render of the same request by the same engine has the same bytes. If they differ, the first bytes
 * stay, and the outcome describes them and carries a warning. The difference is also logged as an error, unless an
 * earlier attempt ran on another engine during an update.
 *
 * @param attempt the attempt that rendered the report
 * @returns the outcome that is stored: this call's, or an earlier one
 * @throws BroadsheetError `unavailable`
 */
export async function finishReport(
  generation: number,
  attempt: Attempt,
  report: Report,
  world: RenderingWorld,
): Promise<Outcome> {
  const { store, clock } = world;
  const subject = reportOf(report.id, generation);
  const key = pdfKey(report.id, generation);
  const outcome: ReadyOutcome = {
    state: "ready",
    finished: clock.now(),
    attempts: attempt.attempt,
    title: report.title,
    pages: report.pages,
    bytes: report.bytes,
    sha256: report.sha256,
    engine: report.engine,
    timings: report.timings,
    warnings: report.warnings,
    ...attemptCost(attempt, world),
  };
  const { content } = report;
  const [created] = await Promise.all([
    store.create(key, report.pdf, "application/pdf"),
    content &&
      store.create(
        contentKey(report.id, generation),
        new TextEncoder().encode(JSON.stringify(content)),
        "application/json",
      ),
  ]);
  if (created) return writeOutcome(subject, outcome, world);
  const stored = await store.get(key).catch(async (error: unknown) => {
    if (!isCorrupt(error)) throw error;
    // No outcome speaks of the bytes that were damaged, so nobody has seen them.
    await store.put(key, report.pdf, "application/pdf");
    return { body: report.pdf };
  });
  if (stored === undefined) throw vanished(key);
  const storedHash = sha256(stored.body);
  if (storedHash === report.sha256) return writeOutcome(subject, outcome, world);
  const other = await findOtherEngine(report, generation, attempt, world);
  if (other !== undefined) {
    const engines: Warning = {
      code: "made-by-another-engine",
      message: "Two versions of Broadsheet rendered this report during an update; the bytes of the first are kept",
      seen: report.engine,
      allowed: other,
    };
    return writeOutcome(
      subject,
      {
        ...outcome,
        engine: other,
        bytes: stored.body.byteLength,
        sha256: storedHash,
        warnings: [...report.warnings, engines],
      },
      world,
    );
  }
  world.logger.error("two renders of the same request differ", {
    id: report.id,
    generation,
    stored: storedHash,
    made: report.sha256,
  });
  const warning: Warning = {
    code: "not-deterministic",
    message: "A second render of this report gave different bytes; the first ones are kept",
    seen: report.sha256,
    allowed: storedHash,
  };
  const kept = {
    ...outcome,
    bytes: stored.body.byteLength,
    sha256: storedHash,
    warnings: [...report.warnings, warning],
  };
  return writeOutcome(subject, kept, world);
}

/** The most recent other engine that attempted this report. */
async function findOtherEngine(
  { id, engine }: Report,
  generation: number,
  { attempt }: Attempt,
  { store }: RenderingWorld,
): Promise<string | undefined> {
  for (let earlier = attempt - 1; earlier >= 1; earlier -= 1) {
    const key = attemptKey(reportOf(id, generation), earlier);
    const found = await store.get(key);
    const other = found && parseAttempt(reportKind, key, found.body).engine;
    if (other !== undefined && other !== engine) return other;
  }
  return undefined;
}

/** Creating it failed because it existed, and reading it failed because it did not: a deletion came in between. */
function vanished(key: string): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: "report-taken-away",
    message: `${key} was removed while it was stored`,
    seen: key,
  });
}
