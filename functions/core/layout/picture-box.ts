import type { Drawing } from "../drawing.ts";
import type { ChartBox, Meaning } from "./page.ts";

/** Where something stands, points. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A picture that fills a place: made as large as it must be to cover it, and cut off where it is larger.
 *
 * @param id that the drawing is known by
 * @param means a Figure element, or decoration
 * @param focus the point that is shown in any case, in shares of the picture's width and height @default its middle
 */
export function pictureBox({ width, height }: Pick<Drawing, "width" | "height">, id: string, place: Place, means: Meaning, focus = { x: 0.5, y: 0.5 }): ChartBox {
  const scale = Math.max(place.width / width, place.height / height);
  const spare = { x: width * scale - place.width, y: height * scale - place.height };
  // What is shown is centred on the focus, as far as the picture reaches.
  const offset = (share: number, size: number, room: number, more: number): number => Math.min(more, Math.max(0, share * size * scale - room / 2));
  const cut = spare.x > 0.01 || spare.y > 0.01;
  return {
    kind: "chart",
    means,
    ...place,
    figure: id,
    scale,
    ...(cut ? { offset: { x: offset(focus.x, width, place.width, Math.max(0, spare.x)), y: offset(focus.y, height, place.height, Math.max(0, spare.y)) } } : {}),
  };
}
