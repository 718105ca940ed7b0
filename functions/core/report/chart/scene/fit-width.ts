import { specs, type Spec } from "../spec.ts";

/** The part of a running Vega view that is read and set here. */
export interface SizedView {
  /** Outer width and height without padding; Vega has no public name for them. */
  readonly _viewWidth: number;
  readonly _viewHeight: number;
  padding(): { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  origin(): readonly [number, number];
  signal(name: string, value: unknown): SizedView;
  resize(): SizedView;
  runAsync(): Promise<unknown>;
}

/** Outer width of a view as drawn, padding included. */
export function outerWidth(view: SizedView): number {
  const { left, right } = view.padding();
  return Math.max(0, view._viewWidth + left + right);
}

/** Outer height of a view as drawn, padding included. */
export function outerHeight(view: SizedView): number {
  const { top, bottom } = view.padding();
  return Math.max(0, view._viewHeight + top + bottom);
}

/** Tolerated shortfall from the target width, points: Vega rounds the margins of each view up to whole points. */
const tolerance = 4;

/** Narrowest useful view and band step, points. */
const least = { width: 24, step: 5 };

/**
 * Fits the width of a chart with several views (facets, concatenations, charts with a width per step), whose total
 * width Vega cannot set. All widths in the spec are multiplied by one factor, which keeps their proportions, until the
 * whole has the target width; text and strokes keep their size. Steps per category may shrink but never grow, since
 * their author chose them.
 *
 * @param given signals whose values do not come from the spec
 * @returns the outer width, points: `wanted` if it was reached
 */
export async function fitWidth(
  view: SizedView,
  spec: Spec,
  given: ReadonlyMap<string, unknown>,
  wanted: number,
): Promise<number> {
  let current = outerWidth(view);
  const fits = (): boolean => current <= wanted + 0.01 && current > wanted - tolerance;
  const shrink = current > wanted;
  const used = statedWidths(spec, given).filter((size) => shrink || !size.step);
  if (used.length === 0) return current;

  // Axes and gaps keep their size, so the total grows more slowly than the factor, and the first step falls short.
  let factor = 1;
  let slope = current;
  for (let round = 0; round < 5 && !fits() && slope > 0 && factor > 0; round++) {
    const [lastFactor, lastWidth] = [factor, current];
    factor = Math.max(0, factor + (wanted - tolerance / 2 - current) / slope);
    for (const { name, value, step } of used)
      view.signal(name, Math.max(step ? least.step : least.width, value * factor));
    // Without resize, Vega sizes the whole once and keeps it.
    await view.resize().runAsync();
    current = outerWidth(view);
    if (current !== lastWidth) slope = (current - lastWidth) / (factor - lastFactor);
  }
  return fits() ? wanted : current;
}

/**
 * Runs a fitted chart again while marks and labels extend over its frame, since moving them changes what extends over
 * it.
 */
export async function settleFrame(
  view: SizedView,
  content: () => { readonly x1: number; readonly x2: number },
): Promise<void> {
  for (let round = 0; round < 3; round++) {
    const { x1, x2 } = content();
    const [left] = view.origin();
    if (x1 >= -left - 0.5 && x2 <= view._viewWidth - left + 0.5) return;
    await view.resize().runAsync();
  }
}

function statedWidths(
  spec: Spec,
  given: ReadonlyMap<string, unknown>,
): readonly { readonly name: string; readonly value: number; readonly step: boolean }[] {
  const signals = specs(spec["signals"]).flatMap(({ name, value: stated, update }) => {
    const value = given.has(String(name)) ? given.get(String(name)) : stated;
    if (typeof name !== "string" || typeof value !== "number" || update !== undefined) return [];
    const step = /(?:^|_)x_step$/.test(name);
    // Vega-Lite writes `child_width`, `concat_0_width` and, for repeat, `childWidth`.
    return step || /width$/i.test(name) ? [{ name, value, step }] : [];
  });
  const whole = spec["width"];
  return typeof whole === "number" ? [{ name: "width", value: whole, step: false }, ...signals] : signals;
}
