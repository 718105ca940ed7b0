/** What a chart is drawn as: `bar` lies, `column` stands. */
export type ChartKind = "bar" | "column" | "line" | "area" | "point";

/** What a column of an axis holds. */
export type ChartType = "nominal" | "ordinal" | "temporal" | "quantitative";

export type ChartAxisName = "x" | "y";

/** An axis as the spec says it. */
export interface ChartAxis {
  /** Absent if the axis only counts. */
  readonly column?: string;
  readonly type: ChartType;
  /** How its values are computed, such as `sum`; absent if they are drawn as they are. */
  readonly aggregate?: string;
  /** Null: none is printed. Absent: the column's name is. */
  readonly title?: string | null;
  readonly format?: string;
  readonly min?: number;
  readonly max?: number;
  /** Whether the axis itself is drawn. */
  readonly shown: boolean;
}

/** A number, an ISO date, or a name. */
export type ChartValue = number | string | boolean;

/** What is written into a chart beside its data. */
export type ChartNote =
  /** A line across the chart, at a number or a date. */
  | { readonly mark: "line"; readonly axis: ChartAxisName; readonly at: ChartValue; readonly text: string }
  /** A band across the chart, between two numbers or dates. */
  | {
      readonly mark: "range";
      readonly axis: ChartAxisName;
      readonly from: ChartValue;
      readonly to: ChartValue;
      readonly text: string;
    }
  /**
   * Words on the mark of a row: of its value on the axis of categories or time, of its group, and of its panel; without
   * one, in all panels that have such a row.
   */
  | {
      readonly mark: "point";
      readonly at: ChartValue;
      readonly group?: ChartValue;
      readonly panel?: ChartValue;
      readonly text: string;
    };

/** `rows`: as the query gives them; `most`, `least`: by the value. */
export type ChartSort = "rows" | "names" | "most" | "least";

/** Colours by their role in the theme. */
export const chartColours = ["accent", "ink", "muted", "good", "watch", "bad", "above", "below"] as const;
export type ChartColour = (typeof chartColours)[number];

/** A chart's spec, as far as it can be edited without its text. */
export interface DescribedChart {
  readonly kind: ChartKind;
  /** The kinds that suit its columns, and that it can be. */
  readonly kinds: readonly ChartKind[];
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  /** The axis of the values; the other one has the categories or the time. */
  readonly values: ChartAxisName;
  /** Of marks that stand for an interval each: the column at which it ends. */
  readonly until?: string;
  /** The column whose members have colours. */
  readonly group?: string;
  /** The column whose members have a panel each. */
  readonly panels?: string;
  /** The colour of all marks; `other` for one that the theme does not name; absent for the theme's own choice. */
  readonly colour?: ChartColour | "other";
  /** Absent if there are no categories, or they have an order of their own kind. */
  readonly sort?: ChartSort;
  /** Whether the values stand beside the marks. */
  readonly labels: boolean;
  readonly notes: readonly ChartNote[];
  readonly offers: ChartOffers;
}

/** The changes that a chart can have as it is. */
export interface ChartOffers {
  /** The axes on which another column can stand. */
  readonly columns: readonly ChartAxisName[];
  /** Whether a column can have the colours; of one that has them, whether it can lose them. */
  readonly group: boolean;
  readonly sorts: readonly ChartSort[];
  /** Whether the values can stand beside the marks, or be taken away from there. */
  readonly labels: boolean;
  /** The axes on which a line or a range can stand. */
  readonly lines: readonly ChartAxisName[];
  /** Whether words can stand on the mark of a row. */
  readonly points: boolean;
}

/** One change of a chart. */
export type ChartChange =
  | { readonly kind: ChartKind }
  | { readonly x: { readonly column: string; readonly type: ChartType } }
  | { readonly y: { readonly column: string; readonly type: ChartType } }
  /** Null: all marks are of one kind. */
  | { readonly group: { readonly column: string } | null }
  | { readonly sort: ChartSort }
  | { readonly colour: ChartColour }
  | { readonly labels: boolean }
  /** A title without a text is not printed. */
  | { readonly title: { readonly axis: ChartAxisName; readonly text: string | null } }
  /** Null: as the theme has it. */
  | { readonly format: { readonly axis: ChartAxisName; readonly pattern: string | null } }
  /** Null: as the data have it. */
  | {
      readonly domain: {
        readonly axis: ChartAxisName;
        readonly min?: number | null;
        readonly max?: number | null;
      };
    }
  | { readonly note: ChartNote }
  /** By its place among the notes, from 0. */
  | { readonly without: number };

/** Why a spec can be edited only as text. */
export const freeReasons = {
  vega: "it is written in Vega",
  "no-object": "it is no object",
  "several-charts": "it puts several charts together",
  "other-marks": "it draws other marks than bars, lines, areas and points",
  "no-axes": "its marks have no places on two axes",
  "layers-apart": "several of its layers have places of their own",
  "no-types": "it does not say what its axes hold",
} as const;
export type FreeReason = keyof typeof freeReasons;
