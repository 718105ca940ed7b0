import type { ObjectStore } from "../../../ports.ts";
import type { DatasetProfile } from "../dataset.ts";
import { laterRevision, readerRevision } from "../mended-rules.ts";

/**
 * Whether an earlier reader made a stored version, and this one may read its bytes differently: there are mended rules
 * for its format, and nobody has found yet that the bytes meet none of them. One call of the store, and none for a
 * version that this reader made.
 */
export async function isReadByOlder(
  store: ObjectStore,
  name: string,
  profile: Pick<DatasetProfile, "version" | "reader" | "format" | "view">,
): Promise<boolean> {
  const later = laterRevision(profile);
  // What a view made was never read from a file.
  if (later === undefined || profile.view === true) return false;
  for (let revision = later; revision <= readerRevision; revision++) {
    if ((await store.head(confirmationKey(name, profile.version, revision))) !== undefined) return false;
  }
  return true;
}

/**
 * Notes beside a version that this reader reads its bytes as the version's own reader did. The profile itself never
 * changes.
 */
export async function confirmReading(store: ObjectStore, name: string, version: string): Promise<void> {
  await store.create(confirmationKey(name, version, readerRevision), new Uint8Array(0), "application/octet-stream");
}

function confirmationKey(name: string, version: string, revision: number): string {
  return `datasets/${name}/${version}/reader-${revision}`;
}
