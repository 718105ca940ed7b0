/** Lets work run beside other work, or alone. */
export interface Gate {
  /** Runs work beside other such work. It waits while some runs alone, or waits to. */
  together<T>(work: () => Promise<T>): Promise<T>;
  /** Runs work while no other runs; the next one waits its turn. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** Opens a gate for the work of this process. */
export function openGate(): Gate {
  const under = new Set<Promise<unknown>>();
  /** The end of all work that is to run alone, so far. */
  let turn: Promise<unknown> | undefined;
  return {
    async together(work) {
      for (let before = turn; before !== undefined; before = turn) await before;
      const running = work();
      const ended = running.catch(() => undefined).finally(() => under.delete(ended));
      under.add(ended);
      return running;
    },
    async alone(work) {
      const before = turn;
      const running = (async () => {
        await before;
        await Promise.all(under);
        return work();
      })();
      const ended: Promise<unknown> = running
        .catch(() => undefined)
        .finally(() => {
          if (turn === ended) turn = undefined;
        });
      turn = ended;
      return running;
    },
  };
}
