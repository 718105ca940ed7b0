import { currentVersionOf } from "../../name-log.ts";
import type { ObjectStore } from "../../ports.ts";

/** The version that a template's name stands for at present; absent when nothing is published under it. */
export async function currentVersion(store: ObjectStore, name: string): Promise<string | undefined> {
  return currentVersionOf(store, `templates/${name}`);
}
