import { BroadsheetError } from "../../../errors.ts";
import { placeOfName } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import { deleteBelow, deleteTorn, removeName } from "./delete-objects.ts";
import { forgetFreshness } from "./freshness.ts";
import { leaveDeleted } from "./go-back.ts";
import { listDatasetVersions } from "./list-dataset-names.ts";
import { recipeFolder } from "./stored-recipe.ts";

/** Who deletes it, and when, for the name's log. */
export interface Deletion {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by?: { readonly kind: string; readonly name: string } | undefined;
  /** Unlike that of any other deletion. */
  readonly token: string;
}

/**
 * Deletes a dataset: its name first, so that no new request finds it, then its recipe, so that a new dataset of the
 * name has none, what watched it, what happened to it, and every object of its versions. Reports that were made from it
 * stay. An interrupted deletion is finished by the next one.
 *
 * @returns whether there was anything to delete
 * @throws BroadsheetError `unavailable`, also if others keep storing versions
 */
export async function deleteDataset(store: ObjectStore, name: string, { at, by, token }: Deletion): Promise<boolean> {
  const folder = `datasets/${name}`;
  const removal = { at, by, cause: `remove:${token}` };
  await removeName(store, folder, removal);
  await removeName(store, recipeFolder(name), removal);
  await forgetFreshness(store, name);
  // The addresses of those who heard of it.
  await store.delete(`notices/${name}.json`);
  // What happened to it has values of refused files.
  const events = await deleteBelow(store, `dataset-events/${name}/`, /./);
  const versions = await deleteBelow(store, `${folder}/`, /^(?:recipe\/)?[0-9a-f]{64}[/.]/);
  await deleteTorn(store, name, await listDatasetVersions(store, name));
  // Somebody may have made one of them current meanwhile.
  await leaveDeleted(store, name);
  return versions || events;
}

/**
 * Deletes one version of a dataset that is not current.
 *
 * @throws BroadsheetError `not-found`, `conflict` if it is current
 */
export async function deleteDatasetVersion(store: ObjectStore, name: string, version: string): Promise<void> {
  const { version: current } = await placeOfName(store, `datasets/${name}`);
  if (current === version)
    throw new BroadsheetError("conflict", {
      code: "version-is-current",
      message: `this is the current version of "${name}"`,
      where: { dataset: name },
      seen: version,
      hint: "store another version first, or delete the whole dataset",
    });
  const deleted = await deleteBelow(store, `datasets/${name}/`, new RegExp(`^${version}[/.]`));
  // Somebody may have made it current meanwhile.
  if (deleted) {
    await deleteTorn(store, name, [version]);
    return await leaveDeleted(store, name);
  }
  const versions = await listDatasetVersions(store, name);
  throw new BroadsheetError("not-found", {
    code: versions.length === 0 ? "unknown-dataset" : "unknown-version",
    message: `there is no version "${version}" of a dataset "${name}"`,
    where: { dataset: name },
    seen: versions.length === 0 ? name : version,
  });
}
