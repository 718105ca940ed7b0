import type { Logger } from "../../core/ports.ts";

export interface RenderQueueOptions {
  /** Renders at the same time. */
  readonly threads: number;
  /**
   * Makes one attempt at a report.
   *
   * @returns milliseconds until the next attempt; `undefined` when there is nothing left to do
   */
  attempt(id: string, generation: number): Promise<number | undefined>;
  readonly logger: Logger;
}

export interface RenderQueue {
  /** Adds a report; one that waits or runs already is not added twice. */
  push(id: string, generation: number): void;
  /** Returns when the queue is done with the report, or after `ms` milliseconds. */
  settle(id: string, generation: number, ms: number): Promise<void>;
  /** Takes no more reports, forgets those that wait (their claims stay stored) and waits for those that run. */
  close(): Promise<void>;
}

interface Entry {
  readonly id: string;
  readonly generation: number;
  readonly done: Promise<void>;
  readonly finish: () => void;
  /** Runs while the report rests between two attempts. */
  rest?: NodeJS.Timeout;
}

/**
 * The laptop's stand-in for SQS: reports that were accepted, first come, first rendered. A report that
 * rests between two attempts holds no thread. The queue knows nothing that the store does not: what is
 * lost with the process is found again by the sweep.
 */
export function openRenderQueue({ threads, attempt, logger }: RenderQueueOptions): RenderQueue {
  const entries = new Map<string, Entry>();
  const waiting: Entry[] = [];
  const running = new Set<Promise<void>>();
  let closed = false;

  const leave = (entry: Entry): void => {
    entries.delete(keyOf(entry.id, entry.generation));
    entry.finish();
  };

  const run = async (entry: Entry): Promise<void> => {
    const { id, generation } = entry;
    try {
      const rest = await attempt(id, generation);
      if (rest === undefined || closed) return leave(entry);
      entry.rest = setTimeout(() => {
        waiting.push(entry);
        next();
      }, rest);
    } catch (error) {
      // The claim is stored: the next sweep finds the report without an outcome.
      logger.error("a render ended without an outcome", { id, stack: error instanceof Error ? error.stack : String(error) });
      leave(entry);
    }
  };

  const next = (): void => {
    for (const entry of waiting.splice(0, threads - running.size)) {
      const turn = run(entry).then(() => {
        running.delete(turn);
        next();
      });
      running.add(turn);
    }
  };

  return {
    push(id, generation) {
      const key = keyOf(id, generation);
      if (closed || entries.has(key)) return;
      const { promise: done, resolve: finish } = Promise.withResolvers<void>();
      const entry: Entry = { id, generation, done, finish };
      entries.set(key, entry);
      waiting.push(entry);
      next();
    },
    async settle(id, generation, ms) {
      const entry = entries.get(keyOf(id, generation));
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
      waiting.length = 0;
      for (const entry of entries.values()) {
        clearTimeout(entry.rest);
        entry.finish();
      }
      await Promise.all(running);
    },
  };
}

function keyOf(id: string, generation: number): string {
  return `${id}/${generation}`;
}
