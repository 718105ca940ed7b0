import { isCorrupt } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import { filesOf } from "./files-of.ts";
import { readStoredProfile } from "./read-dataset-profile.ts";

/**
 * Whether a version is there with all its files. One whose profile is there without them was stored while somebody
 * deleted it. What is damaged is there: others say so.
 */
export async function isComplete(store: ObjectStore, name: string, version: string): Promise<boolean> {
  return (await lostFiles(store, name, version))?.length === 0;
}

/** Whether a version has a profile, but not all the files that it names. */
export async function isTorn(store: ObjectStore, name: string, version: string): Promise<boolean> {
  return ((await lostFiles(store, name, version)) ?? []).length > 0;
}

/** @returns the files that are not there; undefined if there is no such version */
async function lostFiles(store: ObjectStore, name: string, version: string): Promise<readonly string[] | undefined> {
  try {
    const profile = await readStoredProfile(store, name, version);
    if (profile === undefined) return undefined;
    const files = filesOf(profile);
    const present = await Promise.all(files.map((file) => isThere(store, `datasets/${name}/${version}/${file}`)));
    return files.filter((_, index) => !present[index]);
  } catch (error) {
    if (isCorrupt(error)) return [];
    throw error;
  }
}

async function isThere(store: ObjectStore, key: string): Promise<boolean> {
  try {
    return (await store.head(key)) !== undefined;
  } catch (error) {
    if (isCorrupt(error)) return true;
    throw error;
  }
}
