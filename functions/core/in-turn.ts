/** The golden ratio less one: its multiples fall into the largest gap that the earlier ones left (Knuth, TAOCP 6.4). */
const goldenStep = 0.618_033_988_749_895;

/**
 * Work that may not be done within its minute begins at another place each minute, so that none waits for ever behind
 * those before it. Places are spread: work of which a k-th is done each minute is all reached within about 2k minutes.
 *
 * @param now milliseconds since the epoch
 * @returns the items in their order, from the place of this minute on and then from the first
 */
export function inTurn<T>(items: readonly T[], now: number): T[] {
  const place = Math.floor(((Math.floor(now / 60_000) * goldenStep) % 1) * items.length);
  return [...items.slice(place), ...items.slice(0, place)];
}
