import type { ReadingWorld } from "../../lifecycle/lifecycle-world.ts";
import type { ItemResult } from "../batch.ts";
import { listDone } from "../records/list-done.ts";
import { listRemoved } from "../records/list-removed.ts";
import { type PendingItem, walkPages } from "../records/walk-pages.ts";
import { isUnderWay, type PresentBatch } from "./batch-status.ts";

export const itemStates = ["ready", "failed", "stopped", "pending", "deleted"] as const;

export type ItemState = (typeof itemStates)[number];

/** An item as it is listed. */
export type ListedItem =
  | ItemResult
  | PendingItem
  | { readonly state: "deleted"; readonly row: number; readonly name: string };

export interface ItemList {
  readonly items: readonly ListedItem[];
  /** Row after which the next page begins; absent on the last one. */
  readonly next?: number;
}

/**
 * Lists the items of a batch in the order of the rows. Pages of rows that cannot hold an item of the wanted state are
 * not read.
 *
 * @param options.after row after which to begin
 * @param options.state only items of this state
 * @returns nothing for a batch that is not planned
 * @throws BroadsheetError `unavailable`
 */
export async function listItems(
  batch: PresentBatch,
  options: { readonly limit: number; readonly after?: number | undefined; readonly state?: ItemState | undefined },
  world: ReadingWorld,
): Promise<ItemList> {
  const { id, generation, plannedPages = 0, accepted } = batch;
  const { limit, after = 0, state } = options;
  const first = Math.floor(after / accepted.pageRows) + 1;
  const removed = await listRemoved(id, generation, world);
  const pages = await pagesWith(batch, first, state, removed, world);
  const items: ListedItem[] = [];
  for await (const { items: found } of walkPages(
    id,
    generation,
    pages.filter((page) => page <= plannedPages),
    !isUnderWay(batch),
    world,
  )) {
    for (const item of found) {
      if (item.row <= after) continue;
      const listed: ListedItem =
        item.state === "ready" && removed.has(item.name) ? { state: "deleted", row: item.row, name: item.name } : item;
      if (state !== undefined && listed.state !== state) continue;
      if (items.length === limit) return { items, next: items.at(-1)!.row };
      items.push(listed);
    }
  }
  return { items };
}

/** Numbers of the pages that may hold items of a state. */
async function pagesWith(
  batch: PresentBatch,
  first: number,
  state: ItemState | undefined,
  removed: ReadonlySet<string>,
  world: ReadingWorld,
): Promise<readonly number[]> {
  const { id, generation, plannedPages = 0 } = batch;
  const all = Array.from({ length: Math.max(0, plannedPages - first + 1) }, (_, index) => first + index);
  if (state === undefined || plannedPages === 0) return all;
  if (state === "deleted") return removed.size === 0 ? [] : all;
  const done = new Map<number, number>();
  for await (const { page, counts } of listDone(id, generation, world, first - 1))
    done.set(page, state === "pending" ? 0 : counts[state]);
  return all.filter((page) => done.get(page) !== 0 || (state === "failed" && !done.has(page)));
}
