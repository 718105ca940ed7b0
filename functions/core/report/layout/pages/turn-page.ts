import type { PageGrid } from "../../template/page-grid.ts";
import type { Area, LayoutContext } from "../layout-context.ts";

/** The context of pages turned to landscape (or, where the paper is landscape, to portrait), with the same margins. */
export function turnContext(context: LayoutContext): LayoutContext {
  const { page, grid } = context;
  const turned = { ...page, width: page.height, height: page.width };
  const width = turned.width - page.margins.left - page.margins.right;
  const column = (width - (grid.columns - 1) * grid.gutter) / grid.columns;
  const turnedGrid: PageGrid = { ...grid, width, widthOf: (span) => span * column + (span - 1) * grid.gutter };
  return {
    ...context,
    page: turned,
    grid: turnedGrid,
    textHeight: turned.height - page.margins.top - page.margins.bottom,
  };
}

/** An area of the main text as wide as a turned page. @param turned made by `turnContext` */
export function turnArea(turned: LayoutContext, area: Area): Area {
  return { ...area, left: turned.page.margins.left, width: turned.grid.width };
}
