import { type LoggedMove, readNameLog } from "../../../names/name-log.ts";
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

/** Moves that are read at once, and most of those among which the last arrival is looked for. */
const lookedBack = { atOnce: 50, most: 1_000 };

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Finds when data last came, and how long they stay fresh. A recipe that changed, or a new reading of the same file, is
 * no new data, and neither are the same bytes that are sent again, a version that was current before and is promoted,
 * and one that was taken back since it breaks the contract. If none of the last 1,000 moves of the name brought new
 * data, the first of them counts.
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
  const arrival = await findArrival(store, folder);
  // A name that an earlier release stored and nobody has moved since has no log.
  const arrived = arrival?.written ?? (await store.head(`${folder}/current.json`))?.modified ?? 0;
  return { freshness, version, arrived, seq: arrival?.seq ?? 0, due: arrived + durationOf(freshness) };
}

/** The last move of a name that brought new data. */
async function findArrival(store: ObjectStore, folder: string): Promise<LoggedMove | undefined> {
  const moves: LoggedMove[] = [];
  for (;;) {
    const limit = Math.min(lookedBack.atOnce, lookedBack.most - moves.length);
    const page = await readNameLog(store, folder, { before: moves.at(-1)?.seq, limit });
    moves.push(...page);
    const isAll = page.length === 0;
    const index = moves.findIndex((_, at) => isArrival(moves, at));
    const found = moves[index];
    // Earlier moves tell whether the version was there before.
    const isSure = index < moves.length - 1 && found?.cause.startsWith("promote:") !== true;
    if (isAll || (found !== undefined && isSure)) return found ?? moves.at(-1);
  }
}

/** Whether a move of the name brought new data. @param moves latest first */
function isArrival(moves: readonly LoggedMove[], index: number): boolean {
  const { cause, version, seq, removed, after } = moves[index]!;
  if (removed === true || cause === "recipe" || /^(?:recipe|reread|remove):/.test(cause)) return false;
  const before = moves[index + 1];
  if (version === (before === undefined ? after : before.removed === true ? undefined : before.version)) return false;
  if (cause.startsWith("promote:") && moves.slice(index + 1).some((one) => one.version === version)) return false;
  return !moves.slice(0, index).some((one) => one.cause === `recipe:back:${version}:${seq}`);
}

/** Milliseconds of a freshness, which `parseFreshness` has checked. */
function durationOf(text: string): number {
  return Number.parseInt(text, 10) * (units[text.at(-1)!] ?? Number.NaN);
}
