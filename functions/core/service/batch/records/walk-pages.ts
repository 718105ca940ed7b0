import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { persist } from "../../lifecycle/persist.ts";
import type { Cost } from "../../lifecycle/records/records.ts";
import { isBad, type ItemResult } from "../batch.ts";
import { rowsKey } from "./batch-keys.ts";
import type { PageRows } from "./page-rows.ts";
import { readPageOutcome } from "./read-batch.ts";
import { readJson } from "./stored-json.ts";

/** A row that has no result yet. */
export interface PendingItem {
  readonly state: "pending";
  readonly row: number;
  readonly name?: string;
}

/** The items of a page, and what its attempt has cost, if that is known. */
interface PageItems {
  readonly items: readonly (ItemResult | PendingItem)[];
  readonly cost?: Cost;
}

/** Pages read in parallel. */
const abreast = 16;

/**
 * Yields the items of pages, page by page, in the order of the rows. Rows of a page without results are `pending`, or
 * `stopped` if the batch has ended.
 *
 * @param pages numbers of the pages
 * @throws BroadsheetError `unavailable`
 */
export async function* walkPages(
  id: string,
  generation: number,
  pages: readonly number[],
  ended: boolean,
  world: Pick<LifecycleWorld, "store" | "clock">,
): AsyncGenerator<{ readonly page: number } & PageItems> {
  for (let start = 0; start < pages.length; start += abreast) {
    const group = pages.slice(start, start + abreast);
    const found = await Promise.all(
      group.map((page) => persist(world, Infinity, () => itemsOf(id, generation, page, ended, world))),
    );
    for (const [index, items] of found.entries()) yield { page: group[index]!, ...items };
  }
}

async function itemsOf(
  id: string,
  generation: number,
  page: number,
  ended: boolean,
  world: Pick<LifecycleWorld, "store" | "clock">,
): Promise<PageItems> {
  const outcome = await readPageOutcome(id, generation, page, world);
  if (outcome?.state === "ready") return { items: outcome.items, ...(outcome.cost && { cost: outcome.cost }) };
  const {
    rows = [],
    kept = [],
    unfinished = [],
  } = (await readJson<PageRows>(world.store, rowsKey(id, generation, page))) ?? {};
  const has = new Set(unfinished.map(({ row }) => row));
  const waiting = rows
    .filter(({ row }) => !has.has(row))
    .map((row): ItemResult | PendingItem => {
      const { row: number, name } = row;
      if (isBad(row))
        return {
          state: "failed",
          row: number,
          ...(name !== undefined && { name }),
          final: true,
          kind: row.kind,
          problems: row.problems,
        };
      return { state: ended ? "stopped" : "pending", row: number, name: row.name };
    });
  return { items: [...kept, ...unfinished, ...waiting].sort((a, b) => a.row - b.row) };
}
