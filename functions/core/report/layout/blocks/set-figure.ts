import type { Figure } from "../../document/document.ts";
import { BroadsheetError } from "../../../errors.ts";
import { asideOf } from "../aside-of.ts";
import { floatMaterial } from "../float-material.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { setCaption, setSource } from "./set-caption.ts";
import { slice, type Material, type Slice } from "../slice.ts";
import { stackHeight, stackSlices } from "../stack-slices.ts";

/** Space between the caption and the chart, points. */
const gap = 6;
/** How much taller a chart's plots may become to fill a page, as a share of their height. */
const mostTaller = 0.25;

/**
 * A figure: caption, chart, source and note, always on one page. A chart wider than its column or taller than a page is
 * scaled down, with the warning `scaled-figure`; one whose height means nothing may grow by a quarter to fill its page.
 *
 * @param captionHeight minimum height of the caption, so that charts side by side begin at the same height
 * @throws BroadsheetError `chart-failed` if the chart was never compiled
 */
export function setFigure(context: LayoutContext, figure: Figure, area: Area, captionHeight = 0): Material {
  const chart = context.charts.get(figure.id);
  if (chart === undefined) {
    throw new BroadsheetError("chart-failed", {
      code: "missing-chart",
      message: `There is no chart for figure "${figure.id}"`,
      where: figure.where,
    });
  }
  const { theme, structure, locale } = context;
  const element = structure.add("Figure", area.parent, { alt: chart.alt });
  const head = setCaption(context, figure, locale.words.figure, area, element);
  const source = setSource(context, figure, area);
  const room = Math.max(captionHeight, stackHeight(head));
  const high = context.textHeight - room - gap - stackHeight(source) - theme.leading;
  const scale = Math.min(1, area.width / chart.width, high / chart.height);
  if (scale < 0.999) {
    context.warn({
      code: "scaled-figure",
      message: `Figure ${figure.label ?? figure.number} was drawn at ${Math.round(scale * 100)}% of its size to fit its space`,
      where: { ...figure.where, name: chart.name },
      seen: `${Math.round(chart.width)} × ${Math.round(chart.height)} pt`,
      allowed: `${Math.round(area.width)} × ${Math.round(high)} pt`,
      hint: "Make the chart narrower or lower, or its column wider.",
    });
  }
  const used = scale < 0.999 ? scale : 1;
  const picture: Slice = slice(
    {
      height: chart.height * used,
      boxes: [
        {
          kind: "chart",
          means: element,
          x: area.left,
          y: 0,
          width: chart.width * used,
          height: chart.height * used,
          figure: figure.id,
          scale: used,
        },
      ],
    },
    { keep: true, before: gap + room - stackHeight(head) },
  );
  const figureSlice = stackSlices([...head, picture, ...source], {
    before: theme.leading,
    after: theme.leading,
    keep: false,
  });
  const below = figureSlice.height - stackHeight(source);
  const most = used < 1 ? 0 : Math.min((chart.plots ?? 0) * mostTaller, high - chart.height);
  return floatMaterial(context, figure, [{ ...figureSlice, ...(most > 0 && { stretch: { below, most } }) }]);
}

/** Height of a figure's caption when set in an area, points. Adds nothing to the structure. */
export function captionHeight(context: LayoutContext, figure: Figure, area: Area): number {
  return stackHeight(setCaption(asideOf(context), figure, context.locale.words.figure, area, 0));
}
