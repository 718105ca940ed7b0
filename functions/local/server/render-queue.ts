import type { Logger } from "../../core/ports.ts";

export interface RenderQueueOptions {
  /** Renders at the same time, but for those that give way. */
  readonly threads: number;
  /** After this time a render gives way: the next begins beside it. Milliseconds. @default about 24 days */
  readonly patienceMs?: number;
  /** Whether the machine has room for one more render beside those that gave way. @default never */
  hasRoom?(): boolean;
  /**
   * Makes one attempt at a report.
   *
   * @returns milliseconds until the next attempt; `undefined` when there is nothing left to do
   */
  attempt(id: string, generation: number): Promise<number | undefined>;
  readonly logger: Logger;
}

export interface RenderQueue {
  /**
   * Adds a report; one that waits or runs already is not added twice.
   *
   * @param turn what takes turns with others, the template's name: many reports of one template do not keep those of another waiting
   */
  push(id: string, generation: number, turn: string): void;
  /** Returns when the queue is done with the report, or after `ms` milliseconds. */
  settle(id: string, generation: number, ms: number): Promise<void>;
  /** Takes no more reports, forgets those that wait (their claims stay stored) and waits for those that run. */
  close(): Promise<void>;
}

interface Entry {
  readonly id: string;
  readonly generation: number;
  readonly turn: string;
  readonly done: Promise<void>;
  readonly finish: () => void;
  /** Runs while the report rests between two attempts. */
  rest?: NodeJS.Timeout;
}

/**
 * The laptop's stand-in for SQS: reports that were accepted. Templates take turns, and within a template the first to come is the first rendered.
 * A render that takes long gives way to those behind it, where the machine has room for both. A report that
 * rests between two attempts holds no thread. The queue knows nothing that the store does not: what is
 * lost with the process is found again by the sweep.
 */
export function openRenderQueue({ threads, patienceMs = 2 ** 31 - 1, hasRoom = () => false, attempt, logger }: RenderQueueOptions): RenderQueue {
  const entries = new Map<string, Entry>();
  /** Turn → its reports, in the order in which turns come. */
  const waiting = new Map<string, Entry[]>();
  const running = new Set<Promise<void>>();
  /** Turns that have a report under way → how many. */
  const busy = new Map<string, number>();
  /** Of those that run: which have run for so long that they give way as soon as another waits, and which did. */
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
      entry.rest = setTimeout(() => wait(entry), rest);
    } catch (error) {
      // The claim is stored: the next sweep finds the report without an outcome.
      logger.error("a render ended without an outcome", { id, stack: error instanceof Error ? error.stack : String(error) });
      leave(entry);
    }
  };

  const wait = (entry: Entry): void => {
    const before = waiting.get(entry.turn);
    if (before === undefined) waiting.set(entry.turn, [entry]);
    else before.push(entry);
    next();
  };

  /** The first report of the template whose turn it is: of those of which none is under way, if there are such. Its next turn comes after all others'. */
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

  /** Has the render that runs longest give way. @returns whether one did */
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
