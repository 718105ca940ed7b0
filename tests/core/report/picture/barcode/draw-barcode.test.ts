import { describe, expect, it } from "vitest";
import type { CanvasContext } from "../../../../../functions/core/drawing.ts";
import { drawBarcode, type Barcode } from "../../../../../functions/core/report/picture/barcode/draw-barcode.ts";
import { symbologies } from "../../../../../functions/core/report/picture/barcode/symbologies.ts";
import { PictureFault } from "../../../../../functions/core/report/picture/picture-fault.ts";
import { readBarcodes } from "./read-barcodes.ts";

/** Pixels per point. */
const scale = 4;

type Corner = readonly [number, number];

/**
 * Draws a barcode into pixels and collects its words. It draws only rectangles and outlines of vertical and horizontal
 * lines, filled by the nonzero rule.
 */
function rasterise(barcode: Barcode) {
  const { width, height, draw } = drawBarcode(barcode);
  const [columns, rows] = [Math.ceil(width * scale), Math.ceil(height * scale)];
  const pixels = new Uint8Array(columns * rows * 4).fill(255);
  const words: string[] = [];
  let unit = scale;
  let loops: Corner[][] = [];
  const state = { fillStyle: "#000000" };
  const fill = (outline: readonly Corner[][]): void => {
    const verticals = outline
      .flatMap((loop) => loop.map(([x, y], index) => ({ x, from: y, to: (loop[index + 1] ?? loop[0]!)[1] })))
      .filter(({ from, to }) => from !== to);
    for (let row = 0; row < rows; row++) {
      const middle = (row + 0.5) / unit;
      const crossed = verticals.filter(({ from, to }) => Math.min(from, to) <= middle && middle < Math.max(from, to));
      for (let column = 0; column < columns; column++) {
        const winding = crossed.reduce(
          (sum, { x, from, to }) => sum + (x > (column + 0.5) / unit ? Math.sign(to - from) : 0),
          0,
        );
        if (winding !== 0)
          pixels.fill(
            state.fillStyle === "#000000" ? 0 : 255,
            (row * columns + column) * 4,
            (row * columns + column) * 4 + 3,
          );
      }
    }
  };
  const canvas = Object.assign(state, {
    save: () => undefined,
    restore: () => undefined,
    scale: (by: number) => void (unit *= by),
    beginPath: () => void (loops = []),
    moveTo: (x: number, y: number) => void loops.push([[x, y]]),
    lineTo: (x: number, y: number) => void loops.at(-1)!.push([x, y]),
    closePath: () => undefined,
    fill: () => fill(loops),
    fillRect: (x: number, y: number, w: number, h: number) =>
      fill([
        [
          [x, y],
          [x + w, y],
          [x + w, y + h],
          [x, y + h],
        ],
      ]),
    fillText: (text: string) => words.push(text),
  });
  draw(canvas as unknown as CanvasContext);
  return { pixels, columns, rows, words };
}

const samples: Readonly<Record<string, readonly [value: string, format: string, read: string, words?: string]>> = {
  qr: [
    "https://example.org/berichte?jahr=2024&stadt=Zürich",
    "QRCode",
    "https://example.org/berichte?jahr=2024&stadt=Zürich",
  ],
  datamatrix: ["Lot 4711", "DataMatrix", "Lot 4711"],
  aztec: ["Gate 12", "Aztec", "Gate 12"],
  pdf417: ["A form of several lines", "PDF417", "A form of several lines"],
  code128: ["ABC-1234", "Code128", "ABC-1234", "ABC-1234"],
  code39: ["AB 12", "Code39", "AB 12", "*AB 12*"],
  ean13: ["590123412345", "EAN13", "5901234123457", "5901234123457"],
  ean8: ["9638507", "EAN8", "96385074", "96385074"],
  upca: ["03600029145", "EAN13", "0036000291452", "036000291452"],
  itf14: ["1234567890123", "ITF", "12345678901231", "12345678901231"],
  "gs1-128": ["(01)09501101530003", "Code128", "(01)09501101530003", "(01)09501101530003"],
  "gs1-datamatrix": ["(01)09501101530003", "DataMatrix", "(01)09501101530003"],
};

const widthOf = (level: string) =>
  drawBarcode({ symbology: "qr", value: "https://example.org/a/long/path/to/a/report", level, text: false }).width;

describe("a barcode", () => {
  it("has a sample of each kind", () => {
    expect(Object.keys(samples)).toEqual(Object.keys(symbologies));
  });

  it.each(Object.entries(samples))(
    "of the kind %s is read back as its value",
    async (symbology, [value, format, read, words = ""]) => {
      const { pixels, columns, rows, words: printed } = rasterise({ symbology, value, text: true });
      expect(await readBarcodes(pixels, columns, rows)).toEqual([`${format}: ${read}`]);
      expect(printed.join("")).toBe(words);
    },
  );

  it("has its quiet zone, and bars without words if asked", () => {
    const { pixels, columns, rows, words } = rasterise({ symbology: "code128", value: "A", text: false });
    expect(words).toEqual([]);
    const dark = Array.from({ length: columns }, (_, x) => x).filter(
      (x) => pixels[((rows >> 1) * columns + x) * 4] === 0,
    );
    const module = (0.33 * 72 * scale) / 25.4;
    expect(dark[0]! / module).toBeCloseTo(10, 0);
    expect((columns - dark.at(-1)! - 1) / module).toBeCloseTo(10, 0);
  });

  it("grows with its level of error correction, and states the least width that scanners read", () => {
    expect(widthOf("H")).toBeGreaterThan(widthOf("L"));
    const { width: usual, leastWidth } = drawBarcode({ symbology: "qr", value: "a", text: false });
    expect(usual / leastWidth!).toBeCloseTo(2, 5);
    expect(usual).toBeCloseTo(29 * 0.5 * (72 / 25.4), 5);
  });

  it.each([
    ["ean13", "5901234123450", /as EAN-13: Incorrect EAN-13 check digit/],
    ["ean13", "abc", /must be 12 or 13 digits/],
    ["code39", "äö", /must contain only digits, capital letters/],
    ["qr", "x".repeat(2990), /Maximum length exceeded/],
    ["qr", "x".repeat(3001), /too long/],
    ["gs1-128", "(99", /AIs must end with/],
  ])("as %s that cannot say its value is a fault", (symbology, value, message) => {
    const fault = (): unknown => {
      try {
        return drawBarcode({ symbology, value, text: true, ...(symbology === "qr" ? { level: "H" } : {}) });
      } catch (error) {
        return error;
      }
    };
    expect(fault()).toBeInstanceOf(PictureFault);
    expect((fault() as PictureFault).message).toMatch(message);
  });
});
