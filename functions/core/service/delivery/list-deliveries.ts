import { parseStored } from "../../errors.ts";
import { fillPage, mostRead } from "../../paging/fill-page.ts";
import type { ObjectStore } from "../../ports.ts";
import type { Delivery } from "./records/delivery.ts";
import { channelPrefix } from "./records/delivery-keys.ts";

interface ListedDelivery {
  readonly key: string;
  readonly delivery: Delivery;
}

export interface DeliveryList {
  /** Newest event first. */
  readonly deliveries: readonly ListedDelivery[];
  /** Pass as `after` for the next page. */
  readonly next?: string | undefined;
  /** Whether it ends before it is full, although more follow. */
  readonly unfilled?: boolean | undefined;
}

/**
 * Lists one page of a channel's deliveries. A page reads at most a thousand.
 *
 * @param options.after `next` of the previous page
 * @param options.matches which of them are listed @default all
 * @throws BroadsheetError `unavailable`
 */
export async function listDeliveries(
  channel: string,
  {
    after,
    limit,
    matches = () => true,
  }: {
    readonly after?: string | undefined;
    readonly limit: number;
    readonly matches?: (delivery: Delivery) => boolean;
  },
  store: ObjectStore,
): Promise<DeliveryList> {
  const prefix = channelPrefix(channel);
  const read = async (cursor: string): Promise<ListedDelivery | undefined> => {
    const key = `${prefix}${cursor}`;
    const object = await store.get(key);
    const delivery = object && parseStored<Delivery>(key, object.body);
    return delivery !== undefined && matches(delivery) ? { key, delivery } : undefined;
  };
  const { items, next, unfilled } = await fillPage(store, { prefix, read }, { limit, after, most: mostRead });
  return { deliveries: items, next, unfilled };
}
