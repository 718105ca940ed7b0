import type { Warn, Where } from "../../errors.ts";
import type { Shelf, TextMeasurer, TextOutliner } from "../../ports.ts";
import type { Locale } from "../locale/locale.ts";
import type { Theme } from "../template/theme.ts";
import type { Spec } from "./spec.ts";

/** Settings for a chart that is a page by itself rather than a figure of a report. */
export interface AuthoredSettings {
  /** A Vega or Vega-Lite config, overridden by the spec's own. @default Vega's defaults */
  readonly config?: Spec | undefined;
  /** Reads a file that the spec names by URL. @default every URL is refused */
  readonly read?: ((url: string) => Promise<Uint8Array>) | undefined;
}

export interface ChartSettings {
  /** Outer width of the chart, points. */
  readonly width: number;
  /** Factor by which plots are taller than their author made them; of no effect without `Chart.plots`. @default 1 */
  readonly stretch?: number | undefined;
  /**
   * Draws the spec as its author wrote it: with its own size and config, no house style, and labels unchanged. Whatever
   * Vega draws without complaint is then not an error: an unknown field is a warning.
   */
  readonly authored?: AuthoredSettings;
  readonly theme: Theme;
  readonly locale: Locale;
  /** BCP 47; a composed alternative text is Chinese for `zh`, English otherwise. */
  readonly language: string;
  readonly measurer: TextMeasurer & TextOutliner;
  /** Where compiled specs are kept beyond this process. @default nowhere */
  readonly shelf?: Shelf | undefined;
  /** The report's own date, `YYYY-MM-DD`: what `now()` gives, at midnight in UTC. @default `now()` is an error */
  readonly date?: string;
  /** Called if the chart uses `now()`. */
  readonly tellClock?: () => void;
  /** The report's parameters, which set the params or signals of the same names in the spec. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whether to attach the data drawn to the PDF. */
  readonly attach: boolean;
  /** Alternative text of the directive. */
  readonly alt?: string | undefined;
  /** The words around the chart that may say what it shows: title, deck, note. */
  readonly says?: readonly string[] | undefined;
  /** Where the report draws the chart, for errors and warnings. */
  readonly where: Where;
  readonly warn: Warn;
  /** Row of a query's result → its place; if given, the chart says where its texts come from. */
  readonly rows?: ReadonlyMap<object, { readonly query: string; readonly row: number }> | undefined;
  readonly limits: {
    /** Most items of the scenegraph: every bar, point, label and tick is one. */
    readonly marks: number;
  };
}
