import type { Raster } from "./compare-pixels.ts";

/** Averages squares of `by` by `by` pixels. */
export function shrinkRaster({ width, height, rgb }: Raster, by: number): Raster {
  if (by === 1) return { width, height, rgb };
  const [columns, rows] = [Math.floor(width / by), Math.floor(height / by)];
  const small = new Uint8Array(columns * rows * 3);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let j = 0; j < by; j++)
          for (let i = 0; i < by; i++) sum += rgb[((y * by + j) * width + x * by + i) * 3 + channel]!;
        small[(y * columns + x) * 3 + channel] = Math.round(sum / (by * by));
      }
    }
  }
  return { width: columns, height: rows, rgb: small };
}
