import { BroadsheetError } from "../../errors.ts";
import { moveName } from "../../names/name-log.ts";
import { assertName } from "../../names/name.ts";
import type { ObjectStore, ScratchSpace } from "../../ports.ts";
import { type DatasetLimits, datasetLimits } from "./dataset-limits.ts";
import type { DatasetContent } from "./dataset-content.ts";
import { datasetVersion } from "./dataset-version.ts";
import type { DatasetFormat, DatasetProfile } from "./dataset.ts";
import { profileDataset, type ProfiledDataset } from "./profile-dataset.ts";
import { readStoredProfile } from "./store/read-dataset-profile.ts";

const mediaTypes: Readonly<Record<DatasetFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
  tsv: "text/tab-separated-values; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/**
 * Stores a dataset as an immutable version (see `datasetVersion`) and makes it the current one. The same content is the
 * same version and is not read again. The bytes are kept as sent, in `data.*`. If queries cannot read them directly
 * (they are packed, in another encoding, a workbook, or hold more than a table), the table is stored beside them, in
 * `table.*`. The version is complete before the name refers to it.
 *
 * @param known version → profile of content profiled before; used only if the format is the same
 * @param cause see `moveName`: an upload that is delivered again does not move the name again
 * @throws BroadsheetError `invalid-request` for the name; `invalid-dataset`, `too-large`, `limit-exceeded` for the
 *   content; `conflict` if the same bytes are stored in another format
 */
export async function storeDataset(
  store: ObjectStore,
  name: string,
  { body, format, reading = {} }: DatasetContent,
  scratch: ScratchSpace,
  limits: DatasetLimits = datasetLimits,
  known: ReadonlyMap<string, DatasetProfile> = new Map(),
  cause = "put",
): Promise<DatasetProfile> {
  assertName(name, "dataset");
  const version = datasetVersion(body, reading);
  let profile = await readStoredProfile(store, name, version);
  if (profile === undefined) {
    const met = known.get(version);
    const found: ProfiledDataset =
      met?.format === format && met.table === undefined
        ? { profile: met }
        : await profileDataset(body, format, reading, scratch, limits);
    profile = found.profile;
    const folder = `datasets/${name}/${version}`;
    await store.create(`${folder}/data.${format}`, body, mediaTypes[format]);
    if (found.table !== undefined)
      await store.create(`${folder}/table.${profile.table}`, found.table, mediaTypes[profile.table!]);
    await store.create(`${folder}/dataset.json`, encode(profile), "application/json");
    // Another writer may have been first; the stored profile counts.
    profile = (await readStoredProfile(store, name, version)) ?? profile;
  }
  if (profile.format !== format) {
    throw new BroadsheetError("conflict", {
      code: "stored-as-other-format",
      message: `The same bytes are already stored as ${profile.format}`,
      where: { dataset: name },
      seen: format,
      allowed: profile.format,
    });
  }
  await moveName(store, `datasets/${name}`, version, cause);
  return profile;
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
