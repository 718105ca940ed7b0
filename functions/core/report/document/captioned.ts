import type { Inline } from "./inline.ts";

/** `float`: a figure may move within its section, so that text fills the page; `here`: it stays. */
export const figurePlaces = ["float", "here"] as const;

export type FigurePlace = (typeof figurePlaces)[number];

/** The text around a figure or table: action title, deck, source and note lines. */
export interface Captioned {
  readonly id: string;
  /** Number within its kind, from 1; 0 if it is not counted. */
  readonly number: number;
  /** Printed instead of the number if different: "A1" in an appendix. */
  readonly label?: string | undefined;
  readonly title: readonly Inline[];
  readonly deck: readonly Inline[];
  readonly source: readonly Inline[];
  readonly note: readonly Inline[];
  /** Whether it stays between the blocks around it. @default that of the page */
  readonly place?: FigurePlace;
}
