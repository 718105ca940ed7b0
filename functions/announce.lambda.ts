import type { Context, ScheduledEvent, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { openHandovers } from "./core/service/batch/handover/open-handovers.ts";
import { suppressAddress } from "./core/service/delivery/mail/suppressed-address.ts";
import { listDue } from "./core/service/delivery/list-due.ts";
import { planDeliveries } from "./core/service/delivery/plan-deliveries.ts";
import { announceOutcome, type EventWorld } from "./core/service/event/announce-outcome.ts";
import { readVariable } from "./environment.ts";
import { decodeOutcomes } from "./lambda/delivery/decode-outcomes.ts";
import { decodeMailFeedback } from "./lambda/delivery/decode-mail-feedback.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { openLifecycle } from "./lambda/open-lifecycle.ts";
import { putOnBus } from "./lambda/delivery/put-on-bus.ts";
import { sendDeliveries } from "./lambda/delivery/send-deliveries.ts";

const logger = createLogger("announce");
const { store, clock } = await openLifecycle(logger);
const planned = (keys: readonly string[]): Promise<void> =>
  sendDeliveries(readVariable("deliveryQueue"), keys, clock.now());
const world: EventWorld = {
  store,
  clock,
  logger,
  subscribers: [
    planDeliveries({ store, clock, handovers: openHandovers({ store, clock }), planned }),
    putOnBus(readVariable("eventBus")),
  ],
};

/**
 * Announces the outcomes that S3 reports, and suppresses the addresses of which SES reports a bounce or a complaint;
 * once a minute, queues the deliveries that are due.
 */
export async function handler(
  event: SQSEvent | ScheduledEvent,
  context: Context,
): Promise<SQSBatchResponse | { readonly due: number }> {
  logger.begin(context.awsRequestId);
  if (!("Records" in event)) {
    const { now } = await listDue(world);
    await planned(now);
    if (now.length > 0) logger.info("deliveries are due", { due: now.length });
    return { due: now.length };
  }
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of event.Records) {
    try {
      const folders = decodeOutcomes(body);
      const suppressed = folders === undefined ? decodeMailFeedback(body) : [];
      if (suppressed === undefined) throw new Error("the message has an unknown form");
      for (const { address, reason, detail } of suppressed) {
        const added = await suppressAddress({ address, reason, detail }, world);
        if (added) logger.info("an address gets no more letters", { reason, detail });
      }
      for (const folder of folders ?? []) {
        const announced = await announceOutcome(folder, world);
        if (typeof announced === "object") logger.info("announced an event", { event: announced.id });
      }
    } catch (error) {
      logger.error("an outcome could not be announced", { messageId, reason: (error as Error).message });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
