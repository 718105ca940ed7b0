import { attemptKey } from "../../lifecycle/records/keys.ts";
import { listAll } from "../../../paging/list-all.ts";
import { parseAttempt } from "../../lifecycle/records/parse-record.ts";
import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import type { ItemResult } from "../batch.ts";
import { partsPrefix } from "../records/batch-keys.ts";
import { pageKind, pageOf } from "../records/batch-kinds.ts";
import { readJson } from "../records/stored-json.ts";

/** How many attempts died while a row was under way. */
export interface Deaths {
  /** Those of a worker alone: the row is most likely why. */
  readonly own: number;
  /** Those together with the server, which may be ended for any reason. */
  readonly withServer: number;
}

/** What earlier attempts at a page left. */
export interface Earlier {
  /** Row → its result. */
  readonly results: ReadonlyMap<number, ItemResult>;
  readonly deaths: ReadonlyMap<number, Deaths>;
}

/**
 * Reads what earlier attempts at a page left. Only an attempt that recorded each row before it began shows which row it
 * was rendering when it died.
 *
 * @param attempt number of the present attempt
 * @throws BroadsheetError `unavailable`
 */
export async function readEarlier(
  id: string,
  generation: number,
  page: number,
  attempt: number,
  { store, run }: Pick<LifecycleWorld, "store" | "run">,
): Promise<Earlier> {
  const results = new Map<number, ItemResult>();
  for await (const { key } of listAll(store, partsPrefix(id, generation, page)))
    for (const item of (await readJson<readonly ItemResult[]>(store, key)) ?? [])
      if (!hasForms(results.get(item.row))) results.set(item.row, item);
  const deaths = new Map<number, Deaths>();
  for (let number = 1; number < attempt; number += 1) {
    const key = attemptKey(pageOf(id, generation, page), number);
    const found = await store.get(key);
    const before = found && parseAttempt(pageKind, key, found.body);
    const row = before?.ended === undefined && before?.progress?.exact === true ? before.progress.row : undefined;
    if (row === undefined) continue;
    const { own, withServer } = deaths.get(row) ?? { own: 0, withServer: 0 };
    // Where servers have runs, an attempt of another one ended with it.
    const together = before?.run !== undefined && before.run !== run;
    deaths.set(row, together ? { own, withServer: withServer + 1 } : { own: own + 1, withServer });
  }
  return { results, deaths };
}

/** Whether a result has its other forms: a part that was stored before them has not. */
function hasForms(item: ItemResult | undefined): boolean {
  return item?.state === "ready" && item.renditions !== undefined;
}
