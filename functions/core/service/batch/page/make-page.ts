import { BroadsheetError } from "../../../errors.ts";
import { attemptCost } from "../../lifecycle/attempt/attempt-cost.ts";
import { runAttempt } from "../../lifecycle/attempt/run-attempt.ts";
import type { Rendering } from "../../lifecycle/lifecycle-world.ts";
import { persist } from "../../lifecycle/persist.ts";
import { writeOutcome } from "../../lifecycle/records/write-outcome.ts";
import { type AcceptedBatch, type ItemResult, tolerated } from "../batch.ts";
import type { BatchWorld } from "../batch-world.ts";
import { completeBatch } from "../end/complete-batch.ts";
import { rowsKey } from "../records/batch-keys.ts";
import { pageOf, type PageReady, type PageShapes } from "../records/batch-kinds.ts";
import type { PageRows } from "../records/page-rows.ts";
import { readBatchClaim, readBatchOutcome } from "../records/read-batch.ts";
import { readPlan } from "../records/read-plan.ts";
import { recordDone } from "../records/record-done.ts";
import { readJson } from "../records/stored-json.ts";
import { namesKey } from "../pack/pack-keys.ts";
import { checkTolerance } from "./check-tolerance.ts";
import { makeRows } from "./make-rows.ts";
import { readEarlier } from "./read-earlier.ts";

/**
 * Makes one attempt at a page of a batch, if one is due: its rows become reports one after the other. Each PDF is one
 * object, which a repeated attempt writes again with the same bytes, or all go into packs; all results of the page are
 * one record.
 *
 * A page never fails; its rows do. An attempt that dies is followed by one that notes each row before it begins, and
 * stores results sooner, so that less is made again. A row that was under way at two such deaths of a worker, or at ten
 * of the whole server, fails alone, and the others are made all the same.
 *
 * @returns `absent` also if the batch has ended
 * @throws BroadsheetError `unavailable`: try again
 */
export async function makePage(
  id: string,
  generation: number,
  page: number,
  world: BatchWorld,
): Promise<Rendering<PageReady>> {
  // An ended batch needs no more pages.
  if ((await persist(world, Infinity, () => readBatchOutcome(id, generation, world))) !== undefined)
    return { state: "absent" };
  const subject = pageOf(id, generation, page);
  const making = await runAttempt<PageShapes, readonly ItemResult[]>(
    subject,
    {
      make: async (_claim, attempt, note) => {
        const [batch, content, plan, earlier, names] = await persist(world, attempt.until, () =>
          Promise.all([
            readBatchClaim(id, generation, world),
            readJson<PageRows>(world.store, rowsKey(id, generation, page)),
            readPlan(id, generation, world),
            readEarlier(id, generation, page, attempt.attempt, world),
            // Without the index of names nobody would find an item in a pack: it was planned while packs were off.
            world.packs === true && world.store.head(namesKey(id, generation)),
          ]),
        );
        if (batch === undefined || content === undefined) throw removed(id);
        const most =
          plan?.state === "ready" ? tolerated(batch.accepted.tolerate, plan.rows) : mostBeforePlan(batch.accepted);
        // A deletion writes packs anew, so where nothing is ever gone for good, each PDF is an object of its own.
        const packs = names !== false && names !== undefined && names.versioned !== true;
        const { rows, unfinished = [] } = content;
        const made = await makeRows(
          { id, generation, page, batch: batch.accepted, rows, unfinished, earlier, attempt, note, most, packs },
          world,
        );
        return [...(content.kept ?? []), ...made].sort((a, b) => a.row - b.row);
      },
      finish: (items, attempt) =>
        writeOutcome(
          subject,
          {
            state: "ready",
            finished: world.clock.now(),
            attempts: attempt.attempt,
            items,
            ...attemptCost(attempt, world),
          },
          world,
        ),
    },
    world,
  );
  if (making.state !== "finished" || making.outcome.state !== "ready") return making;
  const { failed } = await recordDone(id, generation, page, making.outcome, world);
  if (failed > 0) await checkTolerance(id, generation, world);
  await completeBatch(id, generation, world);
  return making;
}

/** The plan may not be there yet when the first pages are made: a share of an unknown number stops nothing. */
function mostBeforePlan({ tolerate }: AcceptedBatch): number {
  return typeof tolerate === "number" ? tolerate : Infinity;
}

function removed(id: string): BroadsheetError {
  return new BroadsheetError("not-found", { code: "unknown-batch", message: `batch ${id} was removed`, seen: id });
}
