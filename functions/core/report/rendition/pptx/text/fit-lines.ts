import { breakWords, type LineStart } from "./break-words.ts";
import type { SlideContext } from "../slide-context.ts";
import type { SlideLine } from "./slide-line.ts";
import { insetOf, lookOf, type SlideFamily } from "./slide-looks.ts";

/** How lines are set in a place. */
export interface LinesSetting {
  readonly family: SlideFamily;
  /** Size of plain text, points. */
  readonly size: number;
  /** Points. */
  readonly width: number;
}

/** The height of a line with the space before it, points. */
export function heightOf(context: SlideContext, line: SlideLine, setting: LinesSetting, first: boolean): number {
  return (
    linesOf(context, line, setting).length * lineHeight(context, line, setting) + spaceBefore(line, setting, first)
  );
}

/** The height of lines below each other, points. */
export function heightOfAll(context: SlideContext, lines: readonly SlideLine[], setting: LinesSetting): number {
  return lines.reduce((sum, line, index) => sum + heightOf(context, line, setting, index === 0), 0);
}

/** Where the lines of a paragraph begin. */
export function linesOf(context: SlideContext, line: SlideLine, { family, size, width }: LinesSetting): LineStart[] {
  const { bold, mono, scale = 1 } = lookOf(line);
  const room = Math.max(size * 2, width - insetOf(line) * size);
  return breakWords(context, line.runs, { family, bold, mono, size: size * scale, width: room });
}

export function lineHeight({ leading }: SlideContext, line: SlideLine, { size }: LinesSetting): number {
  return size * (lookOf(line).scale ?? 1) * leading;
}

export function spaceBefore(line: SlideLine, { size }: LinesSetting, first: boolean): number {
  return first || line.rest === true ? 0 : (lookOf(line).before ?? 0) * size;
}

/** The largest of sizes at which lines are no higher than a place; the smallest if there is none. */
export function fitSize(
  context: SlideContext,
  lines: readonly SlideLine[],
  setting: Omit<LinesSetting, "size">,
  height: number,
  sizes: readonly number[],
): number {
  return sizes.find((size) => heightOfAll(context, lines, { ...setting, size }) <= height) ?? sizes.at(-1)!;
}
