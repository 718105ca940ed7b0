import { parseStored } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { Delivery } from "./delivery.ts";
import { dueKey } from "./delivery-keys.ts";

const json = "application/json";

export interface FoundDelivery {
  readonly delivery: Delivery;
  readonly etag: string;
}

/** @throws BroadsheetError `unavailable` */
export async function readDelivery(key: string, store: ObjectStore): Promise<FoundDelivery | undefined> {
  const found = await store.get(key);
  return found && { delivery: parseStored<Delivery>(key, found.body), etag: found.etag };
}

/**
 * Creates a delivery and the marker that says when it is due, unless there is one. The record comes first: a marker
 * without a record would be deleted as a left one. May be repeated, and must be after a crash.
 *
 * @returns whether the delivery waits for its first try
 * @throws BroadsheetError `unavailable`
 */
export async function createDelivery(key: string, delivery: Delivery, store: ObjectStore): Promise<boolean> {
  const created = await store.create(key, encode(delivery), json);
  const present = created ? delivery : (await readDelivery(key, store))?.delivery;
  if (present?.state !== "due" || present.count > 0) return false;
  await markDue(key, present.nextAt, store);
  return true;
}

/** Replaces a delivery, if nobody has done so since it was read. */
export async function replaceDelivery(
  key: string,
  delivery: Delivery,
  etag: string,
  store: ObjectStore,
): Promise<boolean> {
  return store.replace(key, encode(delivery), json, etag);
}

export async function markDue(key: string, at: number, store: ObjectStore): Promise<void> {
  await store.put(dueKey(key, at), new Uint8Array(0), "application/octet-stream");
}

function encode(delivery: Delivery): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(delivery));
}
