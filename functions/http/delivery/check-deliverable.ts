import { checkDeliver, type DeliverCheck, type DeliverEntry } from "../../core/service/delivery/deliver-schema.ts";
import { faultOfLine, faultOfNames } from "../../core/service/delivery/door/write-letter.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { ObjectStore } from "../../core/ports.ts";
import type { DeliveryServices } from "../services.ts";

/**
 * Checks that this host can deliver as the member `deliver` of a body says. Its shape was checked with the body.
 *
 * @param batch what is delivered, if it is a batch
 * @throws BroadsheetError `invalid-request` with every fault by JSON pointer; `unavailable`
 */
export async function checkDeliverable(
  entries: readonly DeliverEntry[] | undefined,
  store: ObjectStore,
  delivery: DeliveryServices | undefined,
  batch: Pick<DeliverCheck, "rows" | "renditions"> = {},
): Promise<void> {
  if (entries === undefined || entries.length === 0) return;
  if (delivery === undefined) throw noDelivery();
  const { sendsMail, copyTargets } = delivery;
  const faults = await checkDeliver(entries, {
    store,
    pointer: "/deliver",
    sendsMail,
    copyTargets,
    ...batch,
    faultOfLiquid: faultOfLine,
    faultOfNames,
  });
  if (faults.length > 0) throw new BroadsheetError("invalid-request", faults);
}

/** The error for a `deliver` list where nothing can be delivered. */
export function noDelivery(): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "no-delivery",
    message: "this server delivers nothing",
    where: { pointer: "/deliver" },
    hint: "broadsheet serve does, and so does a stack; on the command line, name one by --server",
  });
}
