import { parseStored } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import { fillPage } from "../../../paging/fill-page.ts";
import type { Clock, ObjectStore } from "../../../ports.ts";
import { addressKey } from "./mail-address.ts";

/** Why no letter may go to an address: its mailbox does not take any, or its reader marked one as spam. */
export type SuppressionReason = "bounced" | "complained";

/**
 * An address that gets no letters at all, since writing to it again harms the sender's standing. Who unsubscribed from
 * one list is a `Suppression`.
 *
 *     suppressed/{hash of the address}.json   {"address": "anna@example.org", "reason": "bounced", "detail": "550 5.1.1", "at": 1767605400000}
 */
export interface SuppressedAddress {
  readonly address: string;
  readonly reason: SuppressionReason;
  /** What the mail server or service said. */
  readonly detail: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const prefix = "suppressed/";

/** Longest detail that is kept. */
const longestDetail = 300;

function keyOf(address: string): string {
  return `${prefix}${sha256(addressKey(address)).slice(0, 32)}.json`;
}

/**
 * Puts an address on the list; the first reason stays.
 *
 * @returns whether it was not on it
 * @throws BroadsheetError `unavailable`
 */
export async function suppressAddress(
  { address, reason, detail }: Omit<SuppressedAddress, "at">,
  { store, clock }: { readonly store: ObjectStore; readonly clock: Pick<Clock, "now"> },
): Promise<boolean> {
  const suppressed: SuppressedAddress = { address, reason, detail: detail.slice(0, longestDetail), at: clock.now() };
  const body = new TextEncoder().encode(JSON.stringify(suppressed));
  return store.create(keyOf(address), body, "application/json");
}

/** Takes an address off the list. @returns whether it was on it */
export async function releaseAddress(address: string, store: ObjectStore): Promise<boolean> {
  const key = keyOf(address);
  const present = (await store.head(key)) !== undefined;
  if (present) await store.delete(key);
  return present;
}

export async function readSuppressed(address: string, store: ObjectStore): Promise<SuppressedAddress | undefined> {
  const key = keyOf(address);
  const object = await store.get(key);
  return object && parseStored<SuppressedAddress>(key, object.body);
}

/** Lists the addresses that get no letters. */
export async function listSuppressed(
  page: { readonly after?: string | undefined; readonly limit: number },
  store: ObjectStore,
): Promise<{ readonly addresses: readonly SuppressedAddress[]; readonly next?: string | undefined }> {
  const read = async (cursor: string): Promise<SuppressedAddress | undefined> => {
    const key = `${prefix}${cursor}`;
    const object = await store.get(key);
    return object && parseStored<SuppressedAddress>(key, object.body);
  };
  const { items, next } = await fillPage(store, { prefix, read }, page);
  return { addresses: items, next };
}
