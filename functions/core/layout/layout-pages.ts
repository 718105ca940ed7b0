import type { Chart } from "../chart/chart.ts";
import type { Document } from "../document/document.ts";
import { buildOutline } from "./build-outline.ts";
import { finishBoxes } from "./pages/finish-boxes.ts";
import { createContext, type Area, type LayoutContext, type LayoutSettings } from "./layout-context.ts";
import { numberPages } from "./pages/number-pages.ts";
import { orderStructure } from "./pages/order-structure.ts";
import { runningChapters } from "./pages/running-chapters.ts";
import type { Box, Layout } from "./page.ts";
import { paginate, type FilledPage } from "./pages/paginate.ts";
import { setBlocks } from "./blocks/set-blocks.ts";
import { allHeadings } from "./blocks/set-contents.ts";
import { coverBlocks, setCover } from "./blocks/set-cover.ts";
import { setEndnotes } from "./blocks/set-endnotes.ts";
import { setFootnotes } from "./blocks/set-footnotes.ts";
import { setFurniture } from "./blocks/set-furniture.ts";
import type { Material, Slice } from "./slice.ts";
import { turnContext } from "./pages/turn-page.ts";

/** A last page filled to less than this share looks like an accident. */
const scanty = 0.2;
/** Most pages before it whose spaces may give way for it. */
const mostTightened = 4;

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
  const context = createContext(document, charts, setBlocks, settings);
  const { page, theme, grid } = settings;
  const area: Area = { left: page.margins.left, width: grid.width, parent: 0, text: context.styles.body, align: theme.align, depth: 0, floats: true };
  const cover = coverBlocks(context);
  const material = [...setCover(context, cover, area), ...setBlocks(context, document.blocks.slice(cover.length), area)];
  const notes = setFootnotes(context, area.left, area.width);
  const atEnd = page.footnotes === "end";
  const whole = atEnd ? [...material, ...setEndnotes(context, notes, area)] : material;
  return assemble(context, fillPages(context, whole, atEnd ? new Map() : notes));
}

/**
 * Fills the pages; where the last one would hold a few lines only, the spaces on the pages before it
 * give way, as few pages as it takes.
 */
function fillPages(context: LayoutContext, material: readonly Material[], notes: ReadonlyMap<number, readonly Slice[]>): FilledPage[] {
  const pages = paginate(context, material, notes);
  const last = pages.at(-1)!;
  if (pages.length < 2 || last.filled > scanty) return pages;
  const quiet = { ...context, warn: () => undefined };
  for (let from = pages.length - 2; from >= Math.max(0, pages.length - 1 - mostTightened); from--) {
    const tighter = paginate(quiet, material, notes, from);
    if (tighter.length < pages.length) return tighter;
  }
  return pages;
}

function assemble(context: LayoutContext, pages: readonly FilledPage[]): Layout {
  const across = turnContext(context);
  const { numbers, ranges } = numberPages(pages, context.page.numbering ?? { start: 1 });
  const headings = allHeadings(context.document.blocks);
  const chapters = runningChapters(pages, headings);
  const pageOf = new Map<string, string>();
  pages.forEach(({ boxes }, index) => {
    for (const box of boxes) if (box.kind === "destination" && !pageOf.has(box.name)) pageOf.set(box.name, numbers[index]!.page);
  });
  const { elements, indices } = orderStructure(context.structure.elements, pages.flatMap(({ boxes }) => boxes));
  return {
    pages: pages.map(({ boxes, turned }, index) => {
      const { width, height } = turned ? across.page : context.page;
      const { header, footer } = setFurniture(turned ? across : context, index === 0, { ...numbers[index]!, chapter: chapters[index]! });
      const furniture = (set: typeof header): Box[] => finishBoxes(context, set, pageOf, indices);
      return { width, height, boxes: [...furniture(header), ...finishBoxes(context, boxes, pageOf, indices), ...furniture(footer)] };
    }),
    structure: elements,
    outline: buildOutline(headings),
    ...(ranges.length === 1 && ranges[0]!.style === "decimal" && ranges[0]!.start === 1 ? {} : { numbering: ranges }),
  };
}
