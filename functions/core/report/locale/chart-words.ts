/** The kind of a chart in its alternative text. */
export type ChartKind =
  | "line"
  | "bar"
  | "stackedBar"
  | "area"
  | "stackedArea"
  | "scatter"
  | "points"
  | "pie"
  | "map"
  | "heatmap"
  | "chart";

/**
 * The words of an alternative text that is made from the chart itself: "Line chart of share of GDP, 2018 to 2021: rises
 * from 25.1 to 30.1%." Names in braces are filled in; values come with their unit.
 */
export interface ChartWords {
  /** One chart, and several of them with their `{count}`. */
  readonly kinds: Readonly<Record<ChartKind, readonly [one: string, many: string]>>;
  /** After the kind: the measure (`{measure}`), the dimension (`{by}`) and its range. */
  readonly of: string;
  readonly by: string;
  readonly against: string;
  readonly span: string;
  /** A whole text: `{heading}` and `{body}`. */
  readonly sentence: string;
  /** Common nouns at the beginning of a measure's title, which lose their capital inside a sentence. */
  readonly commonNouns?: RegExp;
  readonly noData: string;
  readonly count: string;
  readonly countOne: string;
  readonly single: string;
  readonly rises: string;
  readonly falls: string;
  readonly steady: string;
  readonly returns: string;
  /** After a trend that went higher or lower in between. */
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
