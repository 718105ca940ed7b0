import type { LineStyle, PathSegment } from "../layout/page.ts";
import { formatNumber } from "./file/pdf-value.ts";

/** Writes a point of a path as operands. */
export type WritePoint = (x: number, y: number) => string;

/** Path construction operators (ISO 32000-1, 8.5.2) of an outline. */
export function pathOperators(segments: readonly PathSegment[], write: WritePoint): string {
  return segments
    .map(([command, ...points]) => {
      if (command === "Z") return "h";
      const places: string[] = [];
      for (let at = 0; at < points.length; at += 2) places.push(write(points[at]!, points[at + 1]!));
      return `${places.join(" ")} ${command === "M" ? "m" : command === "L" ? "l" : "c"}`;
    })
    .join(" ");
}

const caps = { butt: 0, round: 1, square: 2 } as const;
const joins = { miter: 0, round: 1, bevel: 2 } as const;

/** Graphics state operators (ISO 32000-1, 8.4.4) of a line. */
export function lineOperators({ cap, join, miter, dashes, dashStart }: LineStyle): string {
  const pattern = dashes.length === 0 ? "" : ` [${dashes.map(formatNumber).join(" ")}] ${formatNumber(dashStart)} d`;
  return `${caps[cap]} J ${joins[join]} j ${formatNumber(miter)} M${pattern}`;
}

/**
 * The operator that stretches a pen, and what writes points so that they stay where they are.
 *
 * @param pen y downwards, as the layout has it
 * @param place of a point in the page's default user space, y upwards
 */
export function penOperators(
  [a, down, right, d]: NonNullable<LineStyle["pen"]>,
  place: (x: number, y: number) => readonly [x: number, y: number],
): { readonly stretch: string; readonly write: WritePoint } {
  const [b, c] = [-down, -right];
  const area = a * d - b * c;
  return {
    stretch: `${[a, b, c, d].map(formatNumber).join(" ")} 0 0 cm`,
    write(left, top) {
      const [x, y] = place(left, top);
      return `${formatNumber((d * x - c * y) / area)} ${formatNumber((a * y - b * x) / area)}`;
    },
  };
}
