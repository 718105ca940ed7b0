import type { ChartRequest } from "../../document/document.ts";
import { BroadsheetError } from "../../../errors.ts";
import { PictureFault } from "../../picture/picture-fault.ts";
import { readJpegImage } from "../../picture/raster/read-jpeg-image.ts";
import { readImageHeader } from "../../picture/read-image-header.ts";
import type { RasterImage } from "../../../drawing.ts";
import type { ChartSettings } from "../chart-settings.ts";
import { visitMarks, type SceneItem, type SceneMark } from "./scene.ts";

/** Most pixels of all images of a chart together: each takes four bytes when decoded. */
const pixelLimit = 40_000_000;

/** An image as Vega's loader attaches it to an item. */
interface LoadedImage extends RasterImage {
  readonly complete: true;
  readonly url: unknown;
}

/**
 * Gives the image marks of a scene their images before it is drawn: PNG and JPEG out of `data:`
 * URIs, and out of files where the settings read files. Anything else is left out, with a warning.
 *
 * @throws BroadsheetError `limit-exceeded` for more pixels than can be decoded: the size is read
 *   from the header
 */
export async function settleImages(root: SceneMark, request: ChartRequest, settings: ChartSettings): Promise<void> {
  const items: SceneItem[] = [];
  visitMarks(root, (mark) => {
    if (mark.marktype === "image") items.push(...mark.items);
  });
  const images = new Map<unknown, LoadedImage | undefined>();
  let pixels = 0;
  for (const item of items) {
    const { url } = item;
    if (url === undefined || url === null || url === "") {
      item.image ??= { complete: false, width: 0, height: 0 };
      continue;
    }
    if (!images.has(url)) {
      const image = await loadImage(String(url), request, settings);
      pixels += image === undefined ? 0 : image.width * image.height;
      if (pixels > pixelLimit) throw tooManyPixels(pixels, request, settings);
      images.set(url, image === undefined ? undefined : { ...image, complete: true, url });
    }
    item.image = images.get(url) ?? { complete: false, width: 0, height: 0, url };
  }
}

async function loadImage(
  url: string,
  { name }: ChartRequest,
  { authored, where, warn }: ChartSettings,
): Promise<RasterImage | undefined> {
  const refuse = (reason: string): undefined => {
    const shown = url.length > 80 ? `${url.slice(0, 77)}...` : url;
    warn({
      code: "chart-warning",
      message: `Chart "${name}": the image ${shown} ${reason}; its place stays empty`,
      where: { ...where, name },
      seen: shown,
      allowed: "PNG and JPEG as data: URIs",
    });
  };
  const uri = /^data:([^,]*),(.*)$/s.exec(url);
  let bytes: Uint8Array;
  if (uri !== null) bytes = decodeData(uri[1]!, uri[2]!);
  else if (authored?.read === undefined) return refuse("is not in the spec, and charts load nothing");
  else {
    try {
      bytes = await authored.read(url);
    } catch (error) {
      if (!(error instanceof BroadsheetError)) throw error;
      return refuse(`cannot be loaded (${error.message})`);
    }
  }
  const header = readImageHeader(bytes);
  if (header === undefined || header.width * header.height === 0) return refuse("is neither PNG nor JPEG");
  const { format, width, height } = header;
  if (header.format === "png") return { format, width, height, bytes };
  try {
    // With its colour profile, if it has one: inks mean nothing without.
    return readJpegImage(bytes, header).image;
  } catch (error) {
    if (!(error instanceof PictureFault)) throw error;
    return refuse(error.message);
  }
}

/** The bytes of a `data:` URI (RFC 2397). */
function decodeData(type: string, body: string): Uint8Array {
  if (/;\s*base64\s*$/i.test(type))
    return Buffer.from(body.includes("%") ? percentDecoded(body).toString("latin1") : body, "base64");
  return percentDecoded(body);
}

function percentDecoded(text: string): Buffer {
  return Buffer.from(
    text.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    "latin1",
  );
}

function tooManyPixels(pixels: number, { name }: ChartRequest, { where }: ChartSettings): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "too-many-pixels",
    message: `Chart "${name}" has images of ${pixels} pixels, more than the ${pixelLimit} allowed`,
    where: { ...where, name },
    seen: pixels,
    allowed: pixelLimit,
    hint: "use smaller images",
  });
}
