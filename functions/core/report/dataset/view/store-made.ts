import { isCorrupt } from "../../../errors.ts";
import { canonicalJson, sha256 } from "../../../json/canonical-json.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { DatasetProfile } from "../dataset.ts";
import { readerRevision } from "../mended-rules.ts";
import type { ShapedDataset } from "../recipe/shape.ts";
import { type DatasetLimits, datasetLimits } from "../dataset-limits.ts";
import { deleteBelow } from "../store/delete-objects.ts";
import { keep } from "../store/keep-object.ts";
import { keepMap, mapTable, withMap } from "../store/map-table.ts";
import { readStoredProfile } from "../store/read-dataset-profile.ts";

/**
 * The profile of a table that a view made. Its version is the hash of its schema and ordered rows, not of bytes; where
 * columns have units, of these too, so that other units are another version.
 */
export function profileOfMade({ table, ...made }: ShapedDataset): DatasetProfile {
  const units = made.columns.flatMap(({ name, unit }) => (unit === undefined ? [] : [[name, unit]]));
  return {
    version: units.length === 0 ? made.rowsHash : sha256(canonicalJson([made.rowsHash, units])),
    reader: readerRevision,
    format: "parquet",
    table: "parquet",
    bytes: table.length,
    ...made,
    view: true,
  };
}

/**
 * Stores what a view has made as a version of its dataset, which does not make it current. Repeating the call is safe:
 * equal rows and units are the same version, whatever bytes hold them.
 */
export async function storeMade(
  store: ObjectStore,
  name: string,
  made: ShapedDataset,
  limits: Pick<DatasetLimits, "parts"> = datasetLimits,
): Promise<DatasetProfile> {
  const plain = profileOfMade(made);
  const map = await mapTable(plain, made, limits);
  const profile = withMap(plain, map);
  const folder = `datasets/${name}/${profile.version}`;
  await keep(store, `${folder}/table.parquet`, made.table, "application/vnd.apache.parquet");
  await keepMap(store, folder, map);
  const text = new TextEncoder().encode(JSON.stringify(profile));
  await keep(store, `${folder}/dataset.json`, text, "application/json");
  return (await readStoredProfile(store, name, profile.version)) ?? profile;
}

/** Whether a version that a view made is wholly there. */
export async function isSound(store: ObjectStore, name: string, version: string | undefined): Promise<boolean> {
  if (version === undefined) return false;
  const keys = ["dataset.json", "table.parquet"].map((file) => `datasets/${name}/${version}/${file}`);
  const found = await Promise.all(
    keys.map((key) =>
      store.head(key).catch((error: unknown) => {
        if (isCorrupt(error)) return undefined;
        throw error;
      }),
    ),
  );
  return !found.includes(undefined);
}

/** Removes a version that was made for a view which is gone. */
export async function dropMade(store: ObjectStore, name: string, version: string): Promise<void> {
  await deleteBelow(store, `datasets/${name}/${version}/`, /^(?:dataset\.json|table\.parquet|chunks\.[^/]+)$/);
}
