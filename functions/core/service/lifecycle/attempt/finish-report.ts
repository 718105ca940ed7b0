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
  const { store } = world;
  const subject = reportOf(report.id, generation);
  const outcome = outcomeOf(report, attempt, world);
  if (await storeFiles(report, generation, store)) return writeOutcome(subject, outcome, world);
  const kept = await readStored(pdfKey(report.id, generation), report, store);
  const storedHash = sha256(kept);
  if (storedHash === report.sha256) return writeOutcome(subject, outcome, world);
  const described = { ...outcome, bytes: kept.byteLength, sha256: storedHash };
  const engine = await findOtherEngine(report, generation, attempt, world);
  if (engine !== undefined) {
    const warnings = [...report.warnings, madeByAnother(report, engine)];
    return writeOutcome(subject, { ...described, engine, warnings }, world);
  }
  world.logger.error("two renders of the same request differ", {
    id: report.id,
    generation,
    stored: storedHash,
    made: report.sha256,
  });
  return writeOutcome(subject, { ...described, warnings: [...report.warnings, differs(report, storedHash)] }, world);
}

function outcomeOf(report: Report, attempt: Attempt, world: RenderingWorld): ReadyOutcome {
  return {
    state: "ready",
    finished: world.clock.now(),
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
}

/** Stores the PDF and what it shows. @returns whether the PDF was absent */
async function storeFiles(
  { id, pdf, content }: Report,
  generation: number,
  store: RenderingWorld["store"],
): Promise<boolean> {
  const [created] = await Promise.all([
    store.create(pdfKey(id, generation), pdf, "application/pdf"),
    content &&
      store.create(contentKey(id, generation), new TextEncoder().encode(JSON.stringify(content)), "application/json"),
  ]);
  return created;
}

/** The bytes of the PDF that an earlier attempt stored. */
async function readStored(key: string, { pdf }: Report, store: RenderingWorld["store"]): Promise<Uint8Array> {
  const stored = await store.get(key).catch(async (error: unknown) => {
    if (!isCorrupt(error)) throw error;
    // No outcome speaks of the bytes that were damaged, so nobody has seen them.
    await store.put(key, pdf, "application/pdf");
    return { body: pdf };
  });
  if (stored === undefined) throw vanished(key);
  return stored.body;
}

function madeByAnother({ engine }: Report, other: string): Warning {
  return {
    code: "made-by-another-engine",
    message: "Two versions of Broadsheet rendered this report during an update; the bytes of the first are kept",
    seen: engine,
    allowed: other,
  };
}

function differs({ sha256: made }: Report, stored: string): Warning {
  return {
    code: "not-deterministic",
    message: "A second render of this report gave different bytes; the first ones are kept",
    seen: made,
    allowed: stored,
  };
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
