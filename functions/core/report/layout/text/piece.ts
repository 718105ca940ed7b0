import type { Word } from "../measure-word.ts";
import type { Span } from "./span.ts";

/** Text of one span, one direction and one script. */
export interface Atom extends Word {
  readonly text: string;
  readonly span: Span;
  readonly level: number;
  /**
   * The level of unseen characters before it, such as those of an isolate, where they are lower than its own: what is
   * before and behind them is ordered apart.
   */
  readonly apart?: number | undefined;
  /** Characters after which a justified line of Chinese may open up. */
  readonly gaps: number;
}

/** The text between two places where a line may break. */
export interface Piece {
  readonly atoms: readonly Atom[];
  readonly width: number;
  /** The space after it, dropped at a line's end. */
  readonly space: Atom | undefined;
  readonly stretch: number;
  readonly shrink: number;
  /** Stretch after the last character, dropped at a line's end. */
  readonly tailStretch: number;
  readonly tailShrink: number;
  /** Width saved if a line begins here: what hangs into the margin. */
  readonly lead: number;
  /** The same if a line ends here, such as the empty half of full-width punctuation. */
  readonly trim: number;
  readonly end: "may" | "must" | "hyphen";
  /** A hyphen drawn if a line ends here. */
  readonly hyphen: Atom | undefined;
}

/** How far the characters at the ends of a line reach into the margins, points. */
export interface Hang {
  before(first: Atom): number;
  after(last: Atom): number;
}

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** The paragraph's own direction. */
  readonly rightToLeft: boolean;
  /** What hangs; absent: nothing. */
  readonly hang: Hang | undefined;
}
