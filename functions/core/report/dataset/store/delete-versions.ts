import { listAll } from "../../../paging/list-all.ts";
import type { ObjectStore } from "../../../ports.ts";
import { runSideBySide } from "../../../run-side-by-side.ts";
import { type Erasure, markErased, readErased } from "./erasure.ts";

/** Versions deleted at a time. */
const abreast = 16;

/**
 * Lists what is stored of each version of a dataset, also of one that is not complete: version → keys. It lists the
 * dataset once, whose history may be long.
 */
export async function keysOfVersions(
  store: ObjectStore,
  name: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const prefix = `datasets/${name}/`;
  const found = new Map<string, string[]>();
  for await (const { key } of listAll(store, prefix)) {
    const version = /^([0-9a-f]{64})[/.]/.exec(key.slice(prefix.length))?.[1];
    if (version === undefined) continue;
    const keys = found.get(version);
    if (keys === undefined) found.set(version, [key]);
    else keys.push(key);
  }
  return found;
}

/**
 * Deletes versions because of an erasure, each noted before; its profile first, without which it does not count. What
 * an earlier run has deleted costs nothing.
 *
 * @param chosen whether a version is to go, by its keys; of one without a profile it is asked only if it was noted
 */
export async function deleteVersions(
  store: ObjectStore,
  name: string,
  { id, at }: Pick<Erasure, "id" | "at">,
  chosen: (version: string) => boolean | Promise<boolean>,
): Promise<void> {
  await runSideBySide([...(await keysOfVersions(store, name))], abreast, async ([version, keys]) => {
    const profiles = keys.filter((key) => key.endsWith("/dataset.json"));
    if (!(await chosen(version))) return;
    // Somebody may be storing it just now.
    if (profiles.length === 0 && (await readErased(store, version))?.erasure !== id) return;
    await markErased(store, version, { dataset: name, erasure: id, at });
    for (const key of [...profiles, ...keys.filter((one) => !profiles.includes(one))]) await store.delete(key);
  });
}
