import type { RasterImage } from "../../drawing.ts";
import type { Orientation } from "./orientations.ts";

/** An image, and how it has to be turned to stand upright. */
export interface UprightImage {
  readonly image: RasterImage;
  readonly orientation: Orientation;
}
