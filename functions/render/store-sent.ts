import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { requestLimits } from "../core/report/dataset/dataset-limits.ts";
import type { DatasetContent } from "../core/report/dataset/dataset-content.ts";
import type { DatasetProfile } from "../core/report/dataset/dataset.ts";
import { readCurrentVersion } from "../core/report/dataset/store/read-current-version.ts";
import type { ShapeDataset } from "../core/report/dataset/recipe/shape.ts";
import { storeDataset } from "../core/report/dataset/store-dataset.ts";
import { prepareChoicesOver } from "../core/report/find-choices.ts";
import { shapeDataset } from "../core/report/shape-dataset.ts";
import type { ObjectStore } from "../core/ports.ts";

/** A dataset in the body of a request. */
export interface SentDataset extends DatasetContent {
  readonly name: string;
}

/**
 * Stores a dataset that came in a request, within the limits for requests, and computes the choices that templates take
 * from it.
 *
 * @throws BroadsheetError as `storeDataset`
 */
export async function storeSent({ name, ...content }: SentDataset, store: ObjectStore): Promise<DatasetProfile> {
  const before = await readCurrentVersion(store, name);
  const scratch = await openScratchFolder();
  try {
    const shape: ShapeDataset = (given, recipe, limits) => shapeDataset(given, recipe, scratch, limits);
    const profile = await storeDataset(store, name, content, scratch, requestLimits, new Map(), "put", shape);
    if (profile.version !== before) await prepareChoicesOver(name, { store, openScratch: openScratchFolder });
    return profile;
  } finally {
    await scratch.dispose();
  }
}
