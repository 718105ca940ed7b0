import { currentVersionOf } from "../../name-log.ts";
import type { ObjectStore } from "../../ports.ts";

/** The version that a dataset's name stands for at present; absent when nothing is stored under it. */
export async function readCurrentVersion(store: ObjectStore, name: string): Promise<string | undefined> {
  return currentVersionOf(store, `datasets/${name}`);
}
