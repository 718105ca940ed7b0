import type { Item } from "./chain-items.ts";
import type { Material } from "../slice.ts";

/**
 * The items of a report in the order in which pages take them; every change can be undone, so that a page can be tried.
 */
export class PageItems {
  readonly list: Item[] = [];
  readonly #starts = new Set<Item>();
  readonly #log: { readonly at: number; readonly removed: readonly Item[]; readonly added: number }[] = [];

  constructor(material: readonly Material[]) {
    for (const part of material) {
      const items =
        part.kind === "slices"
          ? part.slices.map((slice): Item => ({ kind: "slice", slice, passable: part.passable === true }))
          : [part];
      if (items[0] !== undefined) this.#starts.add(items[0]);
      for (const item of items) this.list.push(item);
    }
  }

  /** Whether a block begins with an item, such as a paragraph with its first line. */
  begins(item: Item): boolean {
    return this.#starts.has(item);
  }

  replace(at: number, count: number, ...items: readonly Item[]): Item[] {
    const removed = this.list.splice(at, count, ...items);
    this.#log.push({ at, removed, added: items.length });
    return removed;
  }

  /** Moves an item to before another, if both are still in the list. */
  move(item: Item, before: Item): void {
    if (!this.list.includes(before)) return;
    const from = this.list.indexOf(item);
    if (from < 0) return;
    this.replace(from, 1);
    this.replace(this.list.indexOf(before), 0, item);
  }

  /** Where the log of changes stands, for `undo`. */
  mark(): number {
    return this.#log.length;
  }

  /** Takes back the changes since `mark`. */
  undo(mark: number): void {
    while (this.#log.length > mark) {
      const { at, removed, added } = this.#log.pop()!;
      this.list.splice(at, added, ...removed);
    }
  }

  /** Keeps all changes so far. */
  settle(): void {
    this.#log.length = 0;
  }
}
