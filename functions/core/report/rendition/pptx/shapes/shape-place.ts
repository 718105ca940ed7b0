import { element, type Markup } from "../../markup.ts";
import type { Part } from "../../ooxml/write-package.ts";
import type { LayoutPlaces } from "./layout-places.ts";
import type { Rectangle } from "../slide-frame.ts";
import { emus } from "../slide-names.ts";
import type { TextPlace } from "./write-slide-text.ts";

/** Where the shapes of a slide are written. */
export interface ShapePlace extends TextPlace {
  /** Images of the file by their paths. */
  readonly images: Map<string, Part>;
  /** The places of the slide's layout. */
  readonly holders: LayoutPlaces["holders"];
  /** As in `LayoutPlaces`. */
  readonly boxes: LayoutPlaces["boxes"];
  /** Charts of the file and the workbooks with their numbers. */
  readonly chartParts: Part[];
  /** The next id on the slide. */
  nextId(): number;
}

/** Where a shape is. */
export function placeOf(name: "a:xfrm" | "p:xfrm", { x, y, width, height }: Rectangle): Markup {
  return element(
    name,
    {},
    element("a:off", { x: emus(x), y: emus(y) }),
    element("a:ext", { cx: emus(width), cy: emus(height) }),
  );
}
