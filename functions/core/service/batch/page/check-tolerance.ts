import { persist } from "../../lifecycle/persist.ts";
import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { countsAsFailed, type FailedItem, tolerated } from "../batch.ts";
import { failBatch } from "../records/fail-batch.ts";
import { listDone } from "../records/list-done.ts";
import { readBatchClaim } from "../records/read-batch.ts";
import { readPlan } from "../records/read-plan.ts";
import { walkPages } from "../records/walk-pages.ts";
import { tooManyFailures } from "../too-many-failures.ts";

/** Most pages read to name failed rows, once it is known that they are too many. */
const mostPages = 20;

/**
 * Fails a batch if more of its rows have failed than it tolerates, not counting those that were lost (see
 * `countsAsFailed`). Called after a page with failed rows, and when the
 * plan is there.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function checkTolerance(id: string, generation: number, world: LifecycleWorld): Promise<void> {
  const [claim, plan] = await persist(world, Infinity, () =>
    Promise.all([readBatchClaim(id, generation, world), readPlan(id, generation, world)]),
  );
  if (claim === undefined || plan?.state !== "ready") return;
  const most = tolerated(claim.accepted.tolerate, plan.rows);
  const { failed, pages } = await persist(world, Infinity, async () => {
    const found = { failed: 0, pages: [] as number[] };
    for await (const { page, counts } of listDone(id, generation, world)) {
      found.failed += counts.failed;
      if (counts.failed > 0) found.pages.push(page);
    }
    return found;
  });
  if (failed <= most) return;
  // The markers do not tell rows that were lost from others, so as many pages are read as are needed to know.
  const rows: FailedItem[] = [];
  let lost = 0;
  let read = 0;
  for await (const { items } of walkPages(id, generation, pages, true, world)) {
    read += 1;
    for (const item of items) {
      if (item.state !== "failed") continue;
      if (countsAsFailed(item)) rows.push(item);
      else lost += 1;
    }
    if (rows.length > most && read >= mostPages) break;
  }
  if (rows.length <= most) return;
  const error = tooManyFailures(failed - lost, plan.rows, most, rows);
  await failBatch(
    id,
    generation,
    error,
    rows.every(({ final }) => final),
    world,
  );
}
