/** Position of an object: an offset in the file, or an index in an object stream. */
export interface ObjectPlace {
  readonly offset: number;
  /** Number of the object stream that holds it. */
  readonly stream?: number | undefined;
  readonly index?: number | undefined;
}

/**
 * Writes the rows of a cross-reference stream (ISO 32000-1, 7.5.8.3): type, 3 bytes and 2 bytes per object, as
 * differences from the row above (PNG filter Up).
 *
 * @param places positions by object number; there is no object 0
 */
export function crossReferenceRows(places: readonly ObjectPlace[]): Uint8Array {
  const rows = new Uint8Array(places.length * 7);
  let [aboveType, abovePlace, aboveIndex] = [0, 0, 0];
  for (let number = 0; number < places.length; number++) {
    const { offset, stream, index: inStream = 0 } = places[number]!;
    const type = number === 0 ? 0 : stream === undefined ? 1 : 2;
    const place = number === 0 ? 0 : (stream ?? offset);
    const index = number === 0 ? 0xffff : inStream;
    const at = number * 7;
    // Storing a number in a byte keeps it modulo 256.
    rows[at] = 2;
    rows[at + 1] = type - aboveType;
    rows[at + 2] = (place >> 16) - (abovePlace >> 16);
    rows[at + 3] = (place >> 8) - (abovePlace >> 8);
    rows[at + 4] = place - abovePlace;
    rows[at + 5] = (index >> 8) - (aboveIndex >> 8);
    rows[at + 6] = index - aboveIndex;
    [aboveType, abovePlace, aboveIndex] = [type, place, index];
  }
  return rows;
}
