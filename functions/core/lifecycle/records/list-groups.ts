import type { ListedObject, ObjectStore } from "../../ports.ts";
import { listAll } from "./list-all.ts";

/** Every object whose key begins with `prefix`, in order, `size` at a time: for what is done to several at once. */
export async function* listGroups(store: ObjectStore, prefix: string, size: number): AsyncGenerator<readonly ListedObject[]> {
  let group: ListedObject[] = [];
  for await (const object of listAll(store, prefix)) {
    group.push(object);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
