import { listAll } from "../../../paging/list-all.ts";
import type { ListedObject, ObjectStore } from "../../../ports.ts";
import { runSideBySide } from "../../../run-side-by-side.ts";
import { deleteTorn } from "./delete-objects.ts";
import { type Erasure, markErased } from "./erasure.ts";

/** Versions deleted at a time. */
const abreast = 16;

/**
 * Deletes versions because of an erasure, each noted before; its profile first, without which it does not count. The
 * dataset, whose history may be long, is listed once. What an earlier run has deleted costs nothing.
 *
 * @param chosen whether a version is to go, by what is stored of it: without a profile it is a rest, or is being stored
 */
export async function deleteVersions(
  store: ObjectStore,
  name: string,
  { id, at }: Pick<Erasure, "id" | "at">,
  chosen: (version: string, objects: readonly ListedObject[]) => boolean,
): Promise<void> {
  const versions = [...(await objectsOfVersions(store, name))].filter(([version, objects]) => chosen(version, objects));
  await runSideBySide(versions, abreast, async ([version, objects]) => {
    await markErased(store, version, { dataset: name, erasure: id, at });
    const rest = objects.filter((object) => !isProfile(object));
    for (const { key } of [...objects.filter(isProfile), ...rest]) await store.delete(key);
    await deleteTorn(store, name, [version]);
  });
}

/** Whether an object is a version's profile, with which it is complete. */
export function isProfile({ key }: Pick<ListedObject, "key">): boolean {
  return key.endsWith("/dataset.json");
}

/** Version → what is stored of it. */
async function objectsOfVersions(
  store: ObjectStore,
  name: string,
): Promise<ReadonlyMap<string, readonly ListedObject[]>> {
  const prefix = `datasets/${name}/`;
  const found = new Map<string, ListedObject[]>();
  for await (const object of listAll(store, prefix)) {
    const version = /^([0-9a-f]{64})[/.]/.exec(object.key.slice(prefix.length))?.[1];
    if (version === undefined) continue;
    const objects = found.get(version);
    if (objects === undefined) found.set(version, [object]);
    else objects.push(object);
  }
  return found;
}
