import { folderCopies } from "../../adapters/folder-copies.ts";
import { guardedHttp } from "../../adapters/network/guarded-http.ts";
import { smtpMailer } from "../../adapters/mail/smtp-mailer.ts";
import { openHandovers } from "../../core/service/batch/handover/open-handovers.ts";
import { copySender } from "../../core/service/delivery/copy/send-copy.ts";
import type { Sender } from "../../core/service/delivery/delivery-world.ts";
import type { DataChangeSeeker, Renditions } from "../../core/service/delivery/gather-renditions.ts";
import { mailSender } from "../../core/service/delivery/notice/mail-sender.ts";
import { letterSpreader } from "../../core/service/delivery/mail/spread-letters.ts";
import { planDeliveries } from "../../core/service/delivery/plan-deliveries.ts";
import { webhookSender } from "../../core/service/delivery/webhook/send-webhook.ts";
import type { Clock, Logger, ObjectStore, SecretStore } from "../../core/ports.ts";
import { writeLetter, writeLine, writeNotice } from "../../core/service/delivery/door/write-letter.ts";
import { changesForLetter } from "../../core/service/publication/edition/changes-for-letter.ts";
import { dataChangesForLetter } from "../../core/service/publication/edition/seek-data-changes.ts";
import type { DeliveryServices } from "../../http/services.ts";
import { type Announcer, openAnnouncer } from "./open-announcer.ts";

/** Where a server on a laptop may send things. */
export interface DeliveryOptions {
  /** Let webhooks lead to http and to this machine. @default false */
  readonly allowLocalWebhooks?: boolean;
  /** Webhooks that may exist. @default 1000 */
  readonly mostWebhooks?: number | undefined;
  /** Mail server: `smtp://user:password@host:port`. @default no mail is sent */
  readonly smtp?: string | undefined;
  /** Sender of letters; required with `smtp`. */
  readonly mailFrom?: string | undefined;
  /** Address of this server as readers of letters reach it. @default its own */
  readonly publicUrl?: string | undefined;
  /** Folder below which copies go. @default no copies are made */
  readonly copies?: string | undefined;
}

export interface Deliveries {
  readonly announcer: Announcer;
  readonly services: DeliveryServices;
}

/** What deliveries need of the server. */
export interface DeliveringServer {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly logger: Logger;
  newToken(): string;
  readonly secrets: SecretStore;
  /** The address at which it listens; known once it does. */
  url(): string;
  /** Has renditions of what is delivered made. */
  readonly renditions: Renditions;
  /** Finds out what changed in the data of what is delivered. */
  readonly dataChanges: DataChangeSeeker;
}

/** Opens everything that announces and delivers. */
export function openDeliveries(
  server: DeliveringServer,
  { allowLocalWebhooks = false, mostWebhooks, smtp, mailFrom = "", publicUrl, copies }: DeliveryOptions,
): Deliveries {
  const { store, clock, logger, secrets } = server;
  const http = guardedHttp({ allowLocal: allowLocalWebhooks });
  const handovers = openHandovers({ store, clock });
  // The announcer looks for what is due after each round of tries.
  const planning = { store, clock, handovers, planned: () => {} };
  const senders: Record<string, Sender> = { webhook: webhookSender({ store, clock, secrets, http }) };
  if (smtp !== undefined) {
    senders["letters"] = letterSpreader(planning);
    senders["mail"] = mailSender({
      store,
      clock,
      secrets,
      handovers,
      mailer: smtpMailer({ url: smtp, from: mailFrom }),
      publicUrl: () => publicUrl?.replace(/\/$/, "") ?? server.url(),
      hasStudio: true,
      composeNotice: writeNotice,
      compose: (plan, facts, subject) => writeLetter(plan, facts, subject, store),
      changes: ({ subject }, { language }) => changesForLetter(subject, language, store),
      dataChanges: ({ subject }, { language }) => dataChangesForLetter(subject, language, store),
    });
  }
  if (copies !== undefined)
    senders["copy"] = copySender({
      store,
      handovers,
      copies: folderCopies(copies),
      line: (text, facts, { language }) => writeLine(text, facts, language),
    });
  const announcer = openAnnouncer({
    store,
    clock,
    logger,
    newToken: server.newToken,
    senders,
    renditions: server.renditions,
    dataChanges: server.dataChanges,
    subscribers: [planDeliveries(planning)],
  });
  return {
    announcer,
    services: {
      secrets,
      http,
      allowLocalWebhooks,
      mostWebhooks,
      sendsMail: smtp !== undefined,
      copyTargets: copies === undefined ? [] : [copies],
      due: announcer.wake,
    },
  };
}
