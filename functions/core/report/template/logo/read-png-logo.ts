import { isWholePng } from "../../picture/raster/read-png-image.ts";
import { isPng, readImageHeader } from "../../picture/read-image-header.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { Logo } from "../theme.ts";

/** Most pixels: a logo is printed an inch or two wide. */
const mostPixels = 4_000_000;

/**
 * Reads a PNG file as a logo. Its pixels are embedded when it is drawn; here its chunks and their checksums are checked
 * (ISO/IEC 15948, 5.3), so that a damaged or truncated file is a problem of the template rather than of a report.
 *
 * @returns undefined if it cannot be drawn
 */
export function readPngLogo(file: string, bytes: Uint8Array, problems: TemplateProblems): Logo | undefined {
  const refuse = (message: string, hint: string): undefined => {
    problems.add({ code: "invalid-logo", message: `${file}: ${message}`, where: { file }, hint });
    return undefined;
  };
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isPng(bytes)) return refuse("the logo is not a PNG file", "save it as PNG or SVG");
  const header = readImageHeader(bytes);
  if (header === undefined || !isWholePng(data))
    return refuse("the logo is a PNG file that is damaged or cut short", "save it again");
  const { width, height } = header;
  if (width === 0 || height === 0 || width * height > mostPixels) {
    return refuse(
      `the logo has ${width} × ${height} pixels, more than the ${mostPixels} allowed in all`,
      "scale it down: 600 pixels are sharp over two inches",
    );
  }
  return { width, height, png: data.toString("base64") };
}
