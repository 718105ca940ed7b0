import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import { message } from "./lambda-stack.ts";

export interface MessageQueueOptions {
  /** Milliseconds for which a message is hidden from other consumers after it was delivered. */
  readonly visibilityMs: number;
  /**
   * Queue for messages that were delivered `mostReceives` times in vain. @default none: a message comes again for ever
   */
  readonly deadLetters?: { readonly queue: MessageQueue; readonly mostReceives: number };
}

interface Message {
  readonly body: string;
  receives: number;
  /** Milliseconds since the epoch. */
  visible: number;
  handle: string;
}

/**
 * A queue with SQS's rules and Lambda's poller. It delivers one message at a time, hides it meanwhile, and deletes it
 * only after the function has answered without naming it as failed. Otherwise the message comes again when its time is
 * over.
 */
export class MessageQueue {
  readonly #options: MessageQueueOptions;
  #messages: Message[] = [];
  #stopped = false;

  constructor(options: MessageQueueOptions) {
    this.#options = options;
  }

  /** @param afterMs milliseconds until the message arrives */
  send(body: string, afterMs = 0): void {
    this.#messages.push({ body, receives: 0, visible: Date.now() + afterMs, handle: "" });
  }

  /** Does what `ChangeMessageVisibility` does. A handle that is not a message's latest has no effect. */
  hide(handle: string, seconds: number): void {
    const found = this.#messages.find((one) => one.handle === handle);
    if (found !== undefined) found.visible = Date.now() + seconds * 1000;
  }

  /** Returns the number of messages that are not finished. */
  size(): number {
    return this.#messages.length;
  }

  /** Delivers messages to an environment of a function until the queue is stopped. */
  feed(runtime: Pick<LambdaRuntime, "invoke">): void {
    void this.#feed(runtime);
  }

  stop(): void {
    this.#stopped = true;
  }

  async #feed(runtime: Pick<LambdaRuntime, "invoke">): Promise<void> {
    while (!this.#stopped) {
      const due = this.#messages.find(({ visible }) => visible <= Date.now());
      if (due === undefined) await delay(20);
      else await this.#deliver(due, runtime);
    }
  }

  async #deliver(due: Message, runtime: Pick<LambdaRuntime, "invoke">): Promise<void> {
    const { visibilityMs, deadLetters } = this.#options;
    if (due.receives >= (deadLetters?.mostReceives ?? Infinity)) {
      this.#remove(due);
      return deadLetters?.queue.send(due.body);
    }
    due.receives += 1;
    due.visible = Date.now() + visibilityMs;
    const id = randomUUID();
    // The handle that `message` derives from the id.
    due.handle = `handle-${id}`;
    const { payload, error } = await runtime.invoke({ Records: [message(id, due.body, due.receives)] });
    const { batchItemFailures = [] } = (payload ?? {}) as { batchItemFailures?: readonly unknown[] };
    if (error === undefined && batchItemFailures.length === 0) this.#remove(due);
  }

  #remove(done: Message): void {
    this.#messages = this.#messages.filter((one) => one !== done);
  }
}
