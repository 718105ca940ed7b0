import { currentVersionOf } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import { folderOf, type Kept } from "./kept.ts";

/** The current version of a name; absent if nothing is published under it. */
export async function currentVersion(
  store: ObjectStore,
  name: string,
  kind: Kept = "template",
): Promise<string | undefined> {
  return currentVersionOf(store, folderOf(kind, name));
}
