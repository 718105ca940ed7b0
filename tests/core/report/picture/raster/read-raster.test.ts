import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CanvasContext, RasterImage } from "../../../../../functions/core/drawing.ts";
import { PictureFault } from "../../../../../functions/core/report/picture/picture-fault.ts";
import { orientations, readOrientation } from "../../../../../functions/core/report/picture/raster/orientations.ts";
import { readRaster } from "../../../../../functions/core/report/picture/raster/read-raster.ts";
import { deflateSync } from "node:zlib";
import { readFace, testTypesetter } from "../../chart/chart-fixtures.ts";
import { canvasPage } from "../../pdf/canvas-page.ts";
import { chunk, png } from "../../../pictures.ts";

const read = (name: string): Buffer => readFileSync(join(import.meta.dirname, "jpegs", name));
const modules = join(import.meta.dirname, "../../../../../node_modules");
const sRgb = readFileSync(join(modules, "pdfkit/js/data/sRGB_IEC61966_2_1.icc"));
const press = readFileSync(join(modules, "pdfjs-dist/iccs/CGATS001Compat-v2-micro.icc"));

/** Inserts segments after the first two bytes of a JPEG. */
function withSegments(jpeg: Buffer, ...segments: readonly (readonly [marker: number, body: Buffer])[]): Buffer {
  const written = segments.map(([marker, body]) =>
    Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]),
  );
  return Buffer.concat([jpeg.subarray(0, 2), ...written, jpeg.subarray(2)]);
}

function exif(orientation: number, order: "II" | "MM" = "MM"): Buffer {
  const big = Buffer.from(`4d4d002a00000008000101120003000000010000000000000000`, "hex");
  big.writeUInt16BE(orientation, 18);
  const little = Buffer.from(`49492a0008000000010012010300010000000000000000000000`, "hex");
  little.writeUInt16LE(orientation, 18);
  return Buffer.concat([Buffer.from("Exif\0\0"), order === "MM" ? big : little]);
}

function profilePieces(profile: Buffer, pieces: number): [number, Buffer][] {
  const size = Math.ceil(profile.length / pieces);
  return Array.from({ length: pieces }, (_, index) => [
    0xe2,
    Buffer.concat([
      Buffer.from("ICC_PROFILE\0"),
      Buffer.from([index + 1, pieces]),
      profile.subarray(index * size, (index + 1) * size),
    ]),
  ]);
}

/** Returns what is drawn of an image, and with which matrix. */
function drawn(bytes: Uint8Array): { readonly image: RasterImage; readonly matrix: readonly number[] } {
  const seen: { image?: RasterImage; matrix?: readonly number[] } = {};
  const recorder = {
    save() {},
    restore() {},
    scale() {},
    transform: (...matrix: number[]) => void (seen.matrix = matrix),
    drawImage: (image: RasterImage) => void (seen.image = image),
  };
  readRaster(bytes)!.draw(recorder as unknown as CanvasContext);
  return seen as Required<typeof seen>;
}

function fault(bytes: Uint8Array): string {
  try {
    readRaster(bytes);
  } catch (error) {
    if (error instanceof PictureFault) return error.message;
    throw error;
  }
  return "none";
}

/** Draws an image on a PDF page and returns the dictionaries of the page's images. */
async function embedded(bytes: Uint8Array): Promise<string[]> {
  const drawing = readRaster(bytes)!;
  const { pdf } = await canvasPage(testTypesetter(), readFace, 100, 100, (context) => drawing.draw(context));
  return [
    ...Buffer.from(pdf)
      .toString("latin1")
      .matchAll(/<<[^<]*\/Subtype \/Image[\s\S]*?>>/g),
  ].map(([dictionary]) => dictionary.replace(/\s+/g, " "));
}

const pixel = (extra: readonly Uint8Array[] = []): Buffer =>
  png({ width: 1, height: 1, depth: 8, type: 2 }, [[0, 1, 2, 3]], extra);
const profiled = (profile: Uint8Array): Buffer =>
  chunk("iCCP", Buffer.concat([Buffer.from("name\0\0"), deflateSync(profile)]));
/** An sRGB profile with zeros at its end. */
function sized(length: number): Buffer {
  const profile = Buffer.concat([sRgb, Buffer.alloc(length - sRgb.length)]);
  profile.writeUInt32BE(length, 0);
  return profile;
}

