import { BroadsheetError } from "../../../errors.ts";
import { isName } from "../../../names/name.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { DatasetReference } from "../../request/report-request.ts";
import { readCurrentVersion } from "./read-current-version.ts";

/**
 * Pins a reference to an existing version: the one it names, or else the current one.
 *
 * @param pointer JSON pointer to it in the request: `/datasets/<alias>`
 * @throws BroadsheetError `not-found`: `unknown-dataset` or `unknown-version`; `suggestNames` adds the existing ones
 */
export async function resolveDataset(
  store: ObjectStore,
  reference: DatasetReference,
  pointer?: string,
): Promise<Required<DatasetReference>> {
  const { name } = reference;
  const where = { pointer, dataset: name };
  // A text that cannot be a name (it may contain "/" or "..") never becomes part of a key.
  // A pinned reference needs no look-up of the current version.
  if (isName(name) && reference.version !== undefined && (await isStored(store, name, reference.version)))
    return { name, version: reference.version };
  const current = isName(name) ? await readCurrentVersion(store, name) : undefined;
  if (current === undefined) {
    throw new BroadsheetError("not-found", {
      code: "unknown-dataset",
      message: `There is no dataset "${name}"`,
      where,
      seen: name,
    });
  }
  const version = reference.version ?? current;
  if (version === reference.version || !(await isStored(store, name, version))) {
    throw new BroadsheetError("not-found", {
      code: "unknown-version",
      message: `The dataset "${name}" has no version "${version}"`,
      where,
      seen: version,
    });
  }
  return { name, version };
}

async function isStored(store: ObjectStore, name: string, version: string): Promise<boolean> {
  return /^[0-9a-f]{64}$/.test(version) && (await store.head(`datasets/${name}/${version}/dataset.json`)) !== undefined;
}
