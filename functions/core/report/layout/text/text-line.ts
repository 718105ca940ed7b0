import type { FlowBox } from "../slice.ts";

/** A line of text, its baseline at y = 0. */
export interface TextLine {
  readonly boxes: readonly FlowBox[];
  readonly width: number;
  /** Footnotes referred to. */
  readonly notes: readonly number[];
}
