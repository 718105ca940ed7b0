import { BroadsheetError } from "../../errors.ts";
import type { DeliveryWorld } from "./delivery-world.ts";
import type { Delivery } from "./records/delivery.ts";
import { markDue, readDelivery, replaceDelivery } from "./records/delivery-records.ts";

/**
 * Tries a delivery again because somebody asks for it: one that was given up, or a letter that may or may not have been
 * sent.
 *
 * @throws BroadsheetError `not-found`, `conflict` if it is under way, waits or has arrived, `unavailable`
 */
export async function retryDelivery(
  key: string,
  { store, clock }: Pick<DeliveryWorld, "store" | "clock">,
): Promise<Delivery> {
  const found = await readDelivery(key, store);
  if (found === undefined)
    throw new BroadsheetError("not-found", {
      code: "unknown-delivery",
      message: "there is no such delivery",
      seen: key.slice(0, 200),
    });
  const { delivery, etag } = found;
  if (delivery.state !== "parked" && delivery.state !== "unknown") throw conflict(delivery.state);
  const now = clock.now();
  const { lease: _lease, ...rest } = delivery;
  const due: Delivery = { ...rest, state: "due", since: now, nextAt: now, count: 0 };
  await markDue(key, now, store);
  if (!(await replaceDelivery(key, due, etag, store))) throw conflict("due");
  return due;
}

function conflict(state: string): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "not-given-up",
    message: `the delivery is ${state}, so there is nothing to try again`,
    seen: state,
    allowed: ["parked", "unknown"],
  });
}
