import { attemptCost } from "../../lifecycle/attempt/attempt-cost.ts";
import { runAttempt } from "../../lifecycle/attempt/run-attempt.ts";
import type { Rendering } from "../../lifecycle/lifecycle-world.ts";
import { persist } from "../../lifecycle/persist.ts";
import type { Attempt } from "../../lifecycle/records/records.ts";
import { writeOutcome } from "../../lifecycle/records/write-outcome.ts";
import { claimGeneration } from "../../lifecycle/request/claim-generation.ts";
import type { BatchWorld } from "../batch-world.ts";
import { completeBatch } from "../end/complete-batch.ts";
import { NameIndex } from "../pack/name-index.ts";
import { namesKey } from "../pack/pack-keys.ts";
import { checkTolerance } from "../page/check-tolerance.ts";
import { recordDone } from "../records/record-done.ts";
import { rowsKey } from "../records/batch-keys.ts";
import { pageOf, planOf, type PageReady, type PlanReady, type PlanShapes } from "../records/batch-kinds.ts";
import type { PageRows } from "../records/page-rows.ts";
import { readBatchOutcome } from "../records/read-batch.ts";
import { encodeJson, readJson } from "../records/stored-json.ts";
import { writeAhead } from "../write-ahead.ts";
import { planRetry } from "./plan-retry.ts";
import { planRows, type RowCount } from "./plan-rows.ts";

/** Pages stored, and later claimed, in parallel: one after the other, a thousand take longer than an attempt may. */
const abreast = 16;

/**
 * Makes one attempt at planning a batch, if one is due. First all rows are read, mapped, named and checked, and stored
 * page by page; only a batch without a fault goes on. Then each page is claimed, which enqueues it, and last the plan
 * is written. An attempt that is repeated writes the same objects.
 *
 * @throws BroadsheetError `unavailable`: try again
 */
export async function planBatch(id: string, generation: number, world: BatchWorld): Promise<Rendering<PlanReady>> {
  if ((await persist(world, Infinity, () => readBatchOutcome(id, generation, world))) !== undefined)
    return { state: "absent" };
  const planning = await runAttempt<PlanShapes, RowCount>(
    planOf(id, generation),
    {
      make: async ({ accepted }, attempt, note) => {
        const storing = writeAhead(abreast);
        const names = world.packs === true ? new NameIndex() : undefined;
        const keep = (page: number, content: PageRows): Promise<void> => {
          const body = encodeJson(content);
          for (const { name } of [...content.rows, ...(content.kept ?? [])])
            if (name !== undefined) names?.add(name, page);
          return storing.begin(() =>
            persist(world, attempt.until, () =>
              world.store.put(rowsKey(id, generation, page), body, "application/json"),
            ),
          );
        };
        try {
          const planned = await (accepted.base === undefined
            ? planRows(
                accepted,
                world.door.readRows(accepted),
                (page, rows) => keep(page, { rows }),
                (rows) => note({ rows }),
              )
            : planRetry(accepted, accepted.base, generation, keep, (rows) => note({ rows }), world));
          await storing.settle();
          // Before any page is claimed: each looks for it.
          if (names !== undefined)
            await persist(world, attempt.until, () =>
              world.store.put(namesKey(id, generation), names.encode(), "application/octet-stream"),
            );
          return planned;
        } finally {
          await storing.end();
        }
      },
      finish: async ({ rows, pages }, attempt) => {
        await claimPages(id, generation, pages, world);
        return writeOutcome(planOf(id, generation), readyPlan({ rows, pages }, attempt, world), world);
      },
    },
    world,
  );
  // Pages may have ended before the plan was there.
  if (planning.state === "finished") {
    await checkTolerance(id, generation, world);
    await completeBatch(id, generation, world);
  }
  return planning;
}

function readyPlan(
  { rows, pages }: RowCount,
  attempt: Pick<Attempt, "attempt" | "started">,
  world: BatchWorld,
): PlanReady {
  const finished = world.clock.now();
  return { state: "ready", finished, attempts: attempt.attempt, rows, pages, ...attemptCost(attempt, world) };
}

/** Claims the pages: those with rows to make are enqueued, the others have their results already. */
async function claimPages(id: string, generation: number, pages: number, world: BatchWorld): Promise<void> {
  const claiming = writeAhead(abreast);
  for (let page = 1; page <= pages; page += 1)
    await claiming.begin(() => persist(world, Infinity, () => claimPage(id, generation, page, world)));
  await claiming.settle();
}

async function claimPage(id: string, generation: number, page: number, world: BatchWorld): Promise<void> {
  const subject = pageOf(id, generation, page);
  const { rows, kept = [] } = (await readJson<PageRows>(world.store, rowsKey(id, generation, page)))!;
  if (rows.length === 0) {
    const results: PageReady = { state: "ready", finished: world.clock.now(), attempts: 0, items: kept };
    await writeOutcome(subject, results, world);
    await recordDone(id, generation, page, results, world);
    return;
  }
  await claimGeneration(subject, { created: world.clock.now(), owner: world.newToken(), accepted: { page } }, world);
  world.enqueue?.({ batch: id, generation, page });
}
