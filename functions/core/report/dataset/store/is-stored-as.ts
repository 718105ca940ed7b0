import type { Bytes, ObjectStore } from "../../../ports.ts";
import type { DatasetReading } from "../../template/dataset-reading.ts";
import { datasetVersion } from "../dataset-version.ts";
import { readStoredProfile } from "./read-dataset-profile.ts";

/**
 * Whether a stored version holds exactly these bytes, read with these options, by whatever reader: its own mended rules
 * are part of its hash.
 *
 * @param body the bytes, or their SHA-256
 */
export async function isStoredAs(
  store: ObjectStore,
  name: string,
  version: string,
  body: Bytes | string,
  reading: DatasetReading = {},
): Promise<boolean> {
  if (version === datasetVersion(body, reading)) return true;
  const profile = await readStoredProfile(store, name, version);
  return profile?.mended !== undefined && version === datasetVersion(body, reading, profile);
}
