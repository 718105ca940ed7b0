import type { MeasuredText } from "../../ports.ts";

/** Most texts kept, and the longest one: about 5 MB if each is one word. */
const most = 16_000;
const longest = 64;

/** What is kept of a text: its faces and widths, and the characters missing from all faces. */
export interface KeptText extends MeasuredText {
  readonly missing: readonly number[] | undefined;
}

/**
 * A cache of word widths by style, for the faces of one font source; they are the same in every report. When full it is
 * emptied, so that a long table needs no more memory than a short one.
 */
export class KeptWords {
  readonly #styles = new Map<string, Map<string, KeptText>>();
  #count = 0;

  /**
   * The texts kept for a style. After the cache is emptied, this map is no longer updated; `keep` returns the current
   * one.
   */
  of(style: string): Map<string, KeptText> {
    let texts = this.#styles.get(style);
    if (texts === undefined) {
      this.#makeRoom();
      this.#styles.set(style, (texts = new Map()));
    }
    return texts;
  }

  /** Keeps a text unless it is long. @returns the texts of its style */
  keep(style: string, text: string, measured: KeptText): Map<string, KeptText> {
    if (text.length > longest) return this.of(style);
    this.#makeRoom();
    return this.of(style).set(text, measured);
  }

  #makeRoom(): void {
    if (this.#count >= most) this.#empty();
    this.#count++;
  }

  #empty(): void {
    for (const texts of this.#styles.values()) texts.clear();
    this.#styles.clear();
    this.#count = 0;
  }
}
