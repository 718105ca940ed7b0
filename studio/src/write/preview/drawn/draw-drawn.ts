import { changedArea, reaches } from "./changed-area.ts";
import type { Area, DrawnBox } from "./drawn.ts";
import type { DrawnPage } from "./drawn-pages.ts";
import { paintBoxes } from "./paint-boxes.ts";

/** What a canvas shows. */
const shown = new WeakMap<HTMLCanvasElement, { readonly page: DrawnPage; readonly scale: number }>();

/**
 * Draws a page on a canvas at once.
 *
 * @param size of the page, points
 * @param scale pixels a point
 * @param canvas shows an earlier drawing: only where they differ is it painted anew
 * @returns the canvas, or another one if it shows nothing that can be gone on from
 */
export function drawDrawn(
  page: DrawnPage,
  size: { readonly width: number; readonly height: number },
  scale: number,
  canvas?: HTMLCanvasElement,
): HTMLCanvasElement {
  const [width, height] = [Math.floor(size.width * scale), Math.floor(size.height * scale)];
  const before = canvas === undefined ? undefined : shown.get(canvas);
  const goesOn =
    canvas !== undefined &&
    before?.scale === scale &&
    before.page.kit === page.kit &&
    canvas.width === width &&
    canvas.height === height;
  const own = goesOn ? canvas : blank(width, height);
  paint(own.getContext("2d")!, page, scale, goesOn ? changedArea(before!.page.boxes, page.boxes) : undefined);
  shown.set(own, { page, scale });
  return own;
}

function blank(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** @param area points; absent: the whole page */
function paint(
  context: CanvasRenderingContext2D,
  { boxes, kit }: DrawnPage,
  scale: number,
  area: Area | undefined,
): void {
  const { width, height } = context.canvas;
  // Whole pixels: an edge that cuts one would leave its trace.
  const [left, top, right, bottom] =
    area === undefined
      ? [0, 0, width, height]
      : [
          Math.max(0, Math.floor(area[0] * scale) - 1),
          Math.max(0, Math.floor(area[1] * scale) - 1),
          Math.min(width, Math.ceil(area[2] * scale) + 1),
          Math.min(height, Math.ceil(area[3] * scale) + 1),
        ];
  if (right <= left || bottom <= top) return;
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  context.fillStyle = "#ffffff";
  context.fillRect(left, top, right - left, bottom - top);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  const within: Area = [left / scale, top / scale, right / scale, bottom / scale];
  const seen: readonly DrawnBox[] = area === undefined ? boxes : boxes.filter((box) => reaches(box, within));
  paintBoxes(context, seen, kit, 1 / scale);
  context.restore();
}