describe("JPEG", () => {
  it("goes into the PDF as it is, in its own colours", async () => {
    expect(readRaster(read("rgb.jpg"))).toMatchObject({ width: 36, height: 24 });
    expect((await embedded(read("rgb.jpg")))[0]).toMatch(/\/ColorSpace \/DeviceRGB.*\/DCTDecode/);
    expect((await embedded(read("progressive.jpg")))[0]).toContain("/DeviceRGB");
    expect((await embedded(read("grey.jpg")))[0]).toContain("/DeviceGray");
  });

  it("keeps the meaning of its colours by its profile, in however many pieces it comes", async () => {
    const bytes = withSegments(read("rgb.jpg"), ...profilePieces(sRgb, 3));
    expect(drawn(bytes).image.profile).toEqual({ bytes: sRgb, components: 3 });
    expect((await embedded(bytes))[0]).toMatch(/\/ColorSpace \[\/ICCBased \d+ 0 R\]/);
  });

  it("prints inks by their profile, which Adobe's mark turns upside down", async () => {
    for (const name of ["cmyk.jpg", "ycck.jpg"]) {
      const bytes = withSegments(read(name), ...profilePieces(press, 1));
      expect(drawn(bytes).image).toMatchObject({ inverted: true, profile: { components: 4 } });
      expect((await embedded(bytes))[0]).toMatch(/ICCBased.*\/Decode \[1 0 1 0 1 0 1 0\]/);
    }
    expect(fault(read("cmyk.jpg"))).toMatch(/CMYK without a colour profile/);
  });

  it("leaves out the metadata of its maker", () => {
    const secret = Buffer.from("http://ns.adobe.com/xap/1.0/\0GPS 39.9 N");
    const bytes = Buffer.concat([
      withSegments(read("rgb.jpg"), [0xe1, exif(1)], [0xe1, secret], [0xfe, Buffer.from("a comment")]),
      Buffer.from("a second picture"),
    ]);
    expect(Buffer.from(drawn(bytes).image.bytes)).toEqual(read("rgb.jpg"));
  });

  it("stands upright, however the camera was held", () => {
    expect(readRaster(withSegments(read("rgb.jpg"), [0xe1, exif(6)]))).toMatchObject({ width: 24, height: 36 });
    expect(readRaster(withSegments(read("rgb.jpg"), [0xe1, exif(3, "II")]))).toMatchObject({ width: 36, height: 24 });
    expect(drawn(withSegments(read("rgb.jpg"), [0xe1, exif(8, "II")])).matrix).toEqual([0, -1, 1, 0, 0, 48]);
  });

  it("that is damaged, or that a PDF cannot hold, is refused", () => {
    const whole = read("rgb.jpg");
    for (let length = 2; length < whole.length - 1; length += 7)
      expect(fault(whole.subarray(0, length))).toMatch(/damaged/);
    const frame = whole.indexOf(Buffer.from([0xff, 0xc0]));
    const changed = (at: number, value: number): Buffer =>
      Buffer.from(whole.map((byte, index) => (index === at ? value : byte)));
    expect(fault(changed(frame + 1, 0xc9))).toMatch(/arithmetic/);
    expect(fault(changed(frame + 4, 12))).toMatch(/12 bits/);
    expect(fault(changed(frame + 9, 2))).toMatch(/2 components/);
    expect(fault(withSegments(whole, ...profilePieces(sRgb, 2).slice(1)))).toMatch(/a missing piece/);
    expect(fault(withSegments(whole, ...profilePieces(press, 1)))).toMatch(/does not fit/);
    expect(fault(withSegments(whole, ...profilePieces(sRgb.subarray(0, 200), 1)))).toMatch(/damaged/);
  });
});

describe("orientations", () => {
  // Places of the corners of an image 4 wide and 2 high: top left, top right, bottom left.
  it.each([
    [1, [0, 0], [4, 0], [0, 2]],
    [2, [4, 0], [0, 0], [4, 2]],
    [3, [4, 2], [0, 2], [4, 0]],
    [4, [0, 2], [4, 2], [0, 0]],
    [5, [0, 0], [0, 4], [2, 0]],
    [6, [2, 0], [2, 4], [0, 0]],
    [7, [2, 4], [2, 0], [0, 4]],
    [8, [0, 4], [0, 0], [2, 4]],
  ] as const)("%i turns the corners to their places", (orientation, ...corners) => {
    const [a, b, c, d, e, f] = orientations[orientation].matrix(4, 2);
    const moved = [
      [0, 0],
      [4, 0],
      [0, 2],
    ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f]);
    expect(moved).toEqual(corners);
  });

  it("is upright if its orientation is not given", () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from("MM"),
      Buffer.from("4d4d002affffffff", "hex"),
      exif(9).subarray(6),
      exif(0).subarray(6),
    ])
      expect(readOrientation(bytes)).toBe(1);
  });
});

describe("PNG", () => {
  it("is decoded into the PDF, with its profile", async () => {
    expect((await embedded(pixel()))[0]).toContain("/ColorSpace /DeviceRGB");
    expect((await embedded(pixel([profiled(sRgb)])))[0]).toMatch(/ICCBased/);
  });

  it("that is damaged is refused before a page is made", () => {
    const whole = pixel();
    for (let length = 8; length < whole.length; length += 3)
      expect(fault(whole.subarray(0, length))).toMatch(/damaged|truncated/);
    expect(fault(Buffer.from(whole.map((byte, index) => (index === whole.length - 20 ? byte ^ 1 : byte))))).toMatch(
      /damaged/,
    );
    expect(fault(png({ width: 2, height: 2, depth: 8, type: 0 }, [[0, 1, 2]]))).toMatch(/truncated/);
    expect(fault(png({ width: 1, height: 1, depth: 8, type: 3 }, [[0, 0]]))).toMatch(/palette/);
    expect(fault(pixel([profiled(Buffer.alloc(10))]))).toMatch(/colour profile that is damaged/);
    expect(fault(pixel([chunk("iCCP", Buffer.from("name\0\0abc"))]))).toMatch(/colour profile that is damaged/);
  });

  it("may have a profile of up to 4 MB", () => {
    expect(drawn(pixel([profiled(sized(4_000_000))])).image.profile?.bytes).toHaveLength(4_000_000);
    expect(fault(pixel([profiled(sized(4_000_001))]))).toBe("has a colour profile that is too large");
  });

  it("is not unpacked if its header asks for too much", () => {
    expect(fault(png({ width: 20_000, height: 20_000, depth: 8, type: 0 }, [[0]]))).toMatch(/too many pixels/);
    expect(fault(png({ width: 40_000, height: 1, depth: 8, type: 0 }, [[0]]))).toMatch(/too many pixels/);
    expect(fault(png({ width: 0, height: 1, depth: 8, type: 0 }, [[0]]))).toMatch(/no pixels/);
  });
});

it("ignores files that are not images", () => {
  expect(readRaster(Buffer.from("GIF89a"))).toBeUndefined();
  expect(readRaster(Buffer.from("<svg/>"))).toBeUndefined();
});
