import { persist } from "../../lifecycle/persist.ts";
import { outcomeKey } from "../../lifecycle/records/keys.ts";
import { claimGeneration } from "../../lifecycle/request/claim-generation.ts";
import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import type { BatchWorld } from "../batch-world.ts";
import { endOf, pageOf } from "../records/batch-kinds.ts";
import { failBatch } from "../records/fail-batch.ts";
import { firstDone, noteFirstDone } from "../records/first-done.ts";
import { listDone } from "../records/list-done.ts";
import { readPageOutcome } from "../records/read-batch.ts";
import { readPlan } from "../records/read-plan.ts";
import { recordDone } from "../records/record-done.ts";

export type CompletingWorld = LifecycleWorld & Pick<BatchWorld, "enqueue">;

/**
 * Looks whether all pages of a batch are done, and if so claims its last step. The end of each page and of the plan
 * calls this, so the last call finds everything done. If its process dies before, the sweep calls this.
 *
 * It neither counts nor lists all pages each time: each process remembers how many pages from the first it has seen
 * done, and usually asks only whether the next one is. Lists continue from there.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function completeBatch(id: string, generation: number, world: CompletingWorld): Promise<void> {
  const plan = await persist(world, Infinity, () => readPlan(id, generation, world));
  if (plan?.state === "failed") {
    await failBatch(id, generation, plan, plan.final, world);
    return;
  }
  if (plan?.state !== "ready") return;
  let done = firstDone(id, generation, world);
  while (done < plan.pages) {
    const next = outcomeKey(pageOf(id, generation, done + 1));
    if ((await persist(world, Infinity, () => world.store.head(next))) === undefined) break;
    const before = done;
    done = await persist(world, Infinity, () => follow(id, generation, before, world));
    // The worker died between a page's outcome and its marker.
    if (done === before) {
      const outcome = await persist(world, Infinity, () => readPageOutcome(id, generation, before + 1, world));
      if (outcome?.state === "failed") {
        // Rows fail, pages do not: a store refused to take its results, or every attempt was lost. The batch would wait for ever.
        await failBatch(id, generation, outcome, outcome.final, world);
        return;
      }
      if (outcome?.state !== "ready") break;
      await recordDone(id, generation, before + 1, outcome, world);
    }
  }
  noteFirstDone(id, generation, done, world);
  if (done < plan.pages) return;
  const claim = { created: world.clock.now(), owner: world.newToken(), accepted: { pages: plan.pages } };
  await persist(world, Infinity, () => claimGeneration(endOf(id, generation), claim, world));
  world.enqueue?.({ batch: id, generation, page: "end" });
}

/** Follows the markers of done pages without a gap. @returns the number of the last */
async function follow(id: string, generation: number, after: number, world: LifecycleWorld): Promise<number> {
  let last = after;
  for await (const { page } of listDone(id, generation, world, after)) {
    if (page !== last + 1) break;
    last = page;
  }
  return last;
}
