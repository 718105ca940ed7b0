/** Where an object is: at an offset of the file, or in an object stream at an index. */
export interface ObjectPlace {
  readonly offset: number;
  /** Number of the object stream that holds it. */
  readonly stream?: number | undefined;
  readonly index?: number | undefined;
}

/**
 * The rows of a cross-reference stream (ISO 32000-1, 7.5.8.3): type, 3 bytes and 2 bytes an object, each as its difference from the row above (PNG filter Up).
 *
 * @param places by object number; there is no object 0
 */
export function crossReferenceRows(places: readonly ObjectPlace[]): Uint8Array {
  const rows = Buffer.alloc(places.length * 7);
  const above = Buffer.alloc(6);
  const row = Buffer.from([0, 0, 0, 0, 0xff, 0xff]);
  for (const [number, { offset, stream, index = 0 }] of places.entries()) {
    if (number > 0) {
      row.writeUInt8(stream === undefined ? 1 : 2, 0);
      row.writeUIntBE(stream ?? offset, 1, 3);
      row.writeUInt16BE(index, 4);
    }
    rows[number * 7] = 2;
    for (let i = 0; i < 6; i++) rows[number * 7 + 1 + i] = (row[i]! - above[i]! + 256) % 256;
    row.copy(above);
  }
  return rows;
}
