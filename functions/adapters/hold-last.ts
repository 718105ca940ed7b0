/**
 * Passes a content on, and holds its last piece back until it has ended without a fault: a receiver of a content that
 * turns out damaged at its end never gets all of it.
 */
export async function* holdLast(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array | undefined;
  for await (const piece of pieces) {
    if (held !== undefined) yield held;
    held = piece;
  }
  if (held !== undefined) yield held;
}
