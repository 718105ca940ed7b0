import type { MeasuredText } from "../ports.ts";

/** Most texts kept, and the longest of them: about 5 MB of one word each. */
const most = 16_000;
const longest = 64;

/** What is kept of a text: its faces and widths, and the characters that no face has. */
export interface KeptText extends MeasuredText {
  readonly missing: readonly number[] | undefined;
}

/**
 * The widths of words as the faces of one font source set them, by style: the same in every report, as
 * a browser keeps them with its fonts. A full store is emptied, so that a long table costs no more room
 * than a short one.
 */
export class KeptWords {
  readonly #styles = new Map<string, Map<string, KeptText>>();
  #count = 0;

  /** The texts kept of a style. A map that was emptied gets no more of them: `keep` returns the one that does. */
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
