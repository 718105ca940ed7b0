import type { OpenPage } from "../open-page.ts";
import { drawDrawn } from "./draw-drawn.ts";
import type { DrawnPage } from "./drawn-pages.ts";

/**
 * Opens a page that came as a drawing, as soon as its images are here.
 *
 * @param size of the page, points
 */
export async function openDrawn(
  page: DrawnPage,
  size: { readonly width: number; readonly height: number },
): Promise<OpenPage> {
  if (page.kit.ready !== undefined) await page.kit.ready;
  return {
    draw: async (scale, before) => drawDrawn(page, size, scale, before),
    stands: true,
    close() {
      // Nothing is kept open.
    },
  };
}
