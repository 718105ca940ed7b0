import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import type { Rendering } from "../../core/service/lifecycle/lifecycle-world.ts";
import type { Clock, Logger } from "../../core/ports.ts";

/** How the messages of a queue are worked on. */
export interface QueueWork<Job> {
  /** The jobs that a message asks for; `undefined` for a message of unknown form. */
  decode(body: string): readonly Job[] | undefined;
  /** Makes one attempt at a job. */
  attempt(job: Job): Promise<Rendering<unknown>>;
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
 * Works through the jobs of a batch of messages, one after the other. A message is acknowledged only when each of its
 * jobs is done (or was removed). If somebody else works on a job, or it pauses between two attempts, its message is
 * hidden until then. A message of unknown form fails and becomes a dead letter.
 */
export async function workThrough<Job extends object>(
  messages: readonly SQSRecord[],
  work: QueueWork<Job>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const message of messages) {
    const rest = await workOn(message, work);
    if (rest === undefined) continue;
    batchItemFailures.push({ itemIdentifier: message.messageId });
    await hide(message, rest, work);
  }
  return { batchItemFailures };
}

/** @returns seconds before the message is retried; `undefined` if it is done */
async function workOn<Job extends object>(message: SQSRecord, work: QueueWork<Job>): Promise<number | undefined> {
  const jobs = work.decode(message.body);
  if (jobs === undefined) {
    work.logger.error("a message of the queue has an unknown form", { messageId: message.messageId });
    return 0;
  }
  let rest: number | undefined;
  for (const job of jobs) {
    if (work.remaining() < work.attemptMs) return 0;
    try {
      const result = await work.attempt(job);
      if (result.state !== "held") continue;
      rest = Math.max(rest ?? 0, Math.ceil((result.until - work.clock.now()) / 1000));
    } catch (error) {
      work.logger.error("an attempt ended without an outcome", {
        ...job,
        reason: error instanceof Error ? error.message : String(error),
      });
      rest = Math.max(rest ?? 0, storeRest);
    }
  }
  return rest;
}

async function hide<Job>(message: SQSRecord, seconds: number, { hide: change, logger }: QueueWork<Job>): Promise<void> {
  try {
    await change(message, Math.min(Math.max(seconds, 0), longestHiding));
  } catch (error) {
    // The message is still delivered again, after the queue's own visibility timeout.
    logger.warn("a message could not be hidden", { messageId: message.messageId, reason: (error as Error).message });
  }
}
