import { beginsFrame, type JpegHeader } from "../read-image-header.ts";
import { PictureFault } from "../picture-fault.ts";
import { readOrientation, type Orientation } from "./orientations.ts";
import { checkProfile } from "./check-profile.ts";
import type { UprightImage } from "./upright-image.ts";

/** The contents of a JPEG's segments. */
interface Segments {
  /** The file without its metadata: place, camera, preview, profile. */
  readonly kept: Buffer;
  readonly profile: Buffer | undefined;
  readonly orientation: Orientation;
  readonly adobe: boolean;
}

/** Frames that a PDF can hold (ISO 32000-1, 7.4.8): baseline, extended, progressive; all Huffman-coded. */
const frames = new Set([0xc0, 0xc1, 0xc2]);

/**
 * Prepares a JPEG for a PDF (ITU T.81, annex B): does not decode the image, separates its colour profile, and leaves
 * out everything else that is not part of the picture.
 *
 * @throws PictureFault if it is cut short or of a kind that a PDF cannot hold
 */
export function readJpegImage(bytes: Uint8Array, { width, height, depth, components }: JpegHeader): UprightImage {
  if (depth !== 8)
    throw new PictureFault(`is a JPEG of ${depth} bits`, {
      seen: `${depth} bits per sample`,
      allowed: "8 bits per sample",
      hint: "save it as PNG, or with 8 bits",
    });
  if (![1, 3, 4].includes(components))
    throw new PictureFault(`is a JPEG of ${components} components`, { seen: components, allowed: [1, 3, 4] });
  const { kept, profile, orientation, adobe } = readSegments(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  );
  if (profile === undefined && components === 4) {
    throw new PictureFault("is a JPEG in CMYK without a colour profile: its colours would depend on the press", {
      hint: "save it in RGB, or with its profile embedded",
    });
  }
  const meaning = profile === undefined ? {} : { profile: checkProfile(profile, components) };
  // Adobe's programs, and therefore nearly all others, write inks inverted.
  return {
    image: {
      format: "jpeg",
      width,
      height,
      bytes: kept,
      ...meaning,
      ...(components === 4 && adobe ? { inverted: true } : {}),
    },
    orientation,
  };
}

function readSegments(file: Buffer): Segments {
  const kept: Buffer[] = [file.subarray(0, 2)];
  const profile: Buffer[] = [];
  let orientation: Orientation = 1;
  let adobe = false;
  for (let at = 2; ;) {
    while (file[at] === 0xff && file[at + 1] === 0xff) at += 1;
    const marker = file[at + 1];
    if (file[at] !== 0xff || marker === undefined) throw cutShort();
    if (marker === 0xd9) {
      kept.push(file.subarray(at, at + 2));
      return {
        kept: Buffer.concat(kept),
        profile: profile.length === 0 ? undefined : joinProfile(profile),
        orientation,
        adobe,
      };
    }
    const end = at + 2 + (at + 4 > file.length ? file.length : file.readUInt16BE(at + 2));
    if (end > file.length || end < at + 4) throw cutShort();
    const body = file.subarray(at + 4, end);
    if (beginsFrame(marker) && !frames.has(marker)) {
      throw new PictureFault("is a JPEG of a kind that a PDF cannot hold: lossless or arithmetic-coded", {
        hint: "save it as an ordinary JPEG, or as PNG",
      });
    }
    if (marker === 0xe2 && begins(body, "ICC_PROFILE\0")) profile.push(body.subarray(12));
    else if (marker === 0xe1 && begins(body, "Exif\0\0")) orientation = readOrientation(body.subarray(6));
    if (marker === 0xee && begins(body, "Adobe")) adobe = true;
    const next = marker === 0xda ? endOfScan(file, end) : end;
    // Of the APPn segments and comments, only JFIF and Adobe's marker affect decoding.
    const about = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
    if (!about || (marker === 0xe0 && begins(body, "JFIF\0")) || (marker === 0xee && begins(body, "Adobe")))
      kept.push(file.subarray(at, next));
    at = next;
  }
}

/** The marker that ends entropy-coded data: not a stuffed byte, not a restart. */
function endOfScan(file: Buffer, start: number): number {
  for (let at = file.indexOf(0xff, start); at >= 0; at = file.indexOf(0xff, at + 2)) {
    const next = file[at + 1];
    if (next === undefined) break;
    if (next === 0xff) at -= 1;
    else if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw cutShort();
}

/** Joins a profile from its pieces, each with its number and the count (ICC.1, B.4). */
function joinProfile(pieces: readonly Buffer[]): Buffer {
  const sorted = pieces.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  if (sorted.some((piece, index) => piece[0] !== index + 1 || piece[1] !== pieces.length))
    throw new PictureFault("has a colour profile with a missing piece", { hint: "save it again" });
  return Buffer.concat(sorted.map((piece) => piece.subarray(2)));
}

function begins(body: Buffer, mark: string): boolean {
  return body.toString("latin1", 0, mark.length) === mark;
}

function cutShort(): PictureFault {
  return new PictureFault("is a JPEG that is damaged or cut short", { hint: "save it again" });
}
