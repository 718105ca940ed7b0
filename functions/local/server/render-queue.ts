import type { Logger } from "../../core/ports.ts";

export interface RenderQueueOptions {
  /** Renders in parallel, not counting those that gave way. */
  readonly threads: number;
  /** Milliseconds after which a render gives way, so that the next begins beside it. @default about 24 days */
  readonly patienceMs?: number;
  /** Whether the machine has room for one more render beside those that gave way. @default never */
  hasRoom?(): boolean;
  /**
   * Makes one attempt at a report.
   *
   * @returns milliseconds until the next attempt, or a rest; `undefined` if nothing is left to do
   */
  attempt(id: string, generation: number): Promise<number | Rest | undefined>;
  readonly logger: Logger;
}

/** A pause between two attempts that may end sooner. */
export interface Rest {
  /** Longest length, ms. */
  readonly ms: number;
  readonly sooner: Promise<void>;
}

export interface RenderQueue {
  /**
   * Adds a report, unless it is already waiting or running.
   *
   * @param turn key that takes turns with others: the template's name, so that many reports of one template do not
   *   delay those of another
   */
  push(id: string, generation: number, turn: string): void;
  /** Returns once the queue is done with the report, or after `ms` milliseconds. */
  settle(id: string, generation: number, ms: number): Promise<void>;
  /** Accepts no more reports, drops the waiting ones (their claims stay stored) and waits for the running ones. */
  close(): Promise<void>;
}

interface Entry {
  readonly id: string;
  readonly generation: number;
  readonly turn: string;
  readonly done: Promise<void>;
  readonly finish: () => void;
  /** Set while the report pauses between two attempts. */
  rest?: NodeJS.Timeout;
}

/**
 * Queues accepted reports on a laptop, in place of SQS. Templates take turns; within a template, reports are rendered
 * in order of arrival. A slow render gives way to those behind it if the machine has room for both. A report that
 * pauses between two attempts holds no thread. The store holds everything that the queue knows, so the sweep recovers
 * what is lost with the process.
 */
export function openRenderQueue(options: RenderQueueOptions): RenderQueue {
  const queue = new FairQueue(options);
  return {
    push: (...given) => queue.push(...given),
    settle: (...given) => queue.settle(...given),
    close: () => queue.close(),
  };
}

class FairQueue implements RenderQueue {
  readonly #options: RenderQueueOptions;
  readonly #entries = new Map<string, Entry>();
  /** Turn → its reports, in the order of the turns. */
  readonly #waiting = new Map<string, Entry[]>();
  readonly #running = new Set<Promise<void>>();
  /** Turn → number of its reports being rendered. */
  readonly #busy = new Map<string, number>();
  /** Running renders that have run long enough to give way as soon as another waits, and those that have given way. */
  readonly #overdue = new Set<Promise<void>>();
  readonly #gaveWay = new Set<Promise<void>>();
  #closed = false;

  constructor(options: RenderQueueOptions) {
    this.#options = options;
  }

  push(id: string, generation: number, turn: string): void {
    const key = keyOf(id, generation);
    if (this.#closed || this.#entries.has(key)) return;
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    const entry: Entry = { id, generation, turn, done, finish };
    this.#entries.set(key, entry);
    this.#wait(entry);
  }

  async settle(id: string, generation: number, ms: number): Promise<void> {
    const entry = this.#entries.get(keyOf(id, generation));
    if (entry === undefined) return;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([entry.done, patience]);
    clearTimeout(timer);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.clear();
    for (const entry of this.#entries.values()) {
      clearTimeout(entry.rest);
      entry.finish();
    }
    await Promise.all(this.#running);
  }

  #leave(entry: Entry): void {
    this.#entries.delete(keyOf(entry.id, entry.generation));
    entry.finish();
  }

  async #run(entry: Entry): Promise<void> {
    const { id, generation } = entry;
    try {
      const rest = await this.#options.attempt(id, generation);
      if (rest === undefined || this.#closed) return this.#leave(entry);
      this.#pause(entry, typeof rest === "number" ? { ms: rest } : rest);
    } catch (error) {
      // The claim is stored: the next sweep finds the report without an outcome.
      this.#options.logger.error("a render ended without an outcome", {
        id,
        stack: error instanceof Error ? error.stack : String(error),
      });
      this.#leave(entry);
    }
  }

  #pause(entry: Entry, { ms, sooner }: Partial<Rest>): void {
    const rest = setTimeout(() => end(), ms);
    const end = (): void => {
      if (this.#closed || entry.rest !== rest) return;
      clearTimeout(rest);
      delete entry.rest;
      this.#wait(entry);
    };
    entry.rest = rest;
    void sooner?.then(end);
  }

  #wait(entry: Entry): void {
    const before = this.#waiting.get(entry.turn);
    if (before === undefined) this.#waiting.set(entry.turn, [entry]);
    else before.push(entry);
    this.#next();
  }

  /**
   * Takes the first report of the next turn, preferring turns without a running render. That turn then moves behind all
   * others.
   */
  #take(): Entry | undefined {
    const turns = [...this.#waiting.keys()];
    const turn = turns.find((name) => !this.#busy.has(name)) ?? turns[0];
    if (turn === undefined) return undefined;
    const queued = this.#waiting.get(turn)!;
    const entry = queued.shift();
    this.#waiting.delete(turn);
    if (queued.length > 0) this.#waiting.set(turn, queued);
    return entry;
  }

  #next(): void {
    while (this.#waiting.size > 0) {
      if (this.#running.size - this.#gaveWay.size >= this.#options.threads && !this.#makeRoom()) return;
      this.#begin(this.#take()!);
    }
  }

  /** Makes the longest-running render give way. @returns whether one did */
  #makeRoom(): boolean {
    const longest = this.#overdue.values().next().value;
    if (longest === undefined || this.#options.hasRoom?.() !== true) return false;
    this.#overdue.delete(longest);
    this.#gaveWay.add(longest);
    return true;
  }

  #begin(entry: Entry): void {
    const patience = setTimeout(
      () => {
        this.#overdue.add(turn);
        this.#next();
      },
      this.#options.patienceMs ?? 2 ** 31 - 1,
    );
    this.#busy.set(entry.turn, (this.#busy.get(entry.turn) ?? 0) + 1);
    const turn = this.#run(entry).then(() => {
      clearTimeout(patience);
      const others = this.#busy.get(entry.turn)! - 1;
      if (others === 0) this.#busy.delete(entry.turn);
      else this.#busy.set(entry.turn, others);
      for (const set of [this.#running, this.#overdue, this.#gaveWay]) set.delete(turn);
      this.#next();
    });
    this.#running.add(turn);
  }
}

function keyOf(id: string, generation: number): string {
  return `${id}/${generation}`;
}
