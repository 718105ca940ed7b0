import { BroadsheetError } from "../../errors.ts";
import { placeOfName } from "../../names/name-log.ts";
import { listAll } from "../../paging/list-all.ts";
import type { ObjectStore } from "../../ports.ts";
import { noteFailing, noteWorking } from "../contract/note-filler.ts";
import { runAttempt } from "../lifecycle/attempt/run-attempt.ts";
import type { AttemptingWorld, LifecycleWorld, Rendering } from "../lifecycle/lifecycle-world.ts";
import type { Outcome } from "../lifecycle/records/records.ts";
import { writeOutcome } from "../lifecycle/records/write-outcome.ts";
import { type AcceptedPull, type PullJob, pullOf, type PullReady, type PullShapes } from "./pull-kind.ts";
import { readSource, sourcesPrefix, type StoredSource } from "./stored-source.ts";

/** The world of somebody who refreshes sources. */
export interface PullWorld extends Omit<AttemptingWorld, "leaseMs"> {
  /** Longest time from what was fetched to the version, and until the work begins, ms. */
  readonly readMs: number;
  /** When the host ends all work of an attempt, ms after its start. @default the minutes of its limits and `readMs` */
  readonly endMs?: number;
  /**
   * Fetches what a source has now, and makes it the current version of its dataset.
   *
   * @param last what the dataset still is, so that what has not changed need not be fetched @default unknown
   * @param turn which attempt of which refresh
   * @throws BroadsheetError of the source, of what it gave, and of the dataset's contract
   */
  pull(
    source: StoredSource,
    last: AcceptedPull["last"],
    turn: { readonly refresh: number; readonly attempt: number },
  ): Promise<Pick<PullReady, "version" | "rows" | "provenance">>;
  /** Ends what an earlier look at a refresh has begun elsewhere, if nobody wants it any more. @default nothing is */
  drop?(job: PullJob): Promise<void>;
  /** Called when a dataset has another version. */
  moved?(dataset: string): Promise<void>;
}

const sourceChanged = "source-changed";

/** Ended refreshes of a source that are kept. */
const kept = 20;

/**
 * Makes one attempt at a refresh, if one is due. However many callers there are, only one of them works. The dataset
 * has its new version before the refresh has ended: a process that dies between leaves another attempt, which fetches
 * again and finds the same version, or a newer one.
 *
 * @throws BroadsheetError `unavailable` if the store fails: try again
 */
export async function runPull(job: PullJob, world: PullWorld): Promise<Rendering<PullReady>> {
  const subject = pullOf(job);
  const { store, clock, logger } = world;
  const folder = `datasets/${job.source}`;
  const minutes = (await readSource(store, job.source))?.definition.limits.minutes ?? 0;
  type Made = Omit<PullReady, "state" | "finished" | "attempts">;
  const result = await runAttempt<PullShapes, Made>(
    subject,
    {
      async make({ accepted }, { attempt }) {
        const { version: before } = await placeOfName(store, folder);
        const source = await wantedSource(accepted, store).catch(async (error: unknown) => {
          if (isChanged(error)) await world.drop?.(job);
          throw error;
        });
        // What somebody else has made current since is not what the validators speak of.
        const last =
          accepted.last?.version === before && accepted.last?.seq === accepted.seq ? accepted.last : undefined;
        const made = await world.pull(source, last, { refresh: job.number, attempt });
        return { ...made, seq: accepted.seq, changed: made.version !== before };
      },
      finish: (made, { attempt }) =>
        writeOutcome(subject, { state: "ready", finished: clock.now(), attempts: attempt, ...made }, world),
    },
    { ...world, leaseMs: world.endMs ?? minutes * 60_000 + world.readMs },
  );
  if (result.state !== "finished") return result;
  const { outcome } = result;
  await notePull(job, outcome, world);
  if (outcome.state === "ready") {
    logger.info("a source was refreshed", { source: job.source, version: outcome.version, changed: outcome.changed });
    if (outcome.changed) await world.moved?.(job.source);
  } else if (outcome.state === "failed")
    logger.warn("a source could not be refreshed", { source: job.source, reason: outcome.problems[0]?.message });
  await forgetOld(job, store);
  return result;
}

/**
 * Notes how a refresh ended: others hear when a source fails that did not before, and when it works again. One whose
 * source was changed meanwhile says nothing of it.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function notePull(
  { source, number }: PullJob,
  outcome: Outcome<PullReady>,
  world: Pick<LifecycleWorld, "store" | "clock" | "outbox">,
): Promise<void> {
  if (outcome.state === "ready") return await noteWorking("source", source, world);
  if (outcome.state !== "failed" || outcome.problems[0]?.code === sourceChanged) return;
  const { kind, problems, finished: at } = outcome;
  await noteFailing("source", source, { id: number.toString(16), kind, problems, at }, world);
}

/** The source, if it still has the definition for which the refresh was asked. @throws BroadsheetError `not-found` */
async function wantedSource({ source: name, seq }: AcceptedPull, store: ObjectStore): Promise<StoredSource> {
  const source = await readSource(store, name);
  if (source?.seq === seq) return source;
  throw changed(name);
}

/**
 * Demands that a source still has a definition: what was fetched by another is thrown away.
 *
 * @throws BroadsheetError `not-found`, `source-changed`
 */
export async function demandDefined(
  store: ObjectStore,
  { name, seq }: Pick<StoredSource, "name" | "seq">,
): Promise<void> {
  if ((await placeOfName(store, `${sourcesPrefix}${name}`)).seq !== seq) throw changed(name);
}

function isChanged(error: unknown): boolean {
  return error instanceof BroadsheetError && error.problems[0]?.code === sourceChanged;
}

function changed(name: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: sourceChanged,
    message: `the source "${name}" was changed or deleted meanwhile`,
    seen: name,
  });
}

/** Removes old refreshes, the oldest first. Repeating the call is safe. */
async function forgetOld({ source, number }: PullJob, store: ObjectStore): Promise<void> {
  const old: string[] = [];
  for await (const { key } of listAll(store, `pulls/${source}/pull/`)) {
    const generation = Number(/\/pull\/(\d+)\//.exec(key)?.[1] ?? Infinity);
    if (generation <= number - kept) old.push(key);
  }
  for (const key of old) await store.delete(key);
}
