import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import { requestLimits } from "../../core/report/dataset/dataset-limits.ts";
import type { DatasetContent } from "../../core/report/dataset/dataset-content.ts";
import { readCurrentVersion } from "../../core/report/dataset/store/read-current-version.ts";
import type { ShapeDataset } from "../../core/report/dataset/recipe/shape.ts";
import { tryContent } from "../../core/report/dataset/change-recipe.ts";
import { readRecipePlace } from "../../core/report/dataset/store/stored-recipe.ts";
import { storeDataset } from "../../core/report/dataset/store-dataset.ts";
import { type JudgedProfile } from "../../core/report/dataset/store-version.ts";
import { prepareChoicesOver } from "../../core/report/find-choices.ts";
import { shapeDataset } from "../../core/report/shape-dataset.ts";
import { type ContractWorld, recordRefusals } from "../../core/service/contract/record-event.ts";
import { holdAndTell } from "./hold-and-tell.ts";

/** A dataset in the body of a request. */
export interface SentDataset extends DatasetContent {
  readonly name: string;
  /** Whether nothing is to be stored. */
  readonly dryRun?: boolean;
  /** Whether the version is held back, see `holdDataset`. @default it becomes current */
  readonly hold?: boolean;
}

/**
 * Stores a dataset that came in a request, or says what it would be, within the limits for requests, and computes the
 * choices that templates take from it.
 *
 * @throws BroadsheetError as `storeDataset`
 */
export async function storeSent(
  { name, dryRun, hold, ...content }: SentDataset,
  world: ContractWorld,
): Promise<JudgedProfile> {
  const { store } = world;
  const before = await readCurrentVersion(store, name);
  const scratch = await openScratchFolder();
  try {
    const shape: ShapeDataset = (given, recipe, limits) => shapeDataset(given, recipe, scratch, limits);
    if (dryRun === true) {
      const { current } = await readRecipePlace(store, name);
      return (await tryContent(content, current?.recipe, { scratch, limits: requestLimits, shape })).profile;
    }
    const refused = recordRefusals(world);
    const tools = { scratch, limits: requestLimits, shape, refused };
    if (hold === true) return await holdAndTell(world, name, content, tools);
    const profile = await storeDataset(store, name, content, scratch, requestLimits, new Map(), "put", shape, refused);
    if (profile.version !== before) await prepareChoicesOver(name, { store, openScratch: openScratchFolder });
    return profile;
  } finally {
    await scratch.dispose();
  }
}
