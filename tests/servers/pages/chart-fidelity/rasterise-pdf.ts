import { spawn } from "node:child_process";
import { buffer } from "node:stream/consumers";
import { scale, type Raster } from "./compare-pixels.ts";
import { readRaster } from "./read-raster.ts";
import { shrinkRaster } from "./shrink-raster.ts";

/**
 * Rasterises a PDF's first page at 144 dpi with Poppler and Cairo. Poppler's other rasteriser, pdftoppm, moves the
 * edges of bars and lines to whole pixels, which would hide what the PDF says.
 *
 * @param finer factor by which the page is painted finer and then reduced, since Cairo also moves lines that are
 *   thinner than a pixel
 */
export async function rasterisePdf(pdf: Uint8Array, finer = 1): Promise<Raster> {
  const program = spawn("pdftocairo", ["-png", "-singlefile", "-r", String(72 * scale * finer), "-", "-"], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  program.stdin.end(pdf);
  const raster = readRaster(await buffer(program.stdout));
  return shrinkRaster(raster, finer);
}
