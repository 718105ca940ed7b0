import { readLength } from "./svg-length.ts";
import type { SvgStyle } from "./svg-style.ts";
import { multiply, type Matrix } from "./svg-transform.ts";
import type { View } from "./view-box.ts";

/** Where and how an element is painted. */
export interface Place {
  readonly style: SvgStyle;
  readonly opacity: number;
  readonly matrix: Matrix;
  readonly view: View["box"];
  readonly depth: number;
}

/** A place moved by an element's `x` and `y`. */
export function shifted(place: Place, attributes: ReadonlyMap<string, string>): Place {
  const [x, y] = [
    readLength(attributes.get("x"), place.view.width) ?? 0,
    readLength(attributes.get("y"), place.view.height) ?? 0,
  ];
  return { ...place, matrix: multiply(place.matrix, [1, 0, 0, 1, x, y]) };
}

/** Converts the sizes of a shape to user units. */
export function inUnits(attributes: ReadonlyMap<string, string>, { view, style }: Place): Map<string, string> {
  const whole = (key: string): number =>
    /^(x|cx|x1|x2|rx|width)$/.test(key)
      ? view.width
      : /^(y|cy|y1|y2|ry|height)$/.test(key)
        ? view.height
        : Math.hypot(view.width, view.height) / Math.SQRT2;
  return new Map(
    [...attributes].map(([key, value]) => [
      key,
      /^(x|y|cx|cy|r|rx|ry|x1|x2|y1|y2|width|height)$/.test(key)
        ? String(readLength(value, whole(key), style.size) ?? value)
        : value,
    ]),
  );
}
