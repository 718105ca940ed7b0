import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { listAll } from "../../../paging/list-all.ts";
import { removedPrefix } from "./batch-keys.ts";

/** Lists the names of a batch's deleted items. @throws BroadsheetError `unavailable` */
export async function listRemoved(
  id: string,
  generation: number,
  { store }: Pick<LifecycleWorld, "store">,
): Promise<ReadonlySet<string>> {
  const prefix = removedPrefix(id, generation);
  const names = new Set<string>();
  for await (const { key } of listAll(store, prefix)) names.add(key.slice(prefix.length));
  return names;
}
