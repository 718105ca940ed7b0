import { inputsOf } from "./chart-inputs.ts";
import { checkPixels, CoverageCanvas } from "../placement/coverage-canvas.ts";
import type { Vega } from "../vega.ts";
import { roundNumber } from "../round-number.ts";
import { withCanvas } from "../placement/with-canvas.ts";

/** Parameters of both transforms. */
interface Room {
  readonly size?: readonly number[];
  /** How far labels may extend beyond the size, pixels; `null` means without limit. For words it is a function. */
  readonly padding?: unknown;
}

type Transform = new (parameters: unknown) => { transform(parameters: unknown, pulse: Pulse): unknown };

interface Pulse {
  /** The view. */
  readonly dataflow: object;
  /** The tuples to place: items of a text mark, or rows. */
  readonly source: readonly { readonly datum?: unknown }[];
}

/** An item of a labelled mark. */
interface Place {
  x?: number;
  y?: number;
  readonly bounds?: { x1: number; y1: number; x2: number; y2: number };
  readonly items?: readonly { readonly items?: readonly Place[] }[];
}

/**
 * Vega's `label` transform paints the marks that labels must avoid, and its `wordcloud` transform the words, into
 * canvases from the page, and places by pixels. There is no page here, so canvases that only record touched pixels
 * replace them while the transforms run.
 */
export function registerPlacement(vega: Vega): void {
  const transforms = vega.transforms as unknown as Record<string, Transform>;
  for (const name of ["label", "wordcloud"]) {
    const Original = transforms[name]!;
    transforms[name] = class extends Original {
      static readonly Definition = (Original as unknown as { Definition: unknown }).Definition;

      override transform(parameters: unknown, pulse: Pulse): unknown {
        checkRoom(parameters as Room);
        if (name === "label") for (const { datum } of pulse.source ?? []) settlePlace(datum as Place | undefined);
        return withCanvas(
          () => new CoverageCanvas(inputsOf(pulse.dataflow).outliner),
          () => super.transform(parameters, pulse),
        );
      }
    };
  }
}

/** Both transforms also hold a bitmap of their area. */
function checkRoom({ size, padding }: Room): void {
  const around = typeof padding === "number" && padding > 0 && Number.isFinite(padding) ? 2 * padding : 0;
  const [width = 0, height = 0] = size ?? [];
  checkPixels(width + around, height + around);
}

/**
 * Rounds an item's position before a label's position is truncated to whole pixels: on a logarithmic scale a point may
 * be one bit below a whole number on one processor and not on another.
 */
function settlePlace(place: Place | undefined): void {
  if (place === undefined) return;
  if (typeof place.x === "number") place.x = roundNumber(place.x);
  if (typeof place.y === "number") place.y = roundNumber(place.y);
  const { bounds } = place;
  if (bounds !== undefined)
    for (const side of ["x1", "y1", "x2", "y2"] as const) bounds[side] = roundNumber(bounds[side]);
  for (const { items = [] } of place.items ?? []) for (const item of items) settlePlace(item);
}
