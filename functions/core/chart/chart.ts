import type { Drawing } from "../drawing.ts";

/** A chart with its dataflow run: sizes known (axes, legends and titles included), ready to be drawn. */
export interface Chart extends Drawing {
  readonly name: string;
  /** The encoded fields as drawn, RFC 4180 CSV; absent when not to be attached. */
  readonly csv?: string;
}
