import type { ListedObject, ObjectStore } from "../../../ports.ts";
import { listAll } from "../../../paging/list-all.ts";

/**
 * Yields every object whose key begins with `prefix`, in order, in groups of `size`, for work done in parallel.
 *
 * @param start key after which to begin @default the beginning
 */
export async function* listGroups(
  store: ObjectStore,
  prefix: string,
  size: number,
  start?: string,
): AsyncGenerator<readonly [ListedObject, ...ListedObject[]]> {
  let group: ListedObject[] = [];
  for await (const object of listAll(store, prefix, start)) {
    group.push(object);
    if (group.length < size) continue;
    yield group as [ListedObject, ...ListedObject[]];
    group = [];
  }
  if (group.length > 0) yield group as [ListedObject, ...ListedObject[]];
}
