/**
 * Lets work that keeps the thread begin once in each turn of the event loop, in the order it was asked for. Node
 * accepts one connection a turn: if all requests that wait were answered in the same turn, 200 clients that connect at
 * once would be accepted over seconds.
 */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Waits for a turn of one's own. */
  next(): Promise<void> {
    this.#last = this.#last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.#last;
  }
}
