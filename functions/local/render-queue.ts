import type { Logger } from "../core/ports.ts";

export interface RenderQueueOptions {
  /** Renders at the same time. */
  readonly threads: number;
  /** Brings one report to its outcome. */
  render(id: string): Promise<void>;
  readonly logger: Logger;
}

export interface RenderQueue {
  /** Adds a report; one that waits or runs already is not added twice. */
  push(id: string): void;
  /** Returns when the report neither waits nor runs, or after `ms` milliseconds. */
  settle(id: string, ms: number): Promise<void>;
  /** Takes no more reports, forgets those that wait (their claims stay stored) and waits for those that run. */
  close(): Promise<void>;
}

interface Entry {
  readonly done: Promise<void>;
  readonly finish: () => void;
}

/**
 * The laptop's stand-in for SQS: reports that were accepted, first come, first rendered. It holds
 * nothing that the store does not: what is lost with the process is found again by the sweep.
 */
export function openRenderQueue({ threads, render, logger }: RenderQueueOptions): RenderQueue {
  const entries = new Map<string, Entry>();
  const waiting: string[] = [];
  const running = new Set<Promise<void>>();
  let closed = false;

  const next = (): void => {
    while (!closed && running.size < threads) {
      const id = waiting.shift();
      if (id === undefined) return;
      const run = render(id)
        // The claim is stored: the sweep will find the report without an outcome.
        .catch((error: unknown) => logger.error("a render ended without an outcome", { id, stack: stackOf(error) }))
        .then(() => {
          running.delete(run);
          entries.get(id)?.finish();
          entries.delete(id);
          next();
        });
      running.add(run);
    }
  };

  return {
    push(id) {
      if (closed || entries.has(id)) return;
      const { promise: done, resolve: finish } = Promise.withResolvers<void>();
      entries.set(id, { done, finish });
      waiting.push(id);
      next();
    },
    async settle(id, ms) {
      const entry = entries.get(id);
      if (entry === undefined) return;
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
      });
      await Promise.race([entry.done, patience]);
      clearTimeout(timer);
    },
    async close() {
      closed = true;
      for (const id of waiting.splice(0)) entries.get(id)?.finish();
      await Promise.all(running);
    },
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
