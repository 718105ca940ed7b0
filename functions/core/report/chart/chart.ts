import type { Drawing } from "../../drawing.ts";

/** A chart whose dataflow has run: its size is known (with axes, legends and titles), and it is ready to draw. */
export interface Chart extends Drawing {
  readonly name: string;
  /** The encoded fields as drawn, as RFC 4180 CSV; absent if not attached. */
  readonly csv?: string;
}
