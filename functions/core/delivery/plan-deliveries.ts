import { type Event, eventKey } from "../event/event.ts";
import { matchEvent } from "../event/match-event.ts";
import type { Subscriber } from "../event/announce-outcome.ts";
import type { Clock, ObjectStore } from "../ports.ts";
import { deliveryKey } from "./records/delivery-keys.ts";
import { createDelivery } from "./records/delivery-records.ts";
import type { Delivery } from "./records/delivery.ts";
import { listWebhooks } from "./webhook/store-webhook.ts";
import { webhookChannel } from "./webhook/webhook.ts";

export interface PlanningWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  /** Called with the keys of deliveries that wait for their first try. */
  planned(keys: readonly string[]): Promise<void> | void;
}

/**
 * The subscriber that makes a delivery of an event for every webhook that receives its type. A repeated event makes no
 * second delivery.
 */
export function planDeliveries(world: PlanningWorld): Subscriber {
  const { store, clock } = world;
  return async (event) => {
    const webhooks = await listWebhooks(store);
    const planned: string[] = [];
    for (const { name, events } of webhooks) {
      if (!matchEvent(event.type, events)) continue;
      const channel = webhookChannel(name);
      const key = deliveryKey(channel, event.time, event.id);
      if (await createDelivery(key, newDelivery(channel, event, clock.now()), store)) planned.push(key);
    }
    if (planned.length > 0) await world.planned(planned);
  };
}

function newDelivery(channel: string, event: Event, now: number): Delivery {
  return { channel, event: eventKey(event), created: event.time, since: now, state: "due", nextAt: now, tries: [], count: 0 };
}
