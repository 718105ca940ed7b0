import type { Meaning } from "../page.ts";
import type { TextLine } from "./text-line.ts";

/** The lines of a text, as they were set. */
export interface KeptText {
  readonly lines: readonly TextLine[];
  /** What its spans meant then, each once. */
  readonly means: readonly Meaning[];
  readonly rivers: number;
}

/** Lines kept from other reports of the same theme, fonts and language. */
export interface KeptTexts {
  get(key: string): KeptText | undefined;
  set(key: string, text: KeptText): unknown;
}
