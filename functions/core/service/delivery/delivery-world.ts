import type { Event } from "../event/event.ts";
import type { Clock, Logger, ObjectStore } from "../../ports.ts";
import type { Brought, DataChangeSeeker, Renditions } from "./gather-renditions.ts";
import type { Delivery } from "./records/delivery.ts";

/** The result of a try. */
export type Sent =
  /** `fault`: what is missing from it, if anything is. */
  | { readonly state: "delivered"; readonly status?: number; readonly fault?: string }
  /** Certainly not delivered. A further try may help, unless it is parked. */
  | {
      readonly state: "failed";
      readonly status?: number;
      readonly fault?: string;
      readonly retryAfterMs?: number;
      readonly parked?: boolean;
    }
  /** Perhaps delivered: not to be tried again. */
  | { readonly state: "unknown"; readonly fault: string }
  | { readonly state: "dropped"; readonly fault: string };

/** Sends an event to one kind of target. */
export interface Sender {
  /** @param brought the renditions that the delivery is to bring: they have been made, or cannot be */
  send(delivery: Delivery, event: Event, key: string, brought: Brought): Promise<Sent>;
  /** Longest time of a try, ms. */
  readonly timeoutMs: number;
  /** Whether a try that was cut short may be made again: the receiver recognises a repetition. */
  readonly repeatable: boolean;
}

export interface DeliveryWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly logger: Logger;
  newToken(): string;
  /** Kind of channel (`webhook`, `mail`, `copy`) → what sends there. */
  readonly senders: Readonly<Record<string, Sender>>;
  /** Has renditions made. @default nobody does: deliveries go without them, and say so */
  readonly renditions?: Renditions;
  /** Finds out what changed in the data. @default nobody does: letters say nothing of it, and their deliveries do */
  readonly dataChanges?: DataChangeSeeker;
}
