import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { Subscriber } from "../../core/service/event/announce-outcome.ts";
import { bodyOf } from "../../core/service/delivery/webhook/send-webhook.ts";

/**
 * The subscriber that puts events on the stack's bus: source `broadsheet`, the type as `detail-type`, and the same JSON
 * as webhooks get as `detail`. An event that is announced again is put again.
 */
export function putOnBus(bus: string): Subscriber {
  let opened: Promise<{ sdk: typeof import("@aws-sdk/client-eventbridge"); client: EventBridgeClient }> | undefined;
  return async (event) => {
    opened ??= import("@aws-sdk/client-eventbridge").then((sdk) => ({ sdk, client: new sdk.EventBridgeClient() }));
    const { sdk, client } = await opened;
    const entry = {
      EventBusName: bus,
      Source: "broadsheet",
      DetailType: event.type,
      Detail: bodyOf(event),
      Time: new Date(event.time),
    };
    const { FailedEntryCount = 0, Entries = [] } = await client.send(new sdk.PutEventsCommand({ Entries: [entry] }));
    if (FailedEntryCount > 0) throw new Error(`EventBridge refused the event: ${Entries[0]?.ErrorCode}`);
  };
}
