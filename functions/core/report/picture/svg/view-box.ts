import { PictureFault } from "../picture-fault.ts";
import type { SvgElement } from "./svg-element.ts";
import { readLength } from "./svg-length.ts";
import type { Matrix } from "./svg-transform.ts";

/** A place, and how a view box maps to it. */
export interface View {
  readonly width: number;
  readonly height: number;
  /** From the view box to the place, whose top left corner is the origin. */
  readonly matrix: Matrix;
  /** Size of the view box, to which percentages refer. */
  readonly box: { readonly width: number; readonly height: number };
}

/**
 * Reads how a view box fills its place (SVG 2, 8.2 and 8.6).
 *
 * @param room size to which percentages of its width and height refer, and its size if it has none; absent for the
 *   outermost
 * @throws PictureFault if it has no size
 */
export function readView(
  { attributes, name, line }: SvgElement,
  room?: { readonly width: number; readonly height: number },
): View {
  const numbers = attributes
    .get("viewBox")
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  if (
    numbers !== undefined &&
    !(numbers.length === 4 && numbers.every(Number.isFinite) && numbers[2]! > 0 && numbers[3]! > 0)
  ) {
    throw new PictureFault("has a viewBox that cannot be read", {
      line,
      seen: attributes.get("viewBox"),
      allowed: "four numbers: left, top, width and height",
    });
  }
  const side = (key: "width" | "height", at: number): number | undefined => {
    const text = attributes.get(key);
    return text?.endsWith("%") === true && room === undefined
      ? numbers?.[at]
      : (readLength(text, room?.[key] ?? 0) ?? room?.[key]);
  };
  const [ownWidth, ownHeight] = [side("width", 2), side("height", 3)];
  const shape = numbers === undefined ? undefined : numbers[2]! / numbers[3]!;
  const width = ownWidth ?? (ownHeight !== undefined && shape !== undefined ? ownHeight * shape : numbers?.[2]);
  const height = ownHeight ?? (width !== undefined && shape !== undefined ? width / shape : numbers?.[3]);
  if (width === undefined || height === undefined || !(width > 0 && height > 0))
    throw new PictureFault(`has no size: <${name}> needs a viewBox, or a width and a height`, { line });
  if (numbers === undefined) return { width, height, matrix: [1, 0, 0, 1, 0, 0], box: { width, height } };
  const [left, top, boxWidth, boxHeight] = numbers as [number, number, number, number];
  const box = { width: boxWidth, height: boxHeight };
  const [across, down] = [width / boxWidth, height / boxHeight];
  const [, mode = "xMidYMid", fit = "meet"] =
    /^\s*(none|x(?:Min|Mid|Max)Y(?:Min|Mid|Max))(?:\s+(meet|slice))?\s*$/.exec(
      attributes.get("preserveAspectRatio") ?? "",
    ) ?? [];
  if (mode === "none") return { width, height, matrix: [across, 0, 0, down, -left * across, -top * down], box };
  const scale = fit === "slice" ? Math.max(across, down) : Math.min(across, down);
  const x = (width - boxWidth * scale) * shareOf(mode.slice(0, 4));
  const y = (height - boxHeight * scale) * shareOf(mode.slice(4));
  return { width, height, matrix: [scale, 0, 0, scale, x - left * scale, y - top * scale], box };
}

/** The share of the remaining room that comes before: for `xMin`, `xMid`, `xMax`. */
function shareOf(word: string): number {
  return word.endsWith("Min") ? 0 : word.endsWith("Max") ? 1 : 0.5;
}
