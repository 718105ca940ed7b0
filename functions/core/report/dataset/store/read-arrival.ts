import { isCorrupt, parseStored } from "../../../errors.ts";
import { type LoggedMove, readNameLog } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { DatasetProfile } from "../dataset.ts";

/** When data last came to a dataset, and by which move of its name. */
export interface Arrival {
  /** By the store's clock, milliseconds since the epoch. */
  readonly arrived: number;
  /** 0 for a name that an earlier release stored and nobody has moved since: it has no log. */
  readonly seq: number;
}

/** Moves that are read at once, and most of those among which the last arrival is looked for. */
const lookedBack = { atOnce: 50, most: 1_000 };

/**
 * Finds when data last came. A recipe that changed, or a new reading of the same file, is no new data, and neither are
 * the same bytes that are sent again, a version that was current before and is promoted, one that was taken back since
 * it breaks the contract, and the same rows of a view after another definition. If none of the last 1,000 moves of the
 * name brought new data, the first of them counts.
 *
 * @throws BroadsheetError `damaged`, `unavailable`
 */
export async function readArrival(store: ObjectStore, dataset: string): Promise<Arrival> {
  const folder = `datasets/${dataset}`;
  const arrival = await findArrival(store, folder);
  const arrived = arrival?.written ?? (await store.head(`${folder}/current.json`))?.modified ?? 0;
  return { arrived, seq: arrival?.seq ?? 0 };
}

/** The last move of a name that brought new data. */
async function findArrival(store: ObjectStore, folder: string): Promise<LoggedMove | undefined> {
  const moves: LoggedMove[] = [];
  for (;;) {
    const limit = Math.min(lookedBack.atOnce, lookedBack.most - moves.length);
    const page = await readNameLog(store, folder, { before: moves.at(-1)?.seq, limit });
    moves.push(...page);
    const isAll = page.length === 0;
    const index = await findFirst(moves, store, folder);
    const found = moves[index];
    // Earlier moves tell whether the version was there before.
    const isSure = index < moves.length - 1 && found?.cause.startsWith("promote:") !== true;
    if (isAll || (found !== undefined && isSure)) return found ?? moves.at(-1);
  }
}

/** The place of the first move that brought new data, -1 if none did. @param moves latest first */
async function findFirst(moves: readonly LoggedMove[], store: ObjectStore, folder: string): Promise<number> {
  for (let at = 0; at < moves.length; at += 1)
    if (isArrival(moves, at) && !(await isSameTable(moves, at, store, folder))) return at;
  return -1;
}

/**
 * Whether a view got another version of the same rows: its version also depends on the units that its definition gives
 * the columns. A version that is gone or damaged is taken for another table.
 */
async function isSameTable(
  moves: readonly LoggedMove[],
  at: number,
  store: ObjectStore,
  folder: string,
): Promise<boolean> {
  const [{ cause, version }, before] = [moves[at]!, moves[at + 1]];
  if (!cause.startsWith("view:") || before === undefined || before.removed === true) return false;
  const [is, was] = await Promise.all([version, before.version].map((one) => rowsHashOf(store, folder, one)));
  return is !== undefined && is === was;
}

/** The hash of a version's rows; undefined if it has none, or is gone or damaged. */
async function rowsHashOf(store: ObjectStore, folder: string, version: string): Promise<string | undefined> {
  const key = `${folder}/${version}/dataset.json`;
  try {
    const found = await store.get(key);
    return found && parseStored<Pick<DatasetProfile, "rowsHash">>(key, found.body).rowsHash;
  } catch (error) {
    if (isCorrupt(error)) return undefined;
    throw error;
  }
}

/** Whether a move of the name brought new data. @param moves latest first */
function isArrival(moves: readonly LoggedMove[], index: number): boolean {
  const { cause, version, seq, removed, after } = moves[index]!;
  if (removed === true || cause === "recipe" || /^(?:recipe|reread|remove|erase):/.test(cause)) return false;
  const before = moves[index + 1];
  if (version === (before === undefined ? after : before.removed === true ? undefined : before.version)) return false;
  if (cause.startsWith("promote:") && moves.slice(index + 1).some((one) => one.version === version)) return false;
  return !moves.slice(0, index).some((one) => one.cause === `recipe:back:${version}:${seq}`);
}
