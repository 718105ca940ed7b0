import { readNameLog } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
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

/** Moves among which the last arrival is looked for. */
const lookedBack = 50;

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Finds when data last came, and how long they stay fresh. A recipe that changed, or a new reading of the same file, is
 * no new data, and neither are the same bytes that are sent again.
 *
 * @returns undefined if the dataset's recipe says nothing of it, or there is no dataset
 * @throws BroadsheetError `damaged`, `unavailable`
 */
export async function readFreshness(store: ObjectStore, dataset: string): Promise<Freshness | undefined> {
  const { current } = await readRecipePlace(store, dataset);
  const freshness = current?.recipe.freshness;
  if (freshness === undefined) return undefined;
  const folder = `datasets/${dataset}`;
  const version = await readCurrentVersion(store, dataset);
  if (version === undefined) return undefined;
  const moves = await readNameLog(store, folder, { limit: lookedBack });
  const arrival = moves.find(({ cause, removed }) => removed !== true && isArrival(cause)) ?? moves.at(-1);
  // A name that an earlier release stored and nobody has moved since has no log.
  const arrived = arrival?.written ?? (await store.head(`${folder}/current.json`))?.modified ?? 0;
  return { freshness, version, arrived, seq: arrival?.seq ?? 0, due: arrived + durationOf(freshness) };
}

/** Whether a move of the name brought new data. */
function isArrival(cause: string): boolean {
  return cause !== "recipe" && !/^(?:recipe|reread|remove):/.test(cause);
}

/** Milliseconds of a freshness, which `parseFreshness` has checked. */
function durationOf(text: string): number {
  return Number.parseInt(text, 10) * (units[text.at(-1)!] ?? Number.NaN);
}
