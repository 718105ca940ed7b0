import type { Slice } from "../slice.ts";

/** The footnotes that one page prints. Each is printed once in a report, on the page of its first reference. */
export class PageNotes {
  readonly #notes: ReadonlyMap<number, readonly Slice[]>;
  readonly #printed: Set<number>;
  readonly #own: number[] = [];

  /**
   * @param notes footnote index → its slices
   * @param printed of this page and all earlier ones; grows
   */
  constructor(notes: ReadonlyMap<number, readonly Slice[]>, printed: Set<number>) {
    this.#notes = notes;
    this.#printed = printed;
  }

  /** The footnotes of slices that are not printed yet, those within footnotes included. */
  of(slices: readonly Slice[]): (readonly Slice[])[] {
    return this.#newNotes(slices).map((index) => this.#notes.get(index) ?? []);
  }

  /** Marks the footnotes of slices as printed. */
  print(slices: readonly Slice[]): void {
    for (const index of this.#newNotes(slices)) {
      this.#printed.add(index);
      this.#own.push(index);
    }
  }

  /** Marks what this page printed as not printed. */
  takeBack(): void {
    for (const index of this.#own) this.#printed.delete(index);
    this.#own.length = 0;
  }

  #newNotes(slices: readonly Slice[]): number[] {
    const found = new Set<number>();
    const add = (parts: readonly Slice[]): void => {
      for (const part of parts) {
        for (const index of part.notes) {
          const note = this.#notes.get(index);
          if (note === undefined || this.#printed.has(index) || found.has(index)) continue;
          found.add(index);
          add(note);
        }
      }
    };
    add(slices);
    return [...found];
  }
}
