import { moveNameFrom, type NamePlace, placeOfName, readNameLog } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import { isComplete } from "./is-complete.ts";
import { readStoredProfile } from "./read-dataset-profile.ts";

/** Attempts while others move the name. */
const attempts = 10;

/**
 * Takes back a version that has become current and must not be, since it breaks a contract or does not fit a recipe
 * that the dataset was given meanwhile: the one before is current again, or none if that is not there. A version that
 * has become current since then stays.
 */
export async function goBack(store: ObjectStore, name: string, made: string): Promise<void> {
  const place = await placeOfName(store, `datasets/${name}`);
  if (place.version === made) await leave(store, name, place);
}

/**
 * Takes back the current version of a dataset if it has been deleted, wholly or in part, while somebody made it
 * current. Who stores it again meanwhile moves the name again, so that it stays, see `storeDataset`.
 */
export async function leaveDeleted(store: ObjectStore, name: string): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const place = await placeOfName(store, `datasets/${name}`);
    if (place.version === undefined || (await isComplete(store, name, place.version))) return;
    if (await leave(store, name, place)) return;
  }
}

/** Whether a name was taken back from a version, by its cause. */
export function isTakenBack({ cause }: NamePlace, version: string): boolean {
  return cause?.startsWith(`recipe:back:${version}:`) === true;
}

/** @returns whether the name was still there */
async function leave(store: ObjectStore, name: string, { version: made, seq }: NamePlace): Promise<boolean> {
  const folder = `datasets/${name}`;
  const [, before] = await readNameLog(store, folder, { before: seq + 1, limit: 2 });
  const target = before === undefined || before.removed === true ? undefined : before.version;
  const isThere =
    target !== undefined && target !== made && (await readStoredProfile(store, name, target)) !== undefined;
  return await moveNameFrom(store, folder, seq, {
    version: isThere ? target : made!,
    cause: `recipe:back:${made}:${seq}`,
    ...(!isThere && { removed: true }),
  });
}
