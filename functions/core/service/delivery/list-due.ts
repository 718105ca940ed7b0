import { attemptDelivery } from "./attempt-delivery.ts";
import type { DeliveryWorld } from "./delivery-world.ts";
import { duePrefix, kindOf, laneOf, parseDueKey } from "./records/delivery-keys.ts";
import { readDelivery } from "./records/delivery-records.ts";

/** Most deliveries of one channel in a listing: those of a target that hangs do not push out the others'. */
const mostOfChannel = 200;

export interface Due {
  /** Keys of deliveries to try now, oldest first in each channel. */
  readonly now: readonly string[];
  /** When the next one is due, milliseconds since the epoch; absent if none is. */
  readonly next?: number;
}

/**
 * Lists the deliveries that are due, by their markers. A marker that no longer leads to a waiting delivery is deleted.
 *
 * @param senders of the process that asks: channels that it cannot send on wait for another. @default all channels
 * @throws BroadsheetError `unavailable`
 */
export async function listDue(
  world: Pick<DeliveryWorld, "store" | "clock">,
  senders?: DeliveryWorld["senders"],
): Promise<Due> {
  const { store, clock } = world;
  const keys: string[] = [];
  let next = Infinity;
  let after: string | undefined;
  do {
    const channels = await store.list(duePrefix, { delimiter: "/", after });
    for (const channel of channels.prefixes) {
      if (senders !== undefined && !Object.hasOwn(senders, kindOf(channel.slice(duePrefix.length, -1)))) continue;
      const { objects } = await store.list(channel, { limit: mostOfChannel });
      for (const { key } of objects) {
        const marker = parseDueKey(key);
        if (marker === undefined) continue;
        if (marker.at > clock.now()) {
          next = Math.min(next, marker.at);
          break;
        }
        const state = await place(marker.delivery, marker.at, world);
        if (state === "left") await store.delete(key);
        else if (state === "ready") keys.push(marker.delivery);
      }
    }
    after = channels.next;
  } while (after !== undefined);
  return { now: keys, ...(next < Infinity && { next }) };
}

/** Whether a marker leads to a delivery that waits, to one that somebody tries, or to none. */
async function place(
  key: string,
  at: number,
  { store, clock }: Pick<DeliveryWorld, "store" | "clock">,
): Promise<"ready" | "held" | "left"> {
  const delivery = (await readDelivery(key, store))?.delivery;
  if (delivery?.state !== "due" || delivery.nextAt > at) return "left";
  return delivery.lease !== undefined && delivery.lease.until > clock.now() ? "held" : "ready";
}

/**
 * Tries deliveries, at most four of a channel at a time: one in each of its lanes.
 *
 * @param keys of deliveries
 * @param signal stops before the next one
 */
export async function attemptAll(keys: readonly string[], world: DeliveryWorld, signal?: AbortSignal): Promise<void> {
  const lanes = Map.groupBy(keys, (key) => `${key.split("/")[1]} ${laneOf(key)}`);
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      for (const key of lane) {
        if (signal?.aborted === true) return;
        try {
          await attemptDelivery(key, world);
        } catch (error) {
          world.logger.warn("a delivery could not be tried", { key, reason: (error as Error).message });
        }
      }
    }),
  );
}
