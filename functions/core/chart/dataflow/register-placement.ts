import type { TextOutliner } from "../../ports.ts";
import { checkPixels, CoverageCanvas } from "../placement/coverage-canvas.ts";
import type { Vega } from "../vega.ts";
import { roundNumber } from "../round-number.ts";
import { withCanvas } from "../placement/with-canvas.ts";

/** Parameters of both transforms. */
interface Room {
  readonly size?: readonly number[];
  /** How far labels may go beyond the size, pixels; `null`: anywhere. A function where it is of words. */
  readonly padding?: unknown;
}

type Transform = new (parameters: unknown) => { transform(parameters: unknown, pulse: Pulse): unknown };

interface Pulse {
  /** The tuples that a transform places: items of a text mark, or rows. */
  readonly source: readonly { readonly datum?: unknown }[];
}

/** An item of a mark that is labelled. */
interface Place {
  x?: number;
  y?: number;
  readonly bounds?: { x1: number; y1: number; x2: number; y2: number };
  readonly items?: readonly { readonly items?: readonly Place[] }[];
}

/**
 * What gives the shapes of text in the chart being run. Vega's transforms are the same for every
 * chart, so it is set as each begins.
 */
export const standingOutliner: { current: TextOutliner | undefined } = { current: undefined };

/**
 * Vega's `label` transform paints the marks that labels must avoid, and its `wordcloud` transform
 * the words, into canvases that they ask of the page, and place by the pixels. There is none here,
 * so canvases that only tell which pixels are touched stand in while the transforms run.
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
        return withCanvas(() => new CoverageCanvas(standingOutliner.current!), () => super.transform(parameters, pulse));
      }
    };
  }
}

/** Both transforms hold a bitmap of their room besides the canvases. */
function checkRoom({ size, padding }: Room): void {
  const around = typeof padding === "number" && padding > 0 && Number.isFinite(padding) ? 2 * padding : 0;
  const [width = 0, height = 0] = size ?? [];
  checkPixels(width + around, height + around);
}

/**
 * Rounds where an item stands, before a label's place is cut down to whole pixels: a point on a
 * logarithmic scale may be a last bit below a whole number on one processor and not on another.
 */
function settlePlace(place: Place | undefined): void {
  if (place === undefined) return;
  if (typeof place.x === "number") place.x = roundNumber(place.x);
  if (typeof place.y === "number") place.y = roundNumber(place.y);
  const { bounds } = place;
  if (bounds !== undefined) for (const side of ["x1", "y1", "x2", "y2"] as const) bounds[side] = roundNumber(bounds[side]);
  for (const { items = [] } of place.items ?? []) for (const item of items) settlePlace(item);
}
