import { currentVersionOf } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";

/** Reads the current version of a dataset's name; undefined if nothing is stored under it. */
export async function readCurrentVersion(store: ObjectStore, name: string): Promise<string | undefined> {
  return currentVersionOf(store, `datasets/${name}`);
}
