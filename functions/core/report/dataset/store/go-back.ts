import { moveNameFrom, placeOfName, readNameLog } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import { readStoredProfile } from "./read-dataset-profile.ts";

/**
 * Takes back a version that has become current and must not be, since it breaks a contract that the dataset was given
 * meanwhile, or was deleted: the one before is current again, or none if that is not there. A version that has become
 * current since then stays.
 */
export async function goBack(store: ObjectStore, name: string, made: string): Promise<void> {
  const folder = `datasets/${name}`;
  const { version, seq } = await placeOfName(store, folder);
  if (version !== made) return;
  const [, before] = await readNameLog(store, folder, { limit: 2 });
  const target = before === undefined || before.removed === true ? undefined : before.version;
  const isThere = target !== undefined && (await readStoredProfile(store, name, target)) !== undefined;
  await moveNameFrom(store, folder, seq, {
    version: isThere ? target : made,
    cause: `recipe:back:${made}:${seq}`,
    ...(!isThere && { removed: true }),
  });
}
