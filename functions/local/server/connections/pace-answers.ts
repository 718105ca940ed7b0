/** Waits for a report at most this long, ms. */
export type Settle = (id: string, generation: number, ms: number) => Promise<void>;

/**
 * Ends waits early by what it takes to answer all that wait. Clients that came together would otherwise be answered
 * together: when their waits end, the last of two thousand is answered seconds later, the later the slower the machine.
 *
 * What accepting a request takes at present, on this machine under its load, was measured when those that wait now were
 * accepted; answering one takes no longer. Each wait ends earlier by that time for everyone who already waits, so that
 * the ends of the waits are spread as the acceptances were.
 *
 * @param costMs what accepting one request takes while others wait for it
 */
export function paceAnswers(settle: Settle, costMs: () => number): Settle {
  let waiting = 0;
  return async (id, generation, ms) => {
    waiting += 1;
    try {
      // At least half of what the client prefers: its report may be ready by then.
      await settle(id, generation, Math.max(ms / 2, ms - waiting * costMs()));
    } finally {
      waiting -= 1;
    }
  };
}
