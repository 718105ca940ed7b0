import { BroadsheetError } from "../../errors.ts";
import { moveNameFrom, placeOfName } from "../../names/name-log.ts";
import { runAttempt } from "../lifecycle/attempt/run-attempt.ts";
import type { AttemptingWorld, Rendering } from "../lifecycle/lifecycle-world.ts";
import { readGeneration } from "../lifecycle/records/read-generation.ts";
import { writeOutcome } from "../lifecycle/records/write-outcome.ts";
import { viewCause } from "../../report/dataset/view/change-views.ts";
import { dropMade } from "../../report/dataset/view/store-made.ts";
import { readGraph } from "../../report/dataset/view/view-graph.ts";
import { type FollowOptions, followViews } from "./follow-views.ts";
import {
  type AcceptedRefresh,
  type RefreshJob,
  refreshOf,
  type RefreshReady,
  type RefreshShapes,
  viewChanged,
} from "./refresh-kind.ts";

/** The world of somebody who makes the tables of views. */
export interface RefreshWorld extends AttemptingWorld, Pick<FollowOptions, "started" | "moved"> {
  /**
   * Makes the table and stores it as a version of the view's dataset, in a process of its own.
   *
   * @throws BroadsheetError of the SELECT or the step; `not-found` if a version is gone; `limit-exceeded`
   */
  makeTable(asked: AcceptedRefresh): Promise<{ readonly version: string; readonly rows: number }>;
}

/**
 * Makes one attempt at a refresh, if one is due, and follows the views once it has ended: what was made becomes
 * current, and what is made from that is asked for. However many callers there are, only one of them works.
 *
 * @throws BroadsheetError `unavailable` if the store fails: try again
 */
export async function runRefresh(job: RefreshJob, world: RefreshWorld): Promise<Rendering<RefreshReady>> {
  const subject = refreshOf(job);
  const result = await runAttempt<RefreshShapes, Pick<RefreshReady, "version" | "rows">>(
    subject,
    {
      async make({ accepted }) {
        if (!(await isWanted(accepted, world))) throw viewGone(job.view);
        const made = await world.makeTable(accepted);
        await refuseGone(accepted, made.version, world);
        return made;
      },
      finish: (made, { attempt }) =>
        writeOutcome(
          subject,
          { state: "ready", finished: world.clock.now(), attempts: attempt, version: made.version, rows: made.rows },
          world,
        ),
    },
    world,
  );
  if (result.state !== "finished") return result;
  if (result.outcome.state === "ready") await showEarly(job, result.outcome.version, world);
  await followViews(world, world);
  return result;
}

/**
 * Shows a table although its sources may have changed since it was asked for: if nothing newer is shown yet, readers
 * get it until the next is made. What was made for a view that is gone is removed.
 */
async function showEarly(job: RefreshJob, version: string, world: RefreshWorld): Promise<void> {
  const { store, clock } = world;
  const accepted = (await readGeneration(store, refreshOf(job)))?.claim?.accepted;
  const folder = `datasets/${job.view}`;
  if (accepted === undefined || !(await isWanted(accepted, world))) {
    const { version: current } = await placeOfName(store, folder);
    if (current === undefined && !(await readGraph(store)).has(job.view)) await dropMade(store, job.view, version);
    return;
  }
  const before = await placeOfName(store, folder);
  const move = { version, cause: `${viewCause}${job.cause}`, at: clock.now() };
  if (before.seq !== accepted.seq || !(await moveNameFrom(store, folder, accepted.seq, move))) return;
  world.logger.info("a view was refreshed", { view: job.view, version });
  if (before.version !== version) await world.moved?.(job.view);
}

/**
 * Refuses a table whose sources have been deleted meanwhile, and removes it: an erasure that looked for the tables of
 * views before this one was stored has not found it.
 *
 * @throws BroadsheetError `not-found`, `unknown-version`
 */
async function refuseGone({ view, sources }: AcceptedRefresh, made: string, { store }: RefreshWorld): Promise<void> {
  for (const [dataset, version] of Object.entries(sources)) {
    if ((await store.head(`datasets/${dataset}/${version}/dataset.json`)) !== undefined) continue;
    if ((await placeOfName(store, `datasets/${view}`)).version !== made) await dropMade(store, view, made);
    throw new BroadsheetError("not-found", {
      code: "unknown-version",
      message: `The dataset "${dataset}" has no version "${version}" any more`,
      where: { dataset },
      seen: version,
    });
  }
}

/** Whether the view still has the definition for which the refresh was asked. */
async function isWanted({ view, since }: AcceptedRefresh, { store }: RefreshWorld): Promise<boolean> {
  return (await readGraph(store)).get(view)?.since === since;
}

function viewGone(view: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: viewChanged,
    message: `the view "${view}" was changed or deleted meanwhile`,
    seen: view,
  });
}
