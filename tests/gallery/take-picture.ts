import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateReport } from "../../functions/core/report/generate-report.ts";
import { openTemplate } from "../../functions/core/report/template/open-template.ts";
import { openExample } from "../docs/open-example.ts";
import type { Example } from "../docs/read-examples.ts";
import { decodePixels } from "../servers/pages/decode-pixels.ts";
import { runProgram } from "../servers/run-program.ts";
import { cropPixels } from "./crop-pixels.ts";
import { encodePng } from "./encode-png.ts";

/** Pixels per inch: of a part of a page, and of a whole page. */
const [sharp, small] = [96, 54];
/** Paper around the content, pixels. */
const border = 10;

/**
 * Takes a picture of what an example prints, as a PNG: the content between the margins of its first page, or one whole
 * page if the example says `page=`.
 *
 * @param folder for temporary files
 */
export async function takePicture(example: Example, folder: string): Promise<Buffer> {
  const { accepted, world } = await openExample(example);
  const { pdf } = await generateReport(accepted, world);
  const file = join(folder, "example.pdf");
  writeFileSync(file, pdf);
  const { page } = example.options;
  const dpi = page === undefined ? sharp : small;
  await runProgram("pdftoppm", [
    "-f",
    page ?? "1",
    "-l",
    page ?? "1",
    "-r",
    String(dpi),
    "-png",
    "-singlefile",
    file,
    join(folder, "example"),
  ]);
  const image = readFileSync(join(folder, "example.png"));
  if (page !== undefined) return image;
  const { margins, height } = (await openTemplate(world.store, accepted.template)).page;
  const pixels = decodePixels(image);
  return encodePng(
    cropPixels(
      pixels,
      Math.floor((margins.top * dpi) / 72) - 2,
      Math.ceil(((height - margins.bottom) * dpi) / 72) + 2,
      border,
    ),
  );
}
