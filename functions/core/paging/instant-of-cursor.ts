/** The latest time that the 13 digits of a key can hold. */
const latestTime = 9_999_999_999_999;

/**
 * The instant in a cursor of a list that begins with the newest: `{inverted time}-…`.
 *
 * @returns milliseconds since the epoch
 */
export function instantOfCursor(cursor: string): number {
  return latestTime - Number(cursor.slice(0, 13));
}
