import type { SlideRun } from "./slide-words.ts";

/** What a line of text is; its look follows. */
export type LineRole =
  | "text"
  | "quote"
  | "pull-quote"
  | "speaker"
  | "term"
  | "meaning"
  | "code"
  | "formula"
  | "box title"
  | "entry"
  | "kicker"
  | "standfirst"
  | "dateline"
  | "deck"
  | "source"
  | "picture text"
  | "value"
  | "key label"
  | "standing"
  | "key note";

/** A paragraph of a slide or of its notes. */
export interface SlideLine {
  readonly role: LineRole;
  readonly runs: readonly SlideRun[];
  /** Depth in lists, from 0. */
  readonly level: number;
  /** What stands before it: a bullet, or an item's number. */
  readonly mark?: { readonly number?: number; readonly wider?: number };
  /** By how much the numbers of the lists around it are wider than a level, as a share of the size of type. */
  readonly inset?: number;
  /** The rest of a paragraph that another slide begins. */
  readonly rest?: true;
}
