/** A kind of barcode, with the sizes in its standard. */
export interface Symbology {
  /** Its name in print. */
  readonly title: string;
  /** Its name in the encoder. */
  readonly encoder: string;
  /** Empty modules left and right of it, and above and below if it is a square or a stack. */
  readonly quiet: readonly [left: number, right: number];
  /** Width of a module in points: the usual one, unless the barcode has a width, and the least that scanners read. */
  readonly module: readonly [usual: number, least: number];
  /** Share of the encoder's height that bars get. */
  readonly height?: number;
  /** Levels of error correction, the usual one first; absent: there is no choice. */
  readonly levels?: readonly string[];
}

const millimetre = 72 / 25.4;
const linear = [0.33 * millimetre, 0.19 * millimetre] as const;
const square = [0.5 * millimetre, 0.25 * millimetre] as const;

/**
 * The supported kinds of barcode. Quiet zones: ISO/IEC 18004, 16022, 24778, 15438, 15417, 16388, 15420, 16390 and the
 * GS1 General Specifications, 5.
 */
export const symbologies: Readonly<Record<string, Symbology>> = {
  qr: { title: "QR Code", encoder: "qrcode", quiet: [4, 4], module: square, levels: ["M", "L", "Q", "H"] },
  datamatrix: { title: "Data Matrix", encoder: "datamatrix", quiet: [1, 1], module: square },
  aztec: { title: "Aztec Code", encoder: "azteccode", quiet: [1, 1], module: square },
  pdf417: { title: "PDF417", encoder: "pdf417", quiet: [2, 2], module: linear },
  code128: { title: "Code 128", encoder: "code128", quiet: [10, 10], module: linear, height: 0.5 },
  code39: { title: "Code 39", encoder: "code39", quiet: [10, 10], module: linear, height: 0.5 },
  ean13: { title: "EAN-13", encoder: "ean13", quiet: [11, 7], module: linear },
  ean8: { title: "EAN-8", encoder: "ean8", quiet: [7, 7], module: linear },
  upca: { title: "UPC-A", encoder: "upca", quiet: [9, 9], module: linear },
  itf14: { title: "ITF-14", encoder: "itf14", quiet: [10, 10], module: linear },
  "gs1-128": { title: "GS1-128", encoder: "gs1-128", quiet: [10, 10], module: linear },
  "gs1-datamatrix": { title: "GS1 Data Matrix", encoder: "gs1datamatrix", quiet: [1, 1], module: square },
};
