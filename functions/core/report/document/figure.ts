import type { Comparable, Comparison } from "./comparison.ts";
import type { Where } from "../../errors.ts";
import type { Captioned } from "./captioned.ts";

export interface Figure extends Captioned {
  readonly type: "figure";
  readonly chart: ChartRequest;
  /** Alternative text from the directive. */
  readonly alt?: string;
  /** Whether the data drawn is attached to the PDF. */
  readonly attach: boolean;
  readonly where: Where;
}

/** Picks the rows whose column has this value, of the column's type; null picks missing values. */
export interface Equality {
  readonly column: string;
  readonly value: Comparable;
}

/** Picks rows, by a value or by another comparison. */
export type RowCondition = Equality | Comparison;

/** Shapes of a map: a file of the template, and what of it is drawn. */
export interface GeometrySource {
  /** Path inside the template. */
  readonly file: string;
  readonly body: Uint8Array;
  /** TopoJSON: the object whose shapes are drawn, each for itself. */
  readonly feature?: string | undefined;
  /** TopoJSON: the object whose borders are drawn as one line. */
  readonly mesh?: string | undefined;
  /** Of a mesh: the borders between shapes, or those that only one shape has. @default all */
  readonly filter?: "interior" | "exterior" | undefined;
}

/** A chart to be compiled: strings already in the report's language. */
export interface ChartRequest {
  readonly name: string;
  readonly dialect: "vega-lite" | "vega";
  readonly spec: Readonly<Record<string, unknown>>;
  /** Name of a data source in the spec → name of the query that fills it. */
  readonly data: Readonly<Record<string, string>>;
  /** Name of a data source in the spec → the shapes that fill it. */
  readonly geometry?: Readonly<Record<string, GeometrySource>>;
  /** The data source that draws only some rows of its query, and which. */
  readonly picked?: { readonly source: string; readonly conditions: readonly RowCondition[] };
  /** Values of this chart alone for params or signals of its spec, before the report's parameters. */
  readonly params?: Readonly<Record<string, string | number | boolean | null>>;
  /** The file of the spec, so that faults can be shown in it. */
  readonly source?: { readonly file: string; readonly text: string } | undefined;
}
