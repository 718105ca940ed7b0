import type { TextOutliner } from "../../../ports.ts";
import type { Locale } from "../../locale/locale.ts";

/** Values in a chart's data that match no region of its map. */
export interface UnmatchedRegions {
  /** The field by which regions and data are matched. */
  readonly field: string;
  readonly values: readonly string[];
  /** The map's names for its regions. */
  readonly regions: readonly string[];
}

/** What a dataflow knows of the chart that it is for, beside its spec and data. */
export interface ChartInputs {
  /** The value of `now()`, milliseconds in UTC; undefined: the chart must not ask. */
  readonly now: number | undefined;
  /** Called when the chart asks for the time. */
  tellClock(): void;
  readonly outliner: TextOutliner;
  /** Names countries and languages. */
  readonly locale: Locale;
  /** Whether maps are drawn only as finely as they are printed, see `ThinPath`. */
  readonly thin: boolean;
  /** Receives values that lookups between data and regions leave unmatched; absent: nobody asks. */
  readonly tellUnmatched?: ((unmatched: UnmatchedRegions) => void) | undefined;
}

/** A view, which all transforms and functions of expressions know that it runs. */
interface InformedView {
  chartInputs?: ChartInputs | null;
}

/** Gives a view the inputs of its chart, before it runs. */
export function giveInputs(view: object, given: ChartInputs): void {
  (view as InformedView).chartInputs = given;
}

/** The same for a transform that does in any other view of the process what Vega's own does. */
export function inputsIfGiven(view: object): ChartInputs | undefined {
  return (view as InformedView).chartInputs ?? undefined;
}

/** The inputs of the chart that a view draws. */
export function inputsOf(view: object): ChartInputs {
  const { chartInputs } = view as InformedView;
  if (chartInputs === undefined || chartInputs === null)
    throw new TypeError("a view runs without the inputs of its chart");
  return chartInputs;
}
