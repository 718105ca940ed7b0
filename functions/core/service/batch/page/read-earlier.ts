import { attemptKey } from "../../lifecycle/records/keys.ts";
import { listAll } from "../../lifecycle/records/list-all.ts";
import { parseAttempt } from "../../lifecycle/records/parse-record.ts";
import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import type { ItemResult } from "../batch.ts";
import { partsPrefix } from "../records/batch-keys.ts";
import { pageKind, pageOf } from "../records/batch-kinds.ts";
import { readJson } from "../records/stored-json.ts";

/** What earlier attempts at a page left. */
export interface Earlier {
  /** Row → its result. */
  readonly results: ReadonlyMap<number, ItemResult>;
  /** Row → number of attempts that died while it was under way. */
  readonly deaths: ReadonlyMap<number, number>;
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
  { store }: Pick<LifecycleWorld, "store">,
): Promise<Earlier> {
  const results = new Map<number, ItemResult>();
  for await (const { key } of listAll(store, partsPrefix(id, generation, page)))
    for (const item of (await readJson<readonly ItemResult[]>(store, key)) ?? []) results.set(item.row, item);
  const deaths = new Map<number, number>();
  for (let number = 1; number < attempt; number += 1) {
    const key = attemptKey(pageOf(id, generation, page), number);
    const found = await store.get(key);
    const before = found && parseAttempt(pageKind, key, found.body);
    const row = before?.ended === undefined && before?.progress?.exact === true ? before.progress.row : undefined;
    if (row !== undefined) deaths.set(row, (deaths.get(row) ?? 0) + 1);
  }
  return { results, deaths };
}
