import { parseStored } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import { fillPage } from "../../../paging/fill-page.ts";
import type { Clock, ObjectStore } from "../../../ports.ts";
import { addressKey } from "./mail-address.ts";

/**
 * An address that gets no more letters of a list. A list is a publication or, in batches, a template.
 *
 *     unsubscribed/{list}/{hash of the address}.json   {"address": "anna@example.org", "list": "weekly", "at": 1767605400000}
 */
export interface Suppression {
  readonly address: string;
  readonly list: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const prefix = "unsubscribed/";

function keyOf(address: string, list: string): string {
  return `${prefix}${list}/${sha256(addressKey(address)).slice(0, 32)}.json`;
}

/** @throws BroadsheetError `unavailable` */
export async function suppress(
  address: string,
  list: string,
  { store, clock }: { readonly store: ObjectStore; readonly clock: Pick<Clock, "now"> },
): Promise<void> {
  const suppression: Suppression = { address, list, at: clock.now() };
  await store.create(keyOf(address, list), new TextEncoder().encode(JSON.stringify(suppression)), "application/json");
}

/** Takes an address off the list again. @returns whether it was on it */
export async function allowAgain(address: string, list: string, store: ObjectStore): Promise<boolean> {
  const key = keyOf(address, list);
  const present = (await store.head(key)) !== undefined;
  if (present) await store.delete(key);
  return present;
}

export async function isSuppressed(address: string, list: string, store: ObjectStore): Promise<boolean> {
  return (await store.head(keyOf(address, list))) !== undefined;
}

/**
 * Lists those who unsubscribed, by list.
 *
 * @param options.list only of this list @default all
 */
export async function listSuppressions(
  {
    after,
    limit,
    list,
  }: { readonly after?: string | undefined; readonly limit: number; readonly list?: string | undefined },
  store: ObjectStore,
): Promise<{ readonly suppressions: readonly Suppression[]; readonly next?: string | undefined }> {
  const folder = list === undefined ? "" : `${list}/`;
  const read = async (cursor: string): Promise<Suppression | undefined> => {
    const key = `${prefix}${folder}${cursor}`;
    const object = await store.get(key);
    return object && parseStored<Suppression>(key, object.body);
  };
  const { items, next } = await fillPage(
    store,
    { prefix: `${prefix}${folder}`, read },
    { limit, after: after?.startsWith(folder) === true ? after.slice(folder.length) : undefined },
  );
  return { suppressions: items, next: next && `${folder}${next}` };
}
