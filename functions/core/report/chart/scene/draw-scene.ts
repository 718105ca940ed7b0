import type { CanvasContext } from "../../../drawing.ts";
import type { Vega } from "../vega.ts";
import { isSafeUrl } from "../../document/safe-url.ts";
import { isSpec, specs } from "../spec.ts";
import { visitMarks, type SceneItem, type SceneMark } from "./scene.ts";

export interface ScenePlacement {
  readonly width: number;
  readonly height: number;
  /** Position of the root group's origin in the outer frame. */
  readonly origin: readonly [number, number];
  background: unknown;
}

interface Renderer {
  initialize(
    element: null,
    width: number,
    height: number,
    origin: readonly number[],
    scale: number,
    options: object,
  ): Renderer;
  background(color: unknown): Renderer;
  render(root: SceneMark): Renderer;
}

/**
 * Draws a finished scenegraph with Vega's canvas renderer. It is synchronous, since there are no images to wait for.
 * Passes the areas of linked items to the context.
 */
export function drawScene(vega: Vega, root: SceneMark, placement: ScenePlacement, context: CanvasContext): void {
  const { width, height, origin, background } = placement;
  const CanvasRenderer = (vega as unknown as { CanvasRenderer: new (loader: null) => Renderer }).CanvasRenderer;
  const restore = settleItems(root, context);
  context.save();
  new CanvasRenderer(null)
    .initialize(null, width, height, origin, 1, { externalContext: context })
    .background(background)
    .render(root);
  context.restore();
  restore();
  if (context.link === undefined) return;
  visitMarks(root, ({ items }, x, y) => {
    for (const { href, bounds } of items) {
      if (typeof href !== "string" || !isSafeUrl(href)) continue;
      const { x1, y1, x2, y2 } = bounds;
      context.link?.(origin[0] + x + x1, origin[1] + y + y1, x2 - x1, y2 - y1, href);
    }
  });
}

/**
 * Prepares items for drawing, and returns a function that undoes it. Marks whose items have a `zindex` are flagged, as
 * Vega's renderer expects.
 *
 * Vega paints a slanted gradient over a non-square box through a small bitmap canvas, which does not exist here. An
 * ordinary linear gradient gives the same colours: in the unit square they are constant along lines, and stretching
 * rotates those lines by a known angle.
 */
function settleItems(root: SceneMark, context: CanvasContext): () => void {
  const settled: (() => void)[] = [];
  const settle = (item: SceneItem, part: "fill" | "stroke"): void => {
    const spec = item[part];
    // Vega treats every gradient that is not radial as linear.
    if (!isSpec(spec) || spec["gradient"] === undefined || spec["gradient"] === "radial") return;
    const gradient = slantedGradient(item, spec, context);
    if (gradient === undefined) return;
    settled.push(() => (item[part] = spec));
    item[part] = gradient;
  };
  visitMarks(root, (mark) => {
    for (const item of mark.items) {
      if (item.zindex) mark.zdirty = true;
      settle(item, "fill");
      settle(item, "stroke");
    }
  });
  return () => settled.forEach((undo) => undo());
}

function slantedGradient(
  { bounds }: SceneItem,
  spec: Readonly<Record<string, unknown>>,
  context: CanvasContext,
): unknown {
  const [width, height] = [bounds.x2 - bounds.x1, bounds.y2 - bounds.y1];
  const read = (name: string, otherwise: number): number =>
    Number.isFinite(spec[name]) ? (spec[name] as number) : otherwise;
  const [x1, y1, x2, y2] = [read("x1", 0), read("y1", 0), read("x2", 1), read("y2", 0)];
  const plain = ["x1", "y1", "x2", "y2"].every((name) => spec[name] === undefined || Number.isFinite(spec[name]));
  if (plain && (x1 === x2 || y1 === y2 || width === height)) return undefined;
  // A box without area shows nothing, so any gradient will do.
  if (!(width > 0 && height > 0)) return context.createLinearGradient(0, 0, 1, 0);
  // The offset along the gradient is ((u - x1) dx + (v - y1) dy) / L with u = x / width, v = y / height.
  const [dx, dy] = [x2 - x1, y2 - y1];
  const [gx, gy] = [dx / width, dy / height];
  const reach = (dx * dx + dy * dy) / (gx * gx + gy * gy);
  const [left, top] = [bounds.x1 + x1 * width, bounds.y1 + y1 * height];
  const gradient = context.createLinearGradient(left, top, left + gx * reach, top + gy * reach);
  for (const { offset, color } of specs(spec["stops"])) gradient.addColorStop(Number(offset), String(color));
  return gradient;
}
