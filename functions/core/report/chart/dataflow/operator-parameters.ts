/**
 * An operator's parameters by name, and which of them have changed since its last run: `Parameters` in `vega-dataflow`.
 * Vega's version creates an object for the changes after every run and a string for each member of a list, but most
 * operators of a report run only once.
 */
export class OperatorParameters {
  /** Changed parameters and members: name, place in its list or -1, and length of the list set in its place or -1. */
  #changed: (string | number)[] | undefined;

  /**
   * @param index place in a parameter that is a list; negative or none: the whole parameter
   * @param force whether an equal value counts as changed
   */
  set(name: string, index: number | null | undefined, value: unknown, force?: boolean): this {
    const values = this as unknown as Record<string, unknown>;
    const held = values[name];
    if (isPlace(index)) {
      const list = held as unknown[];
      if (list[index] !== value || force === true) {
        list[index] = value;
        this.#note(name, index, -1);
      }
    } else if (held !== value || force === true) {
      values[name] = value;
      this.#note(name, -1, Array.isArray(value) ? value.length : -1);
    }
    return this;
  }

  /**
   * Whether a parameter has changed; without a name, whether any has.
   *
   * @param name a name, or several; any of them may have changed
   * @param index place in a list
   */
  modified(name?: string | readonly string[], index?: number | null): boolean {
    const changed = this.#changed;
    if (changed === undefined) return false;
    if (name === undefined) return true;
    if (Array.isArray(name)) return name.some((one: string) => this.modified(one));
    let length = -1;
    for (let at = 0; at < changed.length; at += 3) {
      if (changed[at] !== name) continue;
      if (!isPlace(index) || changed[at + 1] === index) return true;
      length = changed[at + 2] as number;
    }
    return isPlace(index) && index < length;
  }

  /** Forgets the changes. */
  clear(): this {
    this.#changed = undefined;
    return this;
  }

  #note(name: string, index: number, length: number): void {
    if (this.#changed === undefined) this.#changed = [name, index, length];
    else this.#changed.push(name, index, length);
  }
}

function isPlace(index: number | null | undefined): index is number {
  return index !== null && index !== undefined && index >= 0;
}
