/**
 * Results that are kept from one preview of a session to the next, by all that they depend on. What the last few
 * previews did not use is forgotten, so that what is kept never outgrows what a template shows.
 */
export class Kept<Key, Value> {
  readonly #entries = new Map<Key, { readonly value: Value; used: number }>();
  #turn = 0;

  get size(): number {
    return this.#entries.size;
  }

  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  get(key: Key): Value | undefined {
    const found = this.#entries.get(key);
    if (found === undefined) return undefined;
    found.used = this.#turn;
    return found.value;
  }

  set(key: Key, value: Value): this {
    this.#entries.set(key, { value, used: this.#turn });
    return this;
  }

  clear(): void {
    this.#entries.clear();
  }

  /** The same results, for another session: each forgets what it does not use. */
  copy(): Kept<Key, Value> {
    const copy = new Kept<Key, Value>();
    for (const [key, { value }] of this.#entries) copy.set(key, value);
    return copy;
  }

  /** Begins the next preview, and forgets what was not used for `previews` of them. */
  turn(previews = 4): void {
    this.#turn += 1;
    for (const [key, { used }] of this.#entries) if (used < this.#turn - previews) this.#entries.delete(key);
  }
}
