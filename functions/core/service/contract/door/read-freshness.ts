import type { ObjectStore } from "../../../ports.ts";
import { freshnessMs } from "../../../report/dataset/store/freshness.ts";
import { readArrival } from "../../../report/dataset/store/read-arrival.ts";
import { readCurrentVersion } from "../../../report/dataset/store/read-current-version.ts";
import { readRecipePlace } from "../../../report/dataset/store/stored-recipe.ts";

/** How fresh a dataset is, by its contract. */
export interface Freshness {
  /** As the contract has it: `36h`. */
  readonly freshness: string;
  /** The current version. */
  readonly version: string;
  /** When the last new data came, by the store's clock, milliseconds since the epoch. */
  readonly arrived: number;
  /** The move of the name that brought them. */
  readonly seq: number;
  /** From when on it is stale. */
  readonly due: number;
}

/**
 * Finds when data last came, as `readArrival` does, and how long they stay fresh by the dataset's recipe.
 *
 * @returns undefined if the dataset's recipe says nothing of it, or there is no dataset
 * @throws BroadsheetError `damaged`, `unavailable`
 */
export async function readFreshness(store: ObjectStore, dataset: string): Promise<Freshness | undefined> {
  const { current } = await readRecipePlace(store, dataset);
  const freshness = current?.recipe.freshness;
  if (freshness === undefined) return undefined;
  const version = await readCurrentVersion(store, dataset);
  if (version === undefined) return undefined;
  const { arrived, seq } = await readArrival(store, dataset);
  return { freshness, version, arrived, seq, due: arrived + freshnessMs(freshness) };
}
