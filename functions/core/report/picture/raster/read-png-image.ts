import { crc32, inflateSync } from "node:zlib";
import type { RasterImage } from "../../../drawing.ts";
import type { PngHeader } from "../read-image-header.ts";
import { PictureFault } from "../picture-fault.ts";
import { checkProfile } from "./check-profile.ts";
import { readOrientation, type Orientation } from "./orientations.ts";
import { checkPng } from "./read-png.ts";
import type { UprightImage } from "./upright-image.ts";

/** Most bytes of a profile, unpacked. */
const largestProfile = 4_000_000;

/**
 * Reads a PNG and checks that its chunks follow one another, each with its checksum (ISO/IEC 15948, 5.3), and that its
 * pixels can be unpacked; it is decoded when it is drawn. A profile (iCCP) is kept with it; without one it is sRGB.
 *
 * @throws PictureFault if it is damaged
 */
export function readPngImage(bytes: Uint8Array, { width, height, type }: PngHeader): UprightImage {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isWholePng(file)) throw new PictureFault("is a PNG that is damaged or cut short", { hint: "save it again" });
  try {
    checkPng(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new PictureFault(error.message.replace(/^it /, ""), { hint: "save it again" });
  }
  let profile: RasterImage["profile"];
  let orientation: Orientation = 1;
  for (const { name, body } of pngChunks(file)) {
    if (name === "iCCP") profile = unpackProfile(body, type);
    else if (name === "eXIf") orientation = readOrientation(body);
  }
  return { image: { format: "png", width, height, bytes, ...(profile !== undefined && { profile }) }, orientation };
}

/** Whether the chunks of a PNG follow one another from the header to the end, each with its checksum. */
export function isWholePng(file: Buffer): boolean {
  let pixels = false;
  let last = "";
  let end = 8;
  for (const { name, body, at } of pngChunks(file)) {
    if (crc32(file.subarray(at + 4, at + 8 + body.length)) !== file.readUInt32BE(at + 8 + body.length)) return false;
    if ((at === 8) !== (name === "IHDR") || (name === "IHDR" && body.length !== 13)) return false;
    if (name === "IDAT") pixels = true;
    last = name;
    end = at + 12 + body.length;
  }
  return pixels && last === "IEND" && end <= file.length;
}

/** The chunks up to IEND, or to the end of a truncated file. */
function* pngChunks(file: Buffer): Generator<{ readonly name: string; readonly body: Buffer; readonly at: number }> {
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    if (at + 12 + length > file.length) return;
    const name = file.toString("latin1", at + 4, at + 8);
    yield { name, body: file.subarray(at + 8, at + 8 + length), at };
    if (name === "IEND") return;
    at += 12 + length;
  }
}

/**
 * A profile's name, 0, 0 for its method, and the profile deflated (11.3.3.3). Grey pixels may have an RGB profile; in
 * the PDF they are then RGB.
 */
function unpackProfile(body: Buffer, type: number): RasterImage["profile"] {
  let unpacked: Buffer;
  try {
    unpacked = inflateSync(body.subarray(body.indexOf(0) + 2), { maxOutputLength: largestProfile });
  } catch (error) {
    if (error instanceof RangeError)
      throw new PictureFault("has a colour profile that is too large", {
        allowed: `${largestProfile} bytes`,
        hint: "save it again, in sRGB",
      });
    throw new PictureFault("has a colour profile that is damaged", { hint: "save it again, in sRGB" });
  }
  const grey = type === 0 || type === 4;
  return checkProfile(unpacked, grey && unpacked.toString("latin1", 16, 20) === "GRAY" ? 1 : 3);
}
