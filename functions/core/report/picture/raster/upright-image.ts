import type { RasterImage } from "../../../drawing.ts";
import type { Orientation } from "./orientations.ts";

/** An image, and how to turn it upright. */
export interface UprightImage {
  readonly image: RasterImage;
  readonly orientation: Orientation;
}
