import { listAll } from "../../paging/list-all.ts";
import type { ObjectStore } from "../../ports.ts";

/** Removes the records of a view that is gone. Repeating the call is safe. */
export async function forgetRefreshes(store: ObjectStore, view: string): Promise<void> {
  const keys: string[] = [];
  for await (const { key } of listAll(store, `refreshes/${view}/`)) keys.push(key);
  for (const key of keys) await store.delete(key);
}
