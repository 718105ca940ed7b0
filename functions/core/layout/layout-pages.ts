import type { Chart } from "../chart/chart.ts";
import type { Document } from "../compose/document.ts";
import { buildOutline } from "./build-outline.ts";
import { finishBoxes } from "./finish-boxes.ts";
import { createContext, type Area, type LayoutContext, type LayoutSettings } from "./layout-context.ts";
import { orderStructure } from "./order-structure.ts";
import type { Layout } from "./page.ts";
import { paginate } from "./paginate.ts";
import { setBlocks } from "./set-blocks.ts";
import { allHeadings } from "./set-contents.ts";
import { coverBlocks, setCover } from "./set-cover.ts";
import { setEndnotes } from "./set-endnotes.ts";
import { setFootnotes } from "./set-footnotes.ts";
import { setFurniture } from "./set-furniture.ts";
import { turnContext } from "./turn-page.ts";

/**
 * Sets a document's blocks into pages of placed boxes: pure data in, pure data out.
 *
 *     blocks ─► inlines ─► lines ─► slices ─► pages ─► boxes in reading order
 *               (spans)   (total fit)  (keep rules)  (floats, footnotes)
 *
 * Lengths are points, y downwards from the page's top, rounded to two decimals. Page numbers are
 * known only at the end, so the table of contents is set with room for them and filled in last.
 *
 * @param charts figure id → compiled chart
 * @throws BroadsheetError `limit-exceeded` beyond `settings.limits.pages`
 * @throws BroadsheetError `chart-failed` if a figure's chart is missing
 */
export function layoutPages(document: Document, charts: ReadonlyMap<string, Chart>, settings: LayoutSettings): Layout {
  const context = createContext(document, charts, settings);
  const { page, theme, grid } = settings;
  const area: Area = { left: page.margins.left, width: grid.width, parent: 0, text: context.styles.body, align: theme.align, depth: 0, floats: true };
  const cover = coverBlocks(context);
  const material = [...setCover(context, cover, area), ...setBlocks(context, document.blocks.slice(cover.length), area)];
  const notes = setFootnotes(context, area.left, area.width);
  const atEnd = page.footnotes === "end";
  const pages = paginate(context, atEnd ? [...material, ...setEndnotes(context, notes, area)] : material, atEnd ? new Map() : notes);
  return assemble(context, pages);
}

function assemble(context: LayoutContext, pages: ReturnType<typeof paginate>): Layout {
  const across = turnContext(context);
  const pageOf = new Map<string, number>();
  pages.forEach(({ boxes }, index) => {
    for (const box of boxes) if (box.kind === "destination" && !pageOf.has(box.name)) pageOf.set(box.name, index + 1);
  });
  const { elements, indices } = orderStructure(context.structure.elements, pages.flatMap(({ boxes }) => boxes));
  return {
    pages: pages.map(({ boxes, turned }, index) => {
      const { width, height } = turned ? across.page : context.page;
      const { header, footer } = setFurniture(turned ? across : context, index + 1, pages.length);
      const furniture = (set: typeof header): typeof header => finishBoxes(context, set, pageOf, indices);
      return { width, height, boxes: [...furniture(header), ...finishBoxes(context, boxes, pageOf, indices), ...furniture(footer)] };
    }),
    structure: elements,
    outline: buildOutline(allHeadings(context.document.blocks)),
  };
}
