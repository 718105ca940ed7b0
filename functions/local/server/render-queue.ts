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
export function openRenderQueue({
  threads,
  patienceMs = 2 ** 31 - 1,
  hasRoom = () => false,
  attempt,
  logger,
}: RenderQueueOptions): RenderQueue {
  const entries = new Map<string, Entry>();
  /** Turn → its reports, in the order of the turns. */
  const waiting = new Map<string, Entry[]>();
  const running = new Set<Promise<void>>();
  /** Turn → number of its reports being rendered. */
  const busy = new Map<string, number>();
  /** Running renders that have run long enough to give way as soon as another waits, and those that have given way. */
  const overdue = new Set<Promise<void>>();
  const gaveWay = new Set<Promise<void>>();
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
      pause(entry, typeof rest === "number" ? { ms: rest } : rest);
    } catch (error) {
      // The claim is stored: the next sweep finds the report without an outcome.
      logger.error("a render ended without an outcome", {
        id,
        stack: error instanceof Error ? error.stack : String(error),
      });
      leave(entry);
    }
  };

  const pause = (entry: Entry, { ms, sooner }: Partial<Rest>): void => {
    const rest = setTimeout(() => end(), ms);
    const end = (): void => {
      if (closed || entry.rest !== rest) return;
      clearTimeout(rest);
      delete entry.rest;
      wait(entry);
    };
    entry.rest = rest;
    void sooner?.then(end);
  };

  const wait = (entry: Entry): void => {
    const before = waiting.get(entry.turn);
    if (before === undefined) waiting.set(entry.turn, [entry]);
    else before.push(entry);
    next();
  };

  /**
   * Takes the first report of the next turn, preferring turns without a running render. That turn then moves behind all
   * others.
   */
  const take = (): Entry | undefined => {
    const turns = [...waiting.keys()];
    const turn = turns.find((name) => !busy.has(name)) ?? turns[0];
    if (turn === undefined) return undefined;
    const entries = waiting.get(turn)!;
    const entry = entries.shift();
    waiting.delete(turn);
    if (entries.length > 0) waiting.set(turn, entries);
    return entry;
  };

  const next = (): void => {
    while (waiting.size > 0) {
      if (running.size - gaveWay.size >= threads && !makeRoom()) return;
      begin(take()!);
    }
  };

  /** Makes the longest-running render give way. @returns whether one did */
  const makeRoom = (): boolean => {
    const longest = overdue.values().next().value;
    if (longest === undefined || !hasRoom()) return false;
    overdue.delete(longest);
    gaveWay.add(longest);
    return true;
  };

  const begin = (entry: Entry): void => {
    const patience = setTimeout(() => {
      overdue.add(turn);
      next();
    }, patienceMs);
    busy.set(entry.turn, (busy.get(entry.turn) ?? 0) + 1);
    const turn = run(entry).then(() => {
      clearTimeout(patience);
      const others = busy.get(entry.turn)! - 1;
      if (others === 0) busy.delete(entry.turn);
      else busy.set(entry.turn, others);
      for (const set of [running, overdue, gaveWay]) set.delete(turn);
      next();
    });
    running.add(turn);
  };

  return {
    push(id, generation, turn) {
      const key = keyOf(id, generation);
      if (closed || entries.has(key)) return;
      const { promise: done, resolve: finish } = Promise.withResolvers<void>();
      const entry: Entry = { id, generation, turn, done, finish };
      entries.set(key, entry);
      wait(entry);
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
      waiting.clear();
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
