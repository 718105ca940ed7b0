/** Contrast of two colours `#rrggbb`, from 1 to 21, by the relative luminances of WCAG 2.2. */
export function contrastRatio(one: string, other: string): number {
  const [first, second] = [luminance(one), luminance(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** The ink with the highest contrast on a background. */
export function readableOn(ground: string, ...inks: readonly [string, ...string[]]): string {
  return inks.reduce((best, ink) => (contrastRatio(ink, ground) > contrastRatio(best, ground) ? ink : best));
}

/** Those of the colours asked for so far: a search for colours asks for the same few again and again. */
const known = new Map<string, number>();
const mostKnown = 4000;

function luminance(colour: string): number {
  const found = known.get(colour);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const computed = luminanceOf(colour);
  known.set(colour, computed);
  return computed;
}

function luminanceOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
