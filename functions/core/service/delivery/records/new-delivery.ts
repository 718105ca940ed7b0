import { type Event, eventKey } from "../../event/event.ts";
import type { Delivery, DeliveryTask } from "./delivery.ts";

/**
 * A delivery of an event whose first try is due at once.
 *
 * @param now milliseconds since the epoch
 */
export function newDelivery(
  channel: string,
  event: Event,
  now: number,
  task?: DeliveryTask,
): Delivery & { readonly state: "due" } {
  return {
    channel,
    event: eventKey(event),
    created: event.time,
    since: now,
    state: "due",
    nextAt: now,
    tries: [],
    count: 0,
    ...(task !== undefined && { task }),
  };
}
