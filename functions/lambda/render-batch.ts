import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import type { Rendering } from "../core/lifecycle/lifecycle-world.ts";
import type { Unfinished } from "../core/lifecycle/sweep/sweep-reports.ts";
import type { Clock, Logger } from "../core/ports.ts";
import { decodeClaims } from "./decode-claims.ts";

export interface RenderBatch {
  /** Makes one attempt at a report. */
  attempt(claim: Unfinished): Promise<Rendering>;
  /** Hides a message from consumers for some more seconds. */
  hide(message: SQSRecord, seconds: number): Promise<void>;
  /** Milliseconds left in this invocation. */
  remaining(): number;
  /** Longest attempt, ms; with less time left, none is started. */
  readonly attemptMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Seconds before a message is retried after the store failed. */
const storeRest = 30;

/** SQS's longest visibility timeout, seconds. */
const longestHiding = 43_200;

/**
 * Renders the reports of a batch of messages, one after the other. A message is acknowledged only when each of its
 * reports has an outcome (or was removed). If a report is being rendered elsewhere, or pauses between two attempts, its
 * message is hidden until then. A message of unknown form fails and becomes a dead letter.
 */
export async function renderBatch(messages: readonly SQSRecord[], batch: RenderBatch): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const message of messages) {
    const rest = await renderMessage(message, batch);
    if (rest === undefined) continue;
    batchItemFailures.push({ itemIdentifier: message.messageId });
    await hide(message, rest, batch);
  }
  return { batchItemFailures };
}

/** @returns seconds before the message is retried; `undefined` if it is done */
async function renderMessage(message: SQSRecord, batch: RenderBatch): Promise<number | undefined> {
  const claims = decodeClaims(message.body);
  if (claims === undefined) {
    batch.logger.error("a message of the render queue has an unknown form", { messageId: message.messageId });
    return 0;
  }
  let rest: number | undefined;
  for (const claim of claims) {
    if (batch.remaining() < batch.attemptMs) return 0;
    try {
      const rendering = await batch.attempt(claim);
      if (rendering.state !== "held") continue;
      rest = Math.max(rest ?? 0, Math.ceil((rendering.until - batch.clock.now()) / 1000));
    } catch (error) {
      batch.logger.error("a render ended without an outcome", { ...claim, reason: error instanceof Error ? error.message : String(error) });
      rest = Math.max(rest ?? 0, storeRest);
    }
  }
  return rest;
}

async function hide(message: SQSRecord, seconds: number, { hide: change, logger }: RenderBatch): Promise<void> {
  try {
    await change(message, Math.min(Math.max(seconds, 0), longestHiding));
  } catch (error) {
    // The message is still delivered again, after the queue's own visibility timeout.
    logger.warn("a message could not be hidden", { messageId: message.messageId, reason: (error as Error).message });
  }
}
