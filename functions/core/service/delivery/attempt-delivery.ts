import { readEvent } from "../event/list-events.ts";
import type { DeliveryWorld, Sender, Sent } from "./delivery-world.ts";
import { type Brought, broughtNothing, gatherRenditions, type Waiting } from "./gather-renditions.ts";
import { type Delivery, formsOf, keptTries, type Try } from "./records/delivery.ts";
import { dueKey, kindOf } from "./records/delivery-keys.ts";
import { type FoundDelivery, markDue, readDelivery, replaceDelivery } from "./records/delivery-records.ts";
import { nextTry } from "./retry-schedule.ts";

/** Length of a lease beyond a try, ms. */
const leaseAllowanceMs = 20_000;

/**
 * Makes one try at a delivery, if one is due. Any number of callers may call this at any time: only one of them sends.
 * A delivery with renditions is not begun, and no try is counted, while they are being made.
 *
 * @returns the delivery as it is now stored; `undefined` if it is gone
 * @throws BroadsheetError `unavailable` if the store fails: the marker stays, and a later call goes on
 */
export async function attemptDelivery(key: string, world: DeliveryWorld): Promise<Delivery | undefined> {
  const { store, clock } = world;
  const found = await readDelivery(key, store);
  if (found === undefined) return undefined;
  const { delivery } = found;
  const looked = clock.now();
  if (delivery.state !== "due" || delivery.nextAt > looked) return delivery;
  const sender = world.senders[kindOf(delivery.channel)];
  if (sender === undefined) return delivery;
  if (delivery.lease !== undefined) {
    if (delivery.lease.until > looked) return delivery;
    if (!sender.repeatable)
      return settle(
        key,
        found,
        { state: "unknown", fault: "the process that sent it died" },
        { at: delivery.lease.until, ms: 0 },
        world,
      );
  }
  const brought = await gather(delivery, world);
  if ("waiting" in brought) return postpone(key, found, brought, world);
  // Gathering may have taken longer than a lease.
  const now = clock.now();
  const lease = { owner: world.newToken(), until: now + sender.timeoutMs + leaseAllowanceMs };
  if (!(await replaceDelivery(key, { ...delivery, lease }, found.etag, store))) return delivery;
  const held = await readDelivery(key, store);
  // After a lost answer, our own lease looks like somebody else's.
  if (held?.delivery.lease?.owner !== lease.owner) return held?.delivery;
  const sent = await send(key, held.delivery, sender, brought, world);
  return settle(key, held, sent, { at: now, ms: clock.now() - now }, world);
}

async function gather({ event: eventKey, waiting, task }: Delivery, world: DeliveryWorld): Promise<Brought | Waiting> {
  if (task?.kind === "mail" && task.brought !== undefined) return task.brought;
  const asked = { forms: formsOf(task), dataChanges: task?.kind === "mail" && task.dataChanges === true };
  const event = asked.forms.length > 0 || asked.dataChanges ? await readEvent(eventKey, world.store) : undefined;
  return event === undefined
    ? broughtNothing
    : gatherRenditions(asked, waiting?.since ?? world.clock.now(), event, world);
}

/** Puts a delivery off until its renditions may have been made. */
async function postpone(
  key: string,
  { delivery, etag }: FoundDelivery,
  { waiting: reason, pauseMs }: Waiting,
  { store, clock }: DeliveryWorld,
): Promise<Delivery> {
  const { lease: _lease, ...rest } = delivery;
  const now = clock.now();
  const waiting = { since: delivery.waiting?.since ?? now, reason };
  const postponed: Delivery = { ...rest, nextAt: Math.ceil(now + pauseMs), waiting };
  await markDue(key, postponed.nextAt, store);
  if (!(await replaceDelivery(key, postponed, etag, store))) return delivery;
  await store.delete(dueKey(key, delivery.nextAt));
  return postponed;
}

async function send(
  key: string,
  delivery: Delivery,
  sender: Sender,
  brought: Brought,
  { store, logger }: DeliveryWorld,
): Promise<Sent> {
  try {
    const event = await readEvent(delivery.event, store);
    return event === undefined
      ? { state: "failed", parked: true, fault: "its event is no longer kept" }
      : await sender.send(delivery, event, key, brought);
  } catch (error) {
    logger.error("a delivery met an unexpected error", { key, stack: (error as Error).stack });
    return sender.repeatable
      ? { state: "failed", fault: "an unexpected error; the log has the details" }
      : { state: "unknown", fault: "an unexpected error; the log has the details" };
  }
}

/** Records the result of a try. The new marker comes before the record, and the old one goes last. */
async function settle(
  key: string,
  { delivery, etag }: FoundDelivery,
  sent: Sent,
  { at, ms }: Pick<Try, "at" | "ms">,
  world: DeliveryWorld,
): Promise<Delivery> {
  const { store, clock, logger } = world;
  const count = delivery.count + 1;
  const next =
    sent.state === "failed" && sent.parked !== true ? nextTry(count, clock.now(), sent.retryAfterMs) : undefined;
  const state = sent.state === "failed" ? (next === undefined ? "parked" : "due") : sent.state;
  const { status, fault } = { status: undefined, fault: undefined, ...sent };
  const tried: Try = { at, ms, ...(status !== undefined && { status }), ...(fault !== undefined && { fault }) };
  const { lease: _lease, waiting: _waiting, ...rest } = delivery;
  const settled: Delivery = {
    ...rest,
    state,
    count,
    nextAt: next ?? delivery.nextAt,
    tries: [...delivery.tries, tried].slice(-keptTries),
  };
  if (next !== undefined) await markDue(key, next, store);
  if (!(await replaceDelivery(key, settled, etag, store))) return delivery;
  if (next !== delivery.nextAt) await store.delete(dueKey(key, delivery.nextAt));
  if (state === "parked" || state === "unknown")
    logger.error(`a delivery is ${state}`, { channel: delivery.channel, key, status, fault });
  else if (state === "delivered" && fault !== undefined)
    logger.error("a delivery lacks a part", { channel: delivery.channel, key, fault });
  return settled;
}
