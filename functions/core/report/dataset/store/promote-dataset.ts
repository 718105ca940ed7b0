import { BroadsheetError } from "../../../errors.ts";
import { moveNameFrom, placeOfName } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { DatasetProfile } from "../dataset.ts";
import { listDatasetVersions } from "./list-dataset-names.ts";
import { readStoredProfile } from "./read-dataset-profile.ts";

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
 * changes. Repeating the call is safe.
 *
 * @returns its profile
 * @throws BroadsheetError `not-found` (`unknown-dataset`, `unknown-version`); `conflict`, `dataset-changed-meanwhile`,
 *   if the name is not where the caller saw it; `unavailable`
 */
export async function promoteDataset(
  store: ObjectStore,
  name: string,
  { version, seq: seen, token, at, by, why }: DatasetPromotion,
): Promise<DatasetProfile> {
  const profile = await readStoredProfile(store, name, version);
  if (profile === undefined) throw await unknown(store, name, version);
  const folder = `datasets/${name}`;
  const said = { at, ...(by !== undefined && { by }), ...(why !== undefined && { why }) };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const place = await placeOfName(store, folder);
    if (place.version === version) return profile;
    if (seen !== undefined && seen !== place.seq) throw changedMeanwhile(name, seen, place.seq);
    if (await moveNameFrom(store, folder, place.seq, { version, cause: `promote:${token}`, ...said })) return profile;
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
