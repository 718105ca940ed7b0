import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { listAll } from "../../../paging/list-all.ts";
import type { Counts } from "../batch.ts";
import { donePrefix, parseDoneKey } from "./batch-keys.ts";
import { pageName } from "./batch-kinds.ts";

/** A page that has its results. */
export interface DonePage {
  readonly page: number;
  readonly counts: Counts;
  /** When it was done, milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Lists the pages that have results, in order: a thousand with each call to the store.
 *
 * @param after number of the page after which to begin @default 0
 * @throws BroadsheetError `unavailable`
 */
export async function* listDone(
  id: string,
  generation: number,
  { store }: Pick<LifecycleWorld, "store">,
  after = 0,
): AsyncGenerator<DonePage> {
  const prefix = donePrefix(id, generation);
  // "~" sorts after every marker of the page.
  const start = after === 0 ? undefined : `${prefix}${pageName(after)}-~`;
  let last = 0;
  for await (const { key, modified } of listAll(store, prefix, start)) {
    const parsed = parseDoneKey(key);
    if (parsed === undefined || parsed.page === last) continue;
    last = parsed.page;
    yield { ...parsed, at: modified };
  }
}
