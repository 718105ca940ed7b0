import { currentVersionOf } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";

/** The current version of a template's name; absent if nothing is published under it. */
export async function currentVersion(store: ObjectStore, name: string): Promise<string | undefined> {
  return currentVersionOf(store, `templates/${name}`);
}
