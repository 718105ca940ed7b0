import { parseStored } from "../../errors.ts";
import type { ObjectStore } from "../../ports.ts";
import type { Delivery } from "./records/delivery.ts";
import { channelPrefix } from "./records/delivery-keys.ts";

export interface DeliveryList {
  /** Newest event first. */
  readonly deliveries: readonly { readonly key: string; readonly delivery: Delivery }[];
  /** Pass as `after` for the next page. */
  readonly next?: string;
}

/** @throws BroadsheetError `unavailable` */
export async function listDeliveries(
  channel: string,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
  store: ObjectStore,
): Promise<DeliveryList> {
  const prefix = channelPrefix(channel);
  const page = await store.list(prefix, { limit, ...(after !== undefined && { after: `${prefix}${after}` }) });
  const found = await Promise.all(page.objects.map(async ({ key }) => ({ key, object: await store.get(key) })));
  const deliveries = found.flatMap(({ key, object }) =>
    object === undefined ? [] : [{ key, delivery: parseStored<Delivery>(key, object.body) }],
  );
  return { deliveries, ...(page.next !== undefined && { next: page.next.slice(prefix.length) }) };
}
