import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { guardedHttp } from "./adapters/network/guarded-http.ts";
import { attemptDelivery } from "./core/service/delivery/attempt-delivery.ts";
import { openHandovers } from "./core/service/batch/handover/open-handovers.ts";
import { copySender } from "./core/service/delivery/copy/send-copy.ts";
import type { DeliveryWorld, Sender } from "./core/service/delivery/delivery-world.ts";
import { mailSender } from "./core/service/delivery/notice/mail-sender.ts";
import { letterSpreader } from "./core/service/delivery/mail/spread-letters.ts";
import { webhookSender } from "./core/service/delivery/webhook/send-webhook.ts";
import { writeLetter, writeLine, writeNotice } from "./core/service/delivery/door/write-letter.ts";
import { changesForLetter } from "./core/service/publication/edition/changes-for-letter.ts";
import { dataChangesForLetter, seekDataChanges } from "./core/service/publication/edition/seek-data-changes.ts";
import { diffStored } from "./http/datasets/diff/diff-stored.ts";
import { runQuery } from "./lambda/invoke/invoke-render.ts";
import { renditionOfEdition } from "./core/service/publication/edition/rendition-of-edition.ts";
import { readList, readOptional, readVariable } from "./environment.ts";
import { decodeDelivery } from "./lambda/delivery/decode-outcomes.ts";
import { measureDeliveries } from "./lambda/delivery/delivery-metrics.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { openLifecycle } from "./lambda/open-lifecycle.ts";
import { s3Copies } from "./lambda/delivery/s3-copies.ts";
import { sendDeliveries } from "./lambda/delivery/send-deliveries.ts";
import { openAwsSecrets } from "./adapters/aws-secrets.ts";
import { sesMailer } from "./lambda/delivery/ses-mailer.ts";

const logger = createLogger("deliver");
const lifecycle = await openLifecycle(logger);
const { store, clock, newToken } = lifecycle;
const secrets = openAwsSecrets(readVariable("stack"), clock, readOptional("secretKey"));
const handovers = openHandovers({ store, clock });
const senders: Record<string, Sender> = { webhook: webhookSender({ store, clock, secrets, http: guardedHttp() }) };
const from = readOptional("mailFrom");
if (from !== undefined) {
  senders["letters"] = letterSpreader({
    store,
    clock,
    handovers,
    planned: (keys) => sendDeliveries(readVariable("deliveryQueue"), keys, clock.now()),
  });
  senders["mail"] = mailSender({
    store,
    clock,
    secrets,
    handovers,
    mailer: sesMailer(from, readOptional("mailConfiguration")),
    publicUrl: () => readVariable("publicUrl"),
    hasStudio: readOptional("hasStudio") !== undefined,
    composeNotice: writeNotice,
    compose: (plan, facts, subject) => writeLetter(plan, facts, subject, store),
    changes: ({ subject }, { language }) => changesForLetter(subject, language, store),
    dataChanges: ({ subject }, { language }) => dataChangesForLetter(subject, language, store),
  });
}
const targets = readList("copyTargets");
if (targets.length > 0)
  senders["copy"] = copySender({
    store,
    handovers,
    copies: s3Copies(targets),
    line: (text, facts, { language }) => writeLine(text, facts, language),
  });
const world: DeliveryWorld = {
  store,
  clock,
  logger,
  newToken,
  senders,
  // The store itself notifies the render queue of every rendition.
  renditions: { seek: (subject, form) => renditionOfEdition(subject, form, lifecycle) },
  dataChanges: {
    seek: (subject) =>
      seekDataChanges(subject, {
        store,
        clock,
        diff: (before, after, until) => diffStored(before, after, until, { store, clock, runQuery }),
      }),
  },
};
const metrics = measureDeliveries();

/**
 * Makes one try at each delivery in the queue's messages. Every message is done with: the store knows when the next try
 * is due, and a message that stayed would block its lane.
 */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  logger.begin(context.awsRequestId);
  for (const { messageId, body } of event.Records) {
    const key = decodeDelivery(body);
    if (key === undefined) {
      logger.error("a delivery's message has an unknown form", { messageId });
      continue;
    }
    try {
      const before = clock.now();
      const delivery = await attemptDelivery(key, world);
      const tried = delivery?.tries.at(-1);
      if (delivery === undefined || tried === undefined || tried.at < before) continue;
      metrics.note(delivery.state);
      logger.info("tried a delivery", { key, state: delivery.state, status: tried.status, fault: tried.fault });
    } catch (error) {
      logger.error("a delivery could not be tried", { key, reason: (error as Error).message });
    }
  }
  metrics.publish();
  return { batchItemFailures: [] };
}
