import { contrastRatio } from "../../../contrast-ratio.ts";
import type { Theme } from "../../template/theme.ts";
import type { LayoutContext } from "../layout-context.ts";
import { measureWord } from "../measure-word.ts";
import type { TextBox } from "../page.ts";
import { runsRightToLeft } from "../text/bidi-levels.ts";
import { readsFromRight } from "../text/reads-from-right.ts";
import { setText } from "../text/set-text.ts";
import { moveBox, type FlowBox } from "../slice.ts";

/** Share of the diagonal for the words, and the largest type size in points. */
const length = 0.66;
const largest = 150;
/** Least contrast of text over them (WCAG 2.2, 1.4.3). */
const textContrast = 4.5;
/** Range of the words' strength in hundredths of the ink: enough to be visible, and not too much for text over them. */
const strongest = 10;
const faintest = 4;

/** Colours of a page's background and text. */
export type WatermarkGround = Pick<Theme, "ink" | "muted" | "accent" | "paper" | "watermark">;

/**
 * A report's watermark on a page: an artifact along the diagonal, drawn behind everything but the page's background. It
 * rises in the reading direction of its words.
 *
 * @param ground colours of the page
 * @param top top of its area, points from the page's top; the area extends to the foot
 */
export function setWatermark(context: LayoutContext, ground: WatermarkGround = context.theme, top = 0): FlowBox[] {
  const words = context.document.watermark;
  if (words === undefined) return [];
  const { width } = context.page;
  const height = context.page.height - top;
  const diagonal = Math.sqrt(width * width + height * height);
  const style = { family: "sans", weight: 700, size: 100 } as const;
  const natural = measureWord(context, style, words).width;
  const size = Math.min(largest, ((diagonal * length) / natural) * 100);
  const text = { ...style, size: Math.round(size * 4) / 4 };
  const wide = measureWord(context, text, words).width;
  const run = { text, color: ground.watermark ?? faintInk(ground) };
  const [line] = setText(context, [{ text: words, style: run, means: "watermark", solid: true }], {
    left: (width - wide) / 2,
    width: wide + 0.1,
    align: "left",
  });
  const y = top + (height + context.measurer.metrics(text).capHeight) / 2;
  const turn = {
    cos: width / diagonal,
    sin: ((runsRightToLeft(words, readsFromRight(context.locale)) ? -1 : 1) * height) / diagonal,
    x: width / 2,
    y: top + height / 2,
  };
  return (line?.boxes ?? []).map((box) => {
    const moved = moveBox(box, 0, y);
    return moved.kind === "text" ? ({ ...moved, turn } satisfies TextBox) : moved;
  });
}

/** The ink mixed with the paper, as strong as text over it permits. */
function faintInk({ ink, muted, accent, paper }: WatermarkGround): string {
  for (let share = strongest; share > faintest; share--) {
    const color = mix(ink, paper, share / 100);
    if ([ink, muted, accent].every((over) => contrastRatio(over, color) >= textContrast)) return color;
  }
  return mix(ink, paper, faintest / 100);
}

function mix(ink: string, paper: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [ink, paper].map((color) => Number.parseInt(color.slice(at, at + 2), 16)) as [number, number];
    return Math.round(b + (a - b) * share)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${parts.join("")}`;
}
