import type { Drawing } from "../../drawing.ts";
import type { ChartMarks } from "./chart-marks.ts";
import type { RowPlace } from "./tuple-places.ts";

/** A chart whose dataflow has run: its size is known (with axes, legends and titles), and it is ready to draw. */
export interface Chart extends Drawing {
  readonly name: string;
  /** The encoded fields as drawn, as RFC 4180 CSV; absent if not attached. */
  readonly csv?: string;
  /** Its texts, if their origins are asked for. */
  readonly texts?: readonly ChartText[];
  /** The same as values; absent if not attached. */
  readonly data?: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  };
  /** What it shows, as charts of office programs do, or in words why not; absent if data are not attached. */
  marks?(): ChartMarks | { readonly unproven: string };
  /** Width of its narrowest plot between axes, points; absent for what has none. */
  readonly plot?: number;
  /** Height of its plots without axes and legends, points, if `ChartSettings.stretch` may change it. */
  readonly plots?: number;
}

/** A text in a chart. */
export interface ChartText {
  /** As drawn; its lines are separated by spaces. */
  readonly text: string;
  /** `data`: a label of the data; `guide`: a label of an axis, legend or panel; `words`: a title. */
  readonly role: "data" | "guide" | "words";
  /** Its extent in points, from the chart's top left corner, y downwards. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The row whose data it labels; absent where a transform has computed them from several. */
  readonly place?: RowPlace;
}
