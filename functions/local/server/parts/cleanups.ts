type Cleanup = () => Promise<void> | undefined | void;

/** What a server closes when it stops: last opened, first closed. */
export class Cleanups {
  readonly #all: Cleanup[] = [];
  #closing: Promise<void> | undefined;

  add(cleanup: Cleanup): void {
    this.#all.push(cleanup);
  }

  /** Adds what is done after everything else. */
  addLast(cleanup: Cleanup): void {
    this.#all.unshift(cleanup);
  }

  /** Closes everything, once. */
  close(): Promise<void> {
    return (this.#closing ??= this.#run());
  }

  async #run(): Promise<void> {
    for (const cleanup of this.#all.reverse()) await cleanup();
  }
}
