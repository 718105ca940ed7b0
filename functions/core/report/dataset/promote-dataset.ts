import { BroadsheetError } from "../../errors.ts";
import { moveNameFrom, placeOfName } from "../../names/name-log.ts";
import type { ObjectStore } from "../../ports.ts";
import type { DatasetProfile } from "./dataset.ts";
import { isRefusal } from "./contract/judge-version.ts";
import { goBack } from "./store/go-back.ts";
import { isComplete } from "./store/is-complete.ts";
import { listDatasetVersions } from "./store/list-dataset-names.ts";
import { readStoredProfile } from "./store/read-dataset-profile.ts";
import { readRecipePlace } from "./store/stored-recipe.ts";

/** Who makes a version current, and what they saw. */
export interface DatasetPromotion {
  readonly version: string;
  /** The number of the name's moves that the caller saw, if it counts. */
  readonly seq?: number | undefined;
  /** Unlike that of any other promotion: a repetition has the same. */
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by?: { readonly kind: string; readonly name: string } | undefined;
  readonly why?: string | undefined;
}

/** Attempts while others store versions. */
const attempts = 10;

/**
 * Makes a stored version the current one: one that was held back, or an earlier one. If it is current already, nothing
 * changes. Repeating the call is safe. Where the dataset has a contract, the version must hold it, also one that the
 * dataset is given meanwhile; and a version that is deleted meanwhile does not become current.
 *
 * @param judge judges the version by the dataset's contract, and throws if it breaks it
 * @returns its profile
 * @throws BroadsheetError `not-found` (`unknown-dataset`, `unknown-version`); `conflict`, `dataset-changed-meanwhile`,
 *   if the name is not where the caller saw it; what `judge` throws; `unavailable`
 */
export async function promoteDataset(
  store: ObjectStore,
  name: string,
  { version, seq: seen, token, at, by, why }: DatasetPromotion,
  judge: (version: string) => Promise<unknown>,
): Promise<DatasetProfile> {
  const profile = await readStoredProfile(store, name, version);
  if (profile === undefined) throw await unknown(store, name, version);
  const folder = `datasets/${name}`;
  const said = { at, ...(by !== undefined && { by }), ...(why !== undefined && { why }) };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const place = await placeOfName(store, folder);
    if (place.version === version) return profile;
    if (seen !== undefined && seen !== place.seq) throw changedMeanwhile(name, seen, place.seq);
    const { current: contract } = await readRecipePlace(store, name);
    if (contract?.recipe.checks !== undefined) await judge(version);
    if (!(await moveNameFrom(store, folder, place.seq, { version, cause: `promote:${token}`, ...said }))) continue;
    try {
      if (!(await isComplete(store, name, version))) throw await unknown(store, name, version);
      const { current: then } = await readRecipePlace(store, name);
      if (then?.recipe.checks !== undefined && then.version !== contract?.version) await judge(version);
    } catch (error) {
      if (error instanceof BroadsheetError && (error.kind === "not-found" || isRefusal(error)))
        await goBack(store, name, version);
      throw error;
    }
    return profile;
  }
  throw new BroadsheetError("unavailable", {
    code: "contended",
    message: `"${name}" is being changed by others; try again`,
    where: { dataset: name },
  });
}

async function unknown(store: ObjectStore, name: string, version: string): Promise<BroadsheetError> {
  const isDataset = (await listDatasetVersions(store, name)).length > 0;
  return new BroadsheetError("not-found", {
    code: isDataset ? "unknown-version" : "unknown-dataset",
    message: isDataset ? `The dataset "${name}" has no version "${version}"` : `There is no dataset "${name}"`,
    where: { pointer: isDataset ? "/version" : undefined, dataset: name },
    seen: isDataset ? version : name,
  });
}

function changedMeanwhile(name: string, seen: number, seq: number): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "dataset-changed-meanwhile",
    message: `Another version of "${name}" has become current meanwhile`,
    where: { dataset: name },
    seen,
    allowed: seq,
    hint: "look at the dataset again",
  });
}
