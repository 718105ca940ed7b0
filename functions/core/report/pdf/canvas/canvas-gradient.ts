import type { CanvasGradient } from "../../../drawing.ts";
import { parseCanvasColor } from "./canvas-color.ts";
import type { CanvasMatrix } from "./canvas-matrix.ts";
import { roundFactor } from "./canvas-matrix.ts";
import type { CanvasResources } from "./canvas-resources.ts";
import type { PdfReference } from "../file/pdf-value.ts";

interface Stop {
  readonly offset: number;
  readonly color: readonly number[];
  readonly alpha: number;
}

/** A linear (4 coordinates) or radial (6) gradient, in the user space in force when it is painted. */
export class PdfGradient implements CanvasGradient {
  readonly coordinates: readonly number[];
  readonly #stops: Stop[] = [];

  constructor(coordinates: readonly number[]) {
    this.coordinates = coordinates;
  }

  addColorStop(offset: number, color: string): void {
    const parsed = parseCanvasColor(color);
    if (parsed === undefined || Number.isNaN(Number(offset))) return;
    const components = parsed.components.split(" ").map(Number);
    this.#stops.push({ offset: roundFactor(Math.min(1, Math.max(0, offset))), color: components, alpha: parsed.alpha });
  }

  /** The stops in order of offset, from 0 to 1: the outer colours continue, as on a canvas. */
  stops(): readonly Stop[] {
    const stops = this.#stops.toSorted((a, b) => a.offset - b.offset);
    const [first, last] = [stops[0], stops.at(-1)];
    if (first === undefined || last === undefined) return [];
    if (first.offset > 0) stops.unshift({ ...first, offset: 0 });
    if (last.offset < 1 || stops.length === 1) stops.push({ ...last, offset: 1 });
    return stops;
  }
}

/** Resource names of a gradient's pattern and of the soft mask for its opacity. */
export interface EmbeddedGradient {
  readonly pattern: string;
  readonly mask?: string;
}

/** The largest possible page (ISO 32000-1, C.2), which a soft mask covers. */
const everywhere = [0, 0, 14400, 14400];

/**
 * Writes a gradient as a shading pattern (ISO 32000-1, 8.7.4). Transparent stops become a luminosity soft mask
 * (11.5.3), since shadings have no opacity.
 *
 * @param matrix maps the gradient's space to the page's default user space
 * @returns undefined for a gradient without stops, which paints nothing, and for one without a finite position, as a
 *   mark without a position has
 */
export function embedGradient(
  resources: CanvasResources,
  gradient: PdfGradient,
  matrix: CanvasMatrix,
): EmbeddedGradient | undefined {
  const { file } = resources;
  const stops = gradient.stops();
  const [, , inner = 0, , , outer = 0] = gradient.coordinates.length === 6 ? gradient.coordinates : [];
  if (stops.length === 0 || inner < 0 || outer < 0 || ![...gradient.coordinates, ...matrix].every(Number.isFinite))
    return undefined;
  const Coords = gradient.coordinates.map(roundFactor);
  const Matrix = matrix.map(roundFactor);
  const key = JSON.stringify([Coords, Matrix, stops]);
  const pattern = (ColorSpace: string, components: (stop: Stop) => readonly number[]): PdfReference =>
    file.add({
      Type: "Pattern",
      PatternType: 2,
      Matrix,
      Shading: file.add({
        ShadingType: Coords.length === 4 ? 2 : 3,
        ColorSpace,
        Coords,
        Function: interpolation(resources, stops, components),
        Extend: [true, true],
      }),
    });

  const name = resources.name("Pattern", key, () => pattern("DeviceRGB", (stop) => stop.color));
  if (stops.every((stop) => stop.alpha === 1)) return { pattern: name };
  const mask = resources.name("ExtGState", key, () => {
    const form = file.addStream(
      {
        Type: "XObject",
        Subtype: "Form",
        BBox: everywhere,
        Group: { Type: "Group", S: "Transparency", CS: "DeviceGray" },
        Resources: { Pattern: { M: pattern("DeviceGray", (stop) => [stop.alpha]) } },
      },
      Buffer.from(`/Pattern cs /M scn ${everywhere.join(" ")} re f`, "latin1"),
    );
    return file.add({ Type: "ExtGState", SMask: { Type: "Mask", S: "Luminosity", G: form } });
  });
  return { pattern: name, mask };
}

/** A stitching function of exponential functions (7.10.3, 7.10.4), linear from stop to stop. */
function interpolation(
  { file }: CanvasResources,
  stops: readonly Stop[],
  components: (stop: Stop) => readonly number[],
): PdfReference {
  // Two stops at one offset form an edge, with no piece between them.
  const ends = stops
    .slice(1)
    .flatMap((stop, index) => (stop.offset > stops[index]!.offset ? [[stops[index]!, stop] as const] : []));
  const pieces = ends.map(([from, to]) =>
    file.add({ FunctionType: 2, Domain: [0, 1], C0: components(from), C1: components(to), N: 1 }),
  );
  if (pieces.length === 1) return pieces[0]!;
  return file.add({
    FunctionType: 3,
    Domain: [0, 1],
    Functions: pieces,
    Bounds: ends.slice(1).map(([from]) => from.offset),
    Encode: pieces.flatMap(() => [0, 1]),
  });
}
