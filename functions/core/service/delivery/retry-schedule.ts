const [second, minute, hour] = [1000, 60_000, 3_600_000];

/**
 * Pauses before each further try, ms: the schedule that the Standard Webhooks specification recommends, about three
 * days in all.
 */
export const retryPauses: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** The longest pause that a receiver may ask for (`Retry-After`). */
const longestPause = 24 * hour;

/**
 * When to try again.
 *
 * @param tried tries made in this round, at least 1
 * @param askedMs the pause for which the receiver asked
 * @returns milliseconds since the epoch; `undefined` after the last try
 */
export function nextTry(tried: number, now: number, askedMs = 0): number | undefined {
  const pause = retryPauses[tried - 1];
  return pause === undefined ? undefined : now + Math.max(pause, Math.min(askedMs, longestPause));
}
