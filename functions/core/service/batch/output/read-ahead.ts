/** Objects under way at a time, */
const mostAhead = 16;
/** and bytes of what is under way or waits. */
const mostBytes = 64_000_000;

/** An item to read, with its size. */
export interface Sized {
  readonly bytes: number;
}

/**
 * Begins to read items before their turn: from a store that answers after milliseconds, one after the other would take
 * hours for a hundred thousand. Order and results stay as they are.
 *
 * @returns the items with a `read` that gives the content once
 */
export async function* readAhead<Item extends Sized>(
  items: AsyncIterable<Item>,
  read: (item: Item) => Promise<Uint8Array>,
): AsyncGenerator<Item & { read(): Promise<Uint8Array> }> {
  const waiting: { readonly item: Item; readonly reading: Promise<Uint8Array> }[] = [];
  let bytes = 0;
  const first = (): Item & { read(): Promise<Uint8Array> } => {
    const { item, reading } = waiting.shift()!;
    bytes -= item.bytes;
    return { ...item, read: () => reading };
  };
  for await (const item of items) {
    while (waiting.length > 0 && (waiting.length === mostAhead || bytes + item.bytes > mostBytes)) yield first();
    const reading = read(item);
    // It is awaited later, or never if one before it fails.
    reading.catch(() => undefined);
    waiting.push({ item, reading });
    bytes += item.bytes;
  }
  while (waiting.length > 0) yield first();
}
