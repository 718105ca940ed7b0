import type { ObjectStore } from "../../../../functions/core/ports.ts";

/** Somebody who works on a store, and can be stopped before any call. */
interface Actor {
  /** Runs on until the call of this number, or to the end. */
  runTo(call: number): Promise<void>;
  /** Calls made so far. */
  readonly calls: number;
  readonly ended: Promise<PromiseSettledResult<unknown>>;
}

const nobody = (): void => {};

function startActor(inner: ObjectStore, work: (store: ObjectStore) => Promise<unknown>): Actor {
  const run = { allowed: 0, stopped: nobody };
  let calls = 0;
  let waiting: (() => void)[] = [];
  const step = async <T>(call: () => Promise<T>): Promise<T> => {
    const number = calls++;
    for (; number >= run.allowed;) {
      const turn = new Promise<void>((go) => void waiting.push(go));
      run.stopped();
      await turn;
    }
    return await call();
  };
  const stepped: ObjectStore = {
    get: (key) => step(() => inner.get(key)),
    head: (key) => step(() => inner.head(key)),
    getStream: (key) => step(() => inner.getStream(key)),
    getRange: (...call) => step(() => inner.getRange(...call)),
    list: (...call) => step(() => inner.list(...call)),
    put: (...call) => step(() => inner.put(...call)),
    create: (...call) => step(() => inner.create(...call)),
    createStream: (...call) => step(() => inner.createStream(...call)),
    replace: (...call) => step(() => inner.replace(...call)),
    delete: (key) => step(() => inner.delete(key)),
  };
  const ended = Promise.allSettled([work(stepped)]).then(([result]) => result);
  return {
    ended,
    get calls() {
      return calls;
    },
    async runTo(call) {
      const stop = new Promise<void>((resolve) => (run.stopped = resolve));
      run.allowed = call;
      const due = waiting;
      waiting = [];
      for (const go of due) go();
      await Promise.race([stop, ended]);
    },
  };
}

/** What both came to, and how many calls each made. */
export interface TwoEnds {
  readonly results: readonly [PromiseSettledResult<unknown>, PromiseSettledResult<unknown>];
  readonly calls: readonly [number, number];
}

/**
 * Lets two work on a store: the first until its call number `before`, then the second until its own, then the first to
 * its end, and then the second.
 */
export async function runTwo(
  store: ObjectStore,
  [first, second]: readonly [(store: ObjectStore) => Promise<unknown>, (store: ObjectStore) => Promise<unknown>],
  [before, then]: readonly [number, number],
): Promise<TwoEnds> {
  const one = startActor(store, first);
  await one.runTo(before);
  const other = startActor(store, second);
  await other.runTo(then);
  await one.runTo(Infinity);
  const results = [await one.ended] as const;
  await other.runTo(Infinity);
  return { results: [...results, await other.ended], calls: [one.calls, other.calls] };
}
