/** Counts the blank lines, but for those after the last row while notes may follow. */
export class BlankLines {
  count = 0;
  first = 0;
  #held = { count: 0, first: 0 };

  take(line: number, mayEnd: boolean): void {
    if (this.#held.count === 0) this.#held.first = line;
    this.#held.count++;
    if (!mayEnd) this.settle();
  }

  /** What was held is among the rows. */
  settle(): void {
    if (this.count === 0) this.first = this.#held.first;
    this.count += this.#held.count;
    this.#held = { count: 0, first: 0 };
  }
}
