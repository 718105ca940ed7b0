/**
 * What a finished chart shows, in the terms of charts that office programs draw themselves. It is read from the scene,
 * and only where places and lengths prove it: whatever is drawn in another way has no such model.
 */
export interface ChartMarks {
  readonly kind: "bar" | "line" | "area" | "scatter" | "ring";
  /** Whether bars run from left to right, with the first place at the top. */
  readonly across: boolean;
  /** Whether the series lie on each other. */
  readonly stacked: boolean;
  /** What the points of all series are placed by. */
  readonly places: NamedPlaces | NumberedPlaces;
  /** Absent for a ring. */
  readonly values?: NumberAxis;
  readonly series: readonly MarkSeries[];
  /** Whether a legend names the series. */
  readonly legend: boolean;
  /** Its own title and subtitle and that of its legend, line by line. @default none */
  readonly titles?: readonly string[];
  /** Part of the step between places that the bars of all series take; for a ring, its hole's part of the radius. */
  readonly share: number;
}

/** Categories. */
export interface NamedPlaces {
  readonly kind: "names";
  readonly names: readonly string[];
  /** Whether an axis shows them. */
  readonly shown: boolean;
  readonly title?: string | undefined;
}

/** Numbers, or days since 1970, on an axis. */
export interface NumberedPlaces extends NumberAxis {
  readonly kind: "numbers" | "days";
}

/** A linear axis. Its numbers are those of the data; days are counted from 1 January 1970. */
export interface NumberAxis {
  readonly domain: readonly [number, number];
  /** From the least to the largest; none where the axis shows no labels. */
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  readonly grid: boolean;
  readonly title?: string | undefined;
}

export interface MarkSeries {
  readonly name: string;
  /** A CSS colour. */
  readonly color: string;
  /** From 0 to 1. */
  readonly opacity: number;
  /** Of a line, points; 0: there is none. */
  readonly width: number;
  readonly dashed: boolean;
  /** Whether it is a level line across bars. @default it is of the chart's kind */
  readonly level?: true;
  readonly points: readonly MarkPoint[];
}

export interface MarkPoint {
  /** Index of its name, or its number. */
  readonly place: number;
  /** With all digits of the data; null: a gap. */
  readonly value: number | string | null;
  /** If it is not its series'. */
  readonly color?: string | undefined;
  readonly marker?: Marker | undefined;
  readonly label?: PointLabel | undefined;
}

export interface Marker {
  readonly shape: "circle" | "square" | "diamond" | "triangle";
  /** Across, points. */
  readonly size: number;
  readonly color: string;
  /** Whether it is drawn as its outline. */
  readonly open: boolean;
}

export interface PointLabel {
  /** Its lines, as printed. */
  readonly lines: readonly string[];
  readonly side: "left" | "right" | "above" | "below" | "inside";
  /** Part of the chart's height by which it was moved down, so that it covers no other. @default 0 */
  readonly moved?: number;
  readonly color: string;
}
