import { BroadsheetError } from "../../errors.ts";
import { moveNameFrom, placeOfName } from "../../names/name-log.ts";
import type { ObjectStore, ScratchSpace } from "../../ports.ts";
import { checkReadingTime, type DatasetLimits, datasetLimits } from "./dataset-limits.ts";
import type { RecordRefusal } from "./contract/judge-version.ts";
import type { ShapeDataset } from "./recipe/shape.ts";
import { type JudgedProfile, storeVersion } from "./store-version.ts";
import { dropCopy } from "./store/drop-copy.ts";
import { refuseView } from "./view/refuse-view.ts";
import { readRecipePlace } from "./store/stored-recipe.ts";
import { warningsOfSource } from "./source/provenance.ts";
import { filesOf } from "./store/files-of.ts";
import { confirmReading } from "./store/older-reader.ts";
import { readStoredProfile } from "./store/read-dataset-profile.ts";

/** Why and how a dataset is read again. */
export interface Rereading {
  /** The version whose bytes are read. */
  readonly version: string;
  /** Unlike that of any other move of the name. */
  readonly cause: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by?: { readonly kind: string; readonly name: string };
}

/**
 * Reads the stored bytes of a dataset's current version again, as they were to be read, by its recipe if it has one. If
 * this reader reads them differently, they become a new version, which is current from then on; otherwise it is noted
 * beside the old one. The old version stays as it is. Repeating the call is safe.
 *
 * @returns the profile of the version that holds them as this reader reads them
 * @throws BroadsheetError `not-found`; `conflict`, `version-is-not-current`, if another became current meanwhile; what
 *   `storeDataset` throws if this reader refuses the bytes, or if as it reads them they break the contract
 */
export async function rereadDataset(
  store: ObjectStore,
  name: string,
  { version, ...move }: Rereading,
  scratch: ScratchSpace,
  limits: DatasetLimits = datasetLimits,
  shape?: ShapeDataset,
  refused?: RecordRefusal,
): Promise<JudgedProfile> {
  await refuseView(store, name);
  const { version: current, seq } = await placeOfName(store, `datasets/${name}`);
  const stored = await readStoredProfile(store, name, version);
  if (stored?.files !== undefined) {
    // Its files are ours, whatever reader they came from.
    await confirmReading(store, name, version);
    return stored;
  }
  const data = stored && (await store.getStream(`datasets/${name}/${version}/${filesOf(stored)[0]}`));
  if (data === undefined) throw isGone(name, version);
  const writer = scratch.create("stored");
  for await (const piece of data.body) {
    writer.write(piece);
    checkReadingTime(limits);
  }
  const { format, reading, rowsOfSource, source } = stored!;
  const recipe = (await readRecipePlace(store, name)).current?.recipe;
  const tools = { scratch, limits, recipe, shape, refused };
  const warnings = warningsOfSource(stored!);
  const content = { body: writer.end(), format, reading, rowsOfSource, source, warnings };
  const profile = await storeVersion(store, name, content, tools);
  if (await dropCopy(store, name, { made: profile.version, from: version })) throw isGone(name, version);
  if (profile.version === version || profile.version === current) return profile;
  const moved =
    current === version && (await moveNameFrom(store, `datasets/${name}`, seq, { version: profile.version, ...move }));
  if (moved) return profile;
  throw new BroadsheetError("conflict", {
    code: "version-is-not-current",
    message: `Another version of "${name}" became current meanwhile; it stays`,
    where: { dataset: name },
    seen: version,
    ...(current !== undefined && { allowed: current }),
    hint: "read the dataset again",
  });
}

function isGone(name: string, version: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "unknown-version",
    message: `The dataset "${name}" has no version "${version}"`,
    where: { dataset: name },
    seen: version,
  });
}
