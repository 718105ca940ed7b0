import type { Drawing } from "../../drawing.ts";
import type { ChartBox, Meaning } from "./page.ts";

/** A position and size, points. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A picture that fills a place: scaled to cover it, and cut off where it is larger.
 *
 * @param id the drawing's id
 * @param means a Figure element, or decoration
 * @param focus the point that is always shown, in shares of the picture's width and height @default its centre
 */
export function pictureBox(
  { width, height }: Pick<Drawing, "width" | "height">,
  id: string,
  place: Place,
  means: Meaning,
  focus = { x: 0.5, y: 0.5 },
): ChartBox {
  const scale = Math.max(place.width / width, place.height / height);
  const spare = { x: width * scale - place.width, y: height * scale - place.height };
  // The visible part is centred on the focus, as far as the picture allows.
  const offset = (share: number, size: number, room: number, more: number): number =>
    Math.min(more, Math.max(0, share * size * scale - room / 2));
  const cut = spare.x > 0.01 || spare.y > 0.01;
  return {
    kind: "chart",
    means,
    ...place,
    figure: id,
    scale,
    ...(cut
      ? {
          offset: {
            x: offset(focus.x, width, place.width, Math.max(0, spare.x)),
            y: offset(focus.y, height, place.height, Math.max(0, spare.y)),
          },
        }
      : {}),
  };
}
