import type { ChartAxisName } from "./chart.ts";

/** A JSON object of a spec. */
export type Part = Readonly<Record<string, unknown>>;

/** A channel of a chart's marks, and where the spec says it. */
export interface Channel {
  readonly pointer: string;
  readonly def: Part;
}

/** A view among the layers of a chart; the chart itself if it has none. */
export interface Layer {
  readonly pointer: string;
  readonly view: Part;
}

export function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The type of a view's mark; undefined if it has none. */
export function markOf({ mark }: Part): string | undefined {
  if (typeof mark === "string") return mark;
  return isPart(mark) && typeof mark["type"] === "string" ? mark["type"] : undefined;
}

/** The name of the column that a field reads. */
export function columnOf(field: unknown): string | undefined {
  return typeof field === "string" ? field.replace(/\\(.)/g, "$1") : undefined;
}

/** A column's name as a field. */
export function fieldOf(column: string): string {
  return column.replace(/[.[\]\\]/g, "\\$&");
}

const other = { x: "y", y: "x" } as const;

/** The axis across another. */
export function across(axis: ChartAxisName): ChartAxisName {
  return other[axis];
}
