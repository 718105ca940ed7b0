import { describe, expect, it } from "vitest";
import type { RasterImage } from "../../../../../functions/core/drawing.ts";
import { readPng } from "../../../../../functions/core/report/picture/raster/read-png.ts";
import { readFace, testTypesetter } from "../../chart/chart-fixtures.ts";
import { chunk, jpeg, png } from "../../../pictures.ts";
import { canvasPage, type CanvasPage } from "../canvas-page.ts";

function draw(image: RasterImage): Promise<CanvasPage> {
  return canvasPage(testTypesetter(), readFace, 100, 100, (context) => context.drawImage(image, 10, 20, 40, 30));
}

describe("readPng", () => {
  it("reads grey, palette, RGB and alpha of every depth", () => {
    expect([...readPng(png({ width: 2, height: 1, depth: 8, type: 0 }, [[0, 7, 200]]))]).toEqual([
      7, 7, 7, 255, 200, 200, 200, 255,
    ]);
    expect([...readPng(png({ width: 3, height: 1, depth: 1, type: 0 }, [[0, 0b10100000]]))]).toEqual([
      255, 255, 255, 255, 0, 0, 0, 255, 255, 255, 255, 255,
    ]);
    expect([...readPng(png({ width: 1, height: 1, depth: 16, type: 2 }, [[0, 10, 99, 20, 99, 30, 99]]))]).toEqual([
      10, 20, 30, 255,
    ]);
    expect([...readPng(png({ width: 1, height: 1, depth: 8, type: 4 }, [[0, 9, 128]]))]).toEqual([9, 9, 9, 128]);
    expect([...readPng(png({ width: 1, height: 1, depth: 8, type: 6 }, [[0, 1, 2, 3, 4]]))]).toEqual([1, 2, 3, 4]);
    const palette = [chunk("PLTE", Buffer.from([1, 2, 3, 4, 5, 6])), chunk("tRNS", Buffer.from([40]))];
    expect([...readPng(png({ width: 2, height: 1, depth: 4, type: 3 }, [[0, 0x10]], palette))]).toEqual([
      4, 5, 6, 255, 1, 2, 3, 40,
    ]);
    const key = [chunk("tRNS", Buffer.from([0, 1, 0, 2, 0, 3]))];
    expect([...readPng(png({ width: 2, height: 1, depth: 8, type: 2 }, [[0, 1, 2, 3, 1, 2, 4]], key))]).toEqual([
      1, 2, 3, 0, 1, 2, 4, 255,
    ]);
  });

  it("undoes every filter", () => {
    const rows = [
      [0, 10, 20, 30],
      [1, 10, 10, 10],
      [2, 1, 1, 1],
      [3, 5, 5, 5],
      [4, 1, 1, 1],
    ];
    const grey = [...readPng(png({ width: 3, height: 5, depth: 8, type: 0 }, rows))].filter((_, i) => i % 4 === 0);
    expect(grey).toEqual([10, 20, 30, 10, 20, 30, 11, 21, 31, 10, 20, 30, 11, 21, 31]);
  });

  it("puts interlaced pixels where they belong", () => {
    // A 3 × 2 image has pixels in the passes 1 (0,0), 4 (2,0), 6 (1,0) and 7 (the second row).
    const rows = [
      [0, 1],
      [0, 3],
      [0, 2],
      [0, 4, 5, 6],
    ];
    const grey = [...readPng(png({ width: 3, height: 2, depth: 8, type: 0, interlaced: true }, rows))].filter(
      (_, i) => i % 4 === 0,
    );
    expect(grey).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("reports a broken or truncated image, and does not unpack a bomb", () => {
    expect(() => readPng(png({ width: 4, height: 4, depth: 8, type: 0 }, [[0, 1, 2, 3, 4]]))).toThrow(RangeError);
    expect(() => readPng(png({ width: 1, height: 1, depth: 8, type: 5 }, [[0, 1]]))).toThrow(RangeError);
    expect(() => readPng(png({ width: 1, height: 1, depth: 8, type: 0 }, [Array<number>(1_000_000).fill(0)]))).toThrow(
      RangeError,
    );
    expect(() => readPng(png({ width: 9, height: 1, depth: 8, type: 0 }, [[0]]).subarray(0, 45))).toThrow(RangeError);
  });
});

describe("drawImage", () => {
  const image: RasterImage = {
    format: "png",
    width: 1,
    height: 1,
    bytes: png({ width: 1, height: 1, depth: 8, type: 6 }, [[0, 1, 2, 3, 4]]),
  };

  it("places the image upright, with a soft mask for translucent pixels", async () => {
    const { content, pdf } = await draw(image);
    expect(content).toContain("q\n40 0 0 30 10 50 cm\n/C1 Do\nQ");
    const file = Buffer.from(pdf).toString("latin1");
    expect(file).toMatch(/\/Subtype \/Image[^>]*\/SMask \d+ 0 R/);
    expect(file.match(/\/Subtype \/Image/g)).toHaveLength(2);
  });

  it("writes an image once however often it is drawn", async () => {
    const { pdf, content } = await canvasPage(testTypesetter(), readFace, 100, 100, (context) => {
      for (const x of [0, 20, 40]) context.drawImage(image, x, 0, 10, 10);
    });
    expect(content.match(/ Do/g)).toHaveLength(3);
    expect(
      Buffer.from(pdf)
        .toString("latin1")
        .match(/\/Subtype \/Image/g),
    ).toHaveLength(2);
  });

  it("embeds JPEG as it is, grey or RGB, and warns of the rest", async () => {
    expect(
      Buffer.from((await draw({ format: "jpeg", width: 2, height: 2, bytes: jpeg(2, 2, 3) })).pdf).toString("latin1"),
    ).toMatch(/\/ColorSpace \/DeviceRGB[^>]*\/Filter \/DCTDecode/);
    expect(
      Buffer.from((await draw({ format: "jpeg", width: 2, height: 2, bytes: jpeg(2, 2, 1) })).pdf).toString("latin1"),
    ).toContain("/DeviceGray");
    const { content, warnings } = await draw({ format: "jpeg", width: 2, height: 2, bytes: jpeg(2, 2, 4) });
    expect(content).toBe("");
    expect(warnings).toEqual([expect.stringContaining("4 components")]);
  });
});
