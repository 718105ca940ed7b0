import { BroadsheetError, parseStored } from "../../../errors.ts";
import type { Clock, ObjectStore } from "../../../ports.ts";
import { placeOfName } from "../../../names/name-log.ts";
import { currentVersion } from "./current-version.ts";

/** Time in which a version follows its claim, ms. An older claim without a version is from an interrupted request. */
const claimMs = 60_000;

/** Names that are tried before none is proposed. */
const mostTried = 20;

/**
 * Takes a name for a template that is to be new: of two who want it at the same moment, one gets it.
 *
 *     templates/{name}/new.json   {"at": …}: when somebody took it, ms since the epoch; earlier releases do not read it
 *
 * @throws BroadsheetError `conflict` (`template-exists`) if the name has versions, or somebody else has just taken it
 */
export async function claimName(
  { store, clock }: { readonly store: ObjectStore; readonly clock: Clock },
  name: string,
): Promise<void> {
  await refuseTaken(store, name);
  const key = `templates/${name}/new.json`;
  const at = clock.now();
  const claim = new TextEncoder().encode(JSON.stringify({ at }));
  if (await store.create(key, claim, "application/json")) return;
  const held = await store.get(key);
  const since = held && parseStored<{ readonly at?: number } | null>(key, held.body)?.at;
  // An old claim is replaced, so that of those who find it, one gets the name.
  const isOld = held !== undefined && at - (since ?? 0) > claimMs;
  if (isOld && (await store.replace(key, claim, "application/json", held.etag))) return;
  throw await alreadyThere(
    store,
    name,
    `somebody has taken the name "${name}" for a new template within the last minute`,
  );
}

/** Refuses a name that a template has, published or not. @throws BroadsheetError `conflict` (`template-exists`) */
export async function refuseTaken(store: ObjectStore, name: string): Promise<void> {
  if (await isTaken(store, name)) throw await alreadyThere(store, name);
}

/** Whether a name has a version. Those of earlier releases have no record; a pointer shows them. */
async function isTaken(store: ObjectStore, name: string): Promise<boolean> {
  const { objects } = await store.list(`templates/${name}/versions/`, { limit: 1 });
  return (
    objects.length > 0 ||
    (await placeOfName(store, `templates/${name}`)).seq > 0 ||
    (await currentVersion(store, name)) !== undefined
  );
}

async function alreadyThere(
  store: ObjectStore,
  name: string,
  message = `there is a template "${name}" already`,
): Promise<BroadsheetError> {
  const free = await freeName(store, name);
  return new BroadsheetError("conflict", {
    code: "template-exists",
    message,
    seen: name,
    ...(free !== undefined && { allowed: [free] }),
  });
}

/** `weekly-2`, `weekly-3`, …: the first that no template has. */
async function freeName(store: ObjectStore, name: string): Promise<string | undefined> {
  const stem = (name.replace(/-\d{1,2}$/, "") || name).slice(0, 60).replace(/-+$/, "");
  for (let number = 2; number < 2 + mostTried; number += 1) {
    const next = `${stem}-${number}`;
    if (next !== name && !(await isTaken(store, next))) return next;
  }
  return undefined;
}
