/** What a chart is to whoever hears of it. */
export type ChartKind = "line" | "bar" | "stackedBar" | "area" | "stackedArea" | "scatter" | "points" | "pie" | "map" | "heatmap" | "chart";

/**
 * The words of an alternative text that is made from the chart itself: "Line chart of share of GDP, 2018 to 2021: rises from 25.1 to 30.1%."
 * Names in braces are filled in; values come with their unit.
 */
export interface ChartWords {
  /** One chart, and several of them with their `{count}`. */
  readonly kinds: Readonly<Record<ChartKind, readonly [one: string, many: string]>>;
  /** Behind the kind: what is measured (`{measure}`), by what (`{by}`), from where to where. */
  readonly of: string;
  readonly by: string;
  readonly against: string;
  readonly span: string;
  /** A whole text: `{heading}` and `{body}`. */
  readonly sentence: string;
  /** Common nouns that begin a measure's title, and lose their capital inside a sentence. */
  readonly commonNouns?: RegExp;
  readonly noData: string;
  readonly count: string;
  readonly countOne: string;
  readonly single: string;
  readonly rises: string;
  readonly falls: string;
  readonly steady: string;
  readonly returns: string;
  /** Behind a trend that went higher or lower on its way. */
  readonly high: string;
  readonly low: string;
  /** Of one of several series, and of a stack's total: `{clause}`. */
  readonly series: string;
  readonly total: string;
  readonly largestPart: string;
  readonly manySeries: string;
  readonly extremes: string;
  /** Of a map: `{count}` of its `{total}` regions have no value. */
  readonly withoutValue: string;
  readonly flat: string;
  readonly range: string;
  readonly namedRange: string;
  readonly comma: string;
  readonly and: string;
}
