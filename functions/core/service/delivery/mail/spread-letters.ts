import { folderOf } from "../../event/parse-subject.ts";
import type { Event } from "../../event/event.ts";
import { eventKey } from "../../event/event.ts";
import type { Clock, ObjectStore } from "../../../ports.ts";
import type { Sender } from "../delivery-world.ts";
import { readDeliverPlan } from "../records/deliver-plan.ts";
import { deliveryKey } from "../records/delivery-keys.ts";
import { createDelivery } from "../records/delivery-records.ts";
import type { Delivery, SpreadTask } from "../records/delivery.ts";
import { bringForms, type HandedItem, type Handover, type Handovers } from "../records/handover.ts";
import { addressKey, faultOfAddress } from "./mail-address.ts";

/** Deliveries created at a time. */
const abreast = 16;

export interface SpreadWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly handovers: Handovers;
  /** Called with the keys of letters that wait for their first try. */
  planned(keys: readonly string[]): Promise<void> | void;
}

/**
 * Makes the letters of a page of a batch: a delivery for each ready row that has an address. Its key follows from the
 * batch, the row and the address, so that neither a repeated try nor a retry of the batch sends a row's letter twice.
 * What is no address is `parked` at once, with the reason.
 */
export function letterSpreader({ store, clock, handovers, planned }: SpreadWorld): Sender {
  return {
    timeoutMs: 60_000,
    repeatable: true,
    async send({ task }, event) {
      if (task?.kind !== "letters") return { state: "failed", parked: true, fault: "the delivery has no letters" };
      const [plan, handover] = await Promise.all([
        readDeliverPlan(`${folderOf(event.subject)}/`, store),
        handovers.find(event.subject),
      ]);
      if (plan === undefined || handover === undefined) return { state: "dropped", fault: "the batch was removed" };
      const items = (await handovers.itemsOf(handover, task.page)).filter(({ cells }) => cells[task.to] !== undefined);
      const keys: string[] = [];
      const create = async (item: HandedItem): Promise<void> => {
        const { key, delivery } = letterOf(item, task, event, handover, clock.now());
        if (await createDelivery(key, delivery, store)) keys.push(key);
      };
      for (let first = 0; first < items.length; first += abreast)
        await Promise.all(items.slice(first, first + abreast).map(create));
      if (keys.length > 0) await planned(keys);
      return { state: "delivered" };
    },
  };
}

function letterOf(
  { cells, forms, ...item }: HandedItem,
  { to: column, subject, attach, renditions = [] }: SpreadTask,
  event: Event,
  { since }: Handover,
  now: number,
): { readonly key: string; readonly delivery: Delivery } {
  const to = cells[column]!;
  const key = deliveryKey(
    "mail",
    since,
    JSON.stringify([event.subject.kind, event.subject.id, item.row, addressKey(to)]),
  );
  const fault = faultOfAddress(to);
  const delivery: Delivery = {
    channel: "mail",
    event: eventKey(event),
    created: since,
    since: now,
    state: fault === undefined ? "due" : "parked",
    nextAt: now,
    tries: fault === undefined ? [] : [{ at: now, ms: 0, fault: `row ${item.row}: ${fault}` }],
    count: fault === undefined ? 0 : 1,
    task: {
      kind: "mail",
      to,
      attach,
      ...(subject !== undefined && { subject }),
      item,
      ...(renditions.length > 0 && { brought: bringForms({ forms }, renditions) }),
    },
  };
  return { key, delivery };
}
