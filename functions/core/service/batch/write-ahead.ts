/** Writes that are under way while the work goes on, see `writeAhead`. */
export interface WritesAhead {
  /**
   * Begins a write, and waits while as many as allowed are under way.
   *
   * @throws what this write or an earlier one threw, as soon as it is known
   */
  begin(write: () => Promise<unknown>): Promise<void>;
  /** Waits for all writes. @throws what the first one that failed threw */
  settle(): Promise<void>;
  /** Waits for all writes, after something else has failed. */
  end(): Promise<void>;
}

/**
 * Lets writes go on while the next are prepared, so that a store that answers slowly holds up nobody. A write that
 * fails is reported by the next call; none is left to fail unseen.
 *
 * @param most writes under way at a time
 */
export function writeAhead(most: number): WritesAhead {
  const under = new Set<Promise<unknown>>();
  let fault: { readonly error: unknown } | undefined;
  const report = (): void => {
    if (fault !== undefined) throw fault.error;
  };
  return {
    async begin(write) {
      report();
      const writing: Promise<unknown> = write()
        .catch((error: unknown) => void (fault ??= { error }))
        .finally(() => under.delete(writing));
      under.add(writing);
      if (under.size >= most) await Promise.race(under);
      report();
    },
    async settle() {
      await Promise.all(under);
      report();
    },
    async end() {
      await Promise.all(under);
    },
  };
}
