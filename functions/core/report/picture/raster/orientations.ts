/** How the camera was held (Exif 2.32, tag 274): 1 is upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

interface Turn {
  /** Whether width and height are swapped. */
  readonly lying: boolean;
  /** From the stored image to the upright one, in pixels, y downwards. @param width of the stored image */
  matrix(width: number, height: number): [number, number, number, number, number, number];
}

export const orientations: Readonly<Record<Orientation, Turn>> = {
  1: { lying: false, matrix: () => [1, 0, 0, 1, 0, 0] },
  2: { lying: false, matrix: (width) => [-1, 0, 0, 1, width, 0] },
  3: { lying: false, matrix: (width, height) => [-1, 0, 0, -1, width, height] },
  4: { lying: false, matrix: (_width, height) => [1, 0, 0, -1, 0, height] },
  5: { lying: true, matrix: () => [0, 1, 1, 0, 0, 0] },
  6: { lying: true, matrix: (_width, height) => [0, 1, -1, 0, height, 0] },
  7: { lying: true, matrix: (width, height) => [0, -1, -1, 0, height, width] },
  8: { lying: true, matrix: (width) => [0, -1, 1, 0, 0, width] },
};

/** Reads the orientation from the TIFF structure of an Exif segment; 1 if it is missing or invalid. */
export function readOrientation(tiff: Buffer): Orientation {
  const little = tiff.toString("latin1", 0, 2) === "II";
  const short = (at: number): number =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const start = tiff.length < 8 ? tiff.length : little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < short(start); entry++) {
    const at = start + 2 + entry * 12;
    if (short(at) !== 274) continue;
    const value = short(at + 8);
    return value >= 1 && value <= 8 ? (value as Orientation) : 1;
  }
  return 1;
}
