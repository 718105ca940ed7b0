import { type AcceptedBatch, type BatchRow, lacksForms, type ReadyItem } from "../batch.ts";
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
  const removed = await persist(world, Infinity, () => listRemoved(batch.id, base, world));
  for (const name of removed)
    await persist(world, Infinity, () =>
      world.store.put(`${removedPrefix(batch.id, generation)}${name}`, new Uint8Array(0), "application/octet-stream"),
    );
  for (let first = 1; first <= plan.pages; first += abreast) {
    const pages = Array.from({ length: Math.min(abreast, plan.pages - first + 1) }, (_, index) => first + index);
    const contents = await Promise.all(
      pages.map((page) => persist(world, Infinity, () => retried(batch, base, page, removed, world))),
    );
    for (const [index, content] of contents.entries()) await keep(pages[index]!, content);
    note(Math.min(pages.at(-1)! * batch.pageRows, plan.rows));
  }
  return { rows: plan.rows, pages: plan.pages };
}

async function retried(
  batch: AcceptedBatch,
  base: number,
  page: number,
  removed: ReadonlySet<string>,
  world: BatchWorld,
): Promise<PageRows> {
  const { id } = batch;
  const [before, outcome] = await Promise.all([
    readJson<PageRows>(world.store, rowsKey(id, base, page)),
    readPageOutcome(id, base, page, world),
  ]);
  const results = outcome?.state === "ready" ? outcome.items : [...(before?.kept ?? []), ...(before?.unfinished ?? [])];
  const ready = results.filter((item) => item.state === "ready").map((item) => ({ ...item, in: item.in ?? base }));
  const rows: readonly BatchRow[] = before?.rows ?? [];
  const known = new Set(rows.map(({ row }) => row));
  // Nothing is made any more of an item that was deleted.
  const isUnfinished = (item: ReadyItem): boolean =>
    known.has(item.row) && !removed.has(item.name) && lacksForms(item, batch);
  const kept = ready.filter((item) => !isUnfinished(item));
  const unfinished = ready.filter(isUnfinished);
  const done = new Set(kept.map(({ row }) => row));
  return {
    rows: rows.filter(({ row }) => !done.has(row)),
    kept,
    ...(unfinished.length > 0 && { unfinished }),
  };
}
