import { setTimeout } from "node:timers/promises";
import { decodePixels, type Pixels } from "../servers/pages/decode-pixels.ts";

/**
 * Takes pictures until one shows what the last one showed, and has ink: pages are drawn one by one, on canvases that
 * are there before their content.
 *
 * @param share of dark pixels right of the form
 */
export async function untilDrawn(take: () => Promise<Buffer>, share = 0.01): Promise<Buffer> {
  for (let last = await take(); ;) {
    await setTimeout(2_000);
    const next = await take();
    if (next.equals(last) && inkRightOf(decodePixels(next), 600) > share) return next;
    last = next;
  }
}

/** Share of dark pixels right of a column. */
function inkRightOf({ width, height, bytes }: Pixels, column: number): number {
  let dark = 0;
  for (let row = 0; row < height; row++)
    for (let at = column; at < width; at++) if (bytes[(row * width + at) * 3]! < 96) dark++;
  return dark / ((width - column) * height);
}
