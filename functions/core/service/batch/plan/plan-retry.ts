import type { AcceptedBatch, BatchRow, ItemResult } from "../batch.ts";
import type { BatchWorld } from "../batch-world.ts";
import { persist } from "../../lifecycle/persist.ts";
import { removedPrefix, rowsKey } from "../records/batch-keys.ts";
import type { PageRows } from "../records/page-rows.ts";
import { listRemoved } from "../records/list-removed.ts";
import { readPageOutcome } from "../records/read-batch.ts";
import { readJson } from "../records/stored-json.ts";
import { readPlan } from "../records/read-plan.ts";
import { planRows, type RowCount } from "./plan-rows.ts";

/** Pages read in parallel. */
const abreast = 16;

/**
 * Plans the next generation of a batch that has ended: ready items are kept, with the generation that holds their PDF,
 * and all other rows are made again, on the same pages. A batch whose planning had failed is planned from its rows.
 *
 * @param base the generation to continue
 * @param generation the one to plan
 * @param keep stores a page, or begins to
 * @throws BroadsheetError as `planRows`
 */
export async function planRetry(
  batch: AcceptedBatch,
  base: number,
  generation: number,
  keep: (page: number, content: PageRows) => Promise<void>,
  note: (rows: number) => void,
  world: BatchWorld,
): Promise<RowCount> {
  const plan = await persist(world, Infinity, () => readPlan(batch.id, base, world));
  if (plan?.state !== "ready")
    return planRows(batch, world.door.readRows(batch), (page, rows) => keep(page, { rows }), note);
  for (const name of await persist(world, Infinity, () => listRemoved(batch.id, base, world)))
    await persist(world, Infinity, () =>
      world.store.put(`${removedPrefix(batch.id, generation)}${name}`, new Uint8Array(0), "application/octet-stream"),
    );
  for (let first = 1; first <= plan.pages; first += abreast) {
    const pages = Array.from({ length: Math.min(abreast, plan.pages - first + 1) }, (_, index) => first + index);
    const contents = await Promise.all(
      pages.map((page) => persist(world, Infinity, () => retried(batch.id, base, page, world))),
    );
    for (const [index, content] of contents.entries()) await keep(pages[index]!, content);
    note(Math.min(pages.at(-1)! * batch.pageRows, plan.rows));
  }
  return { rows: plan.rows, pages: plan.pages };
}

async function retried(id: string, base: number, page: number, world: BatchWorld): Promise<PageRows> {
  const [before, outcome] = await Promise.all([
    readJson<PageRows>(world.store, rowsKey(id, base, page)),
    readPageOutcome(id, base, page, world),
  ]);
  const results: readonly ItemResult[] = outcome?.state === "ready" ? outcome.items : (before?.kept ?? []);
  const kept = results.filter((item) => item.state === "ready").map((item) => ({ ...item, in: item.in ?? base }));
  const done = new Set(kept.map(({ row }) => row));
  const rows: readonly BatchRow[] = before?.rows ?? [];
  return { rows: rows.filter(({ row }) => !done.has(row)), kept };
}
