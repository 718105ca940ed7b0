import type { Clock, Mailed, ObjectStore } from "../../../ports.ts";
import type { Sent } from "../delivery-world.ts";
import { readSuppressed, suppressAddress } from "./suppressed-address.ts";
import { isSuppressed } from "./suppression.ts";

/** Why an address gets no letter of a list; undefined if it may. @throws BroadsheetError `unavailable` */
export async function dropReason(to: string, list: string, store: ObjectStore): Promise<string | undefined> {
  const [unsubscribed, suppressed] = await Promise.all([isSuppressed(to, list, store), readSuppressed(to, store)]);
  if (unsubscribed) return "the address has unsubscribed";
  return suppressed === undefined ? undefined : `the address has ${suppressed.reason}`;
}

/**
 * What a letter's delivery becomes. An address without a mailbox gets no letters any more.
 *
 * @param faults what the letter lacks
 */
export async function mailResult(
  mailed: Mailed,
  faults: readonly string[],
  { to }: { readonly to: string },
  world: { readonly store: ObjectStore; readonly clock: Pick<Clock, "now"> },
): Promise<Sent> {
  switch (mailed.state) {
    case "sent":
      return { state: "delivered", ...(faults.length > 0 && { fault: faults.join("; ").slice(0, 300) }) };
    case "unknown":
      return { state: "unknown", fault: mailed.fault };
    case "refused":
      if (mailed.noMailbox !== undefined)
        await suppressAddress({ address: to, reason: "bounced", detail: mailed.noMailbox }, world);
      return { state: "failed", fault: mailed.fault, parked: mailed.forGood };
  }
}
