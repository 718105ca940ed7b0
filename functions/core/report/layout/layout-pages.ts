import type { Chart } from "../chart/chart.ts";
import type { Document } from "../document/document.ts";
import type { Warning } from "../../errors.ts";
import { buildOutline } from "./build-outline.ts";
import { finishBoxes } from "./pages/finish-boxes.ts";
import { createContext, type Area, type LayoutContext, type LayoutSettings } from "./layout-context.ts";
import { measureQuality } from "./pages/measure-quality.ts";
import { numberNotes } from "./pages/number-notes.ts";
import { numberPages, type PageNumber } from "./pages/number-pages.ts";
import { orderStructure } from "./pages/order-structure.ts";
import { runningChapters } from "./pages/running-chapters.ts";
import { warnOfShortPages } from "./pages/short-pages.ts";
import { setWatermark } from "./pages/watermark.ts";
import type { Box, MeasuredLayout } from "./page.ts";
import type { FilledPage } from "./pages/filled-page.ts";
import { paginate } from "./pages/paginate.ts";
import { setBlocks } from "./blocks/set-blocks.ts";
import { allHeadings } from "../document/all-headings.ts";
import { coversPage } from "./blocks/cover-ground.ts";
import { coverBlocks, setCover } from "./blocks/set-cover.ts";
import { setEndnotes } from "./blocks/set-endnotes.ts";
import { setFootnotes } from "./blocks/set-footnotes.ts";
import { setFurniture } from "./blocks/set-furniture.ts";
import type { Material, Slice } from "./slice.ts";
import { pageNumberOf } from "./text/flatten-inlines.ts";
import { turnContext } from "./pages/turn-page.ts";

/** A last page filled less than this looks like an accident. */
const scanty = 0.2;
/** Most passes over a report until the page numbers in its text match the pages. */
const mostPasses = 6;
/** Most earlier pages whose spaces may shrink to avoid it. */
const mostTightened = 4;

/**
 * Sets a document's blocks into pages of placed boxes: pure data in, pure data out.
 *
 *     blocks ─► inlines ─► lines ─► slices ─► pages ─► boxes in reading order
 *               (spans)   (total fit)  (keep rules)  (floats, footnotes)
 *
 * Lengths are points, y downwards from the page's top, rounded to two decimals. Page numbers are known only at the end,
 * so the table of contents is set with room for them and filled in last. If running text names pages, everything is set
 * again with the numbers found, until they no longer change. If they never settle, the last pass reserves room for the
 * longest numbers and prints the right ones.
 *
 * @param charts figure id → compiled chart
 * @throws BroadsheetError `limit-exceeded` beyond `settings.limits.pages`
 * @throws BroadsheetError `chart-failed` if a figure's chart is missing
 */
export function layoutPages(
  document: Document,
  charts: ReadonlyMap<string, Chart>,
  settings: LayoutSettings,
): MeasuredLayout {
  const found: ReadonlyMap<string, string>[] = [];
  let notes: ReadonlyMap<number, number> | undefined;
  for (;;) {
    const warnings: Warning[] = [];
    const known = { pages: found.length < mostPasses - 1 ? found.at(-1) : widest(found), notes };
    const context = createContext(
      document,
      charts,
      setBlocks,
      { ...settings, warn: (warning) => warnings.push(warning) },
      known,
    );
    const pages = fillPages(context, ...setDocument(context));
    const numbers = numberPages(pages, context.page.numbering ?? { start: 1 });
    const pageOf = findPages(pages, numbers.numbers);
    found.push(pageOf);
    notes = numberNotes(pages, document.footnotes.length);
    const ordered =
      notes.size === context.noteNumbers.size &&
      [...notes].every(([index, number]) => context.noteNumbers.get(index) === number);
    const settled =
      ordered &&
      [...context.pageReferences].every((target) => (pageOf.get(target) ?? "") === pageNumberOf(context, target));
    if (!settled && found.length < mostPasses) continue;
    for (const warning of warnings) settings.warn(warning);
    warnOfShortPages(pages, allHeadings(document.blocks), numbers.numbers, settings.warn);
    return assemble(context, pages, numbers, pageOf);
  }
}

/** The longest number found for each destination, so that whichever is printed in the end has room. */
function widest(found: readonly ReadonlyMap<string, string>[]): Map<string, string> {
  const longest = new Map<string, string>();
  for (const pageOf of found)
    for (const [name, page] of pageOf) if (page.length > (longest.get(name)?.length ?? 0)) longest.set(name, page);
  return longest;
}

/** The material of the whole report, and the footnotes for the foot of its pages. */
function setDocument(context: LayoutContext): [readonly Material[], ReadonlyMap<number, readonly Slice[]>] {
  const { page, theme, grid, document } = context;
  const area: Area = {
    left: page.margins.left,
    width: grid.width,
    parent: 0,
    text: context.styles.body,
    align: theme.align,
    depth: 0,
    floats: true,
  };
  const cover = coverBlocks(context);
  const material = [
    ...setCover(context, cover, area),
    ...setBlocks(context, document.blocks.slice(cover.length), area),
  ];
  const notes = setFootnotes(context, area.left, area.width);
  return page.footnotes === "end"
    ? [[...material, ...setEndnotes(context, notes, area)], new Map()]
    : [material, notes];
}

/**
 * Fills the pages. If the last one would hold only a few lines, the spaces on the pages before it shrink, on as few
 * pages as possible.
 */
function fillPages(
  context: LayoutContext,
  material: readonly Material[],
  notes: ReadonlyMap<number, readonly Slice[]>,
): FilledPage[] {
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

/** Destination → printed number of the page where it first occurs. */
function findPages(pages: readonly FilledPage[], numbers: readonly PageNumber[]): Map<string, string> {
  const pageOf = new Map<string, string>();
  pages.forEach(({ boxes }, index) => {
    for (const box of boxes)
      if (box.kind === "destination" && !pageOf.has(box.name)) pageOf.set(box.name, numbers[index]!.page);
  });
  return pageOf;
}

function assemble(
  context: LayoutContext,
  pages: readonly FilledPage[],
  { numbers, ranges }: ReturnType<typeof numberPages>,
  pageOf: ReadonlyMap<string, string>,
): MeasuredLayout {
  const across = turnContext(context);
  const headings = allHeadings(context.document.blocks);
  const chapters = runningChapters(context, pages, headings);
  const { elements, indices } = orderStructure(
    context.structure.elements,
    pages.flatMap(({ boxes }) => boxes),
    context.floating,
  );
  for (const [index, block] of context.origins) context.trace?.elements.set(indices[index]!, block);
  for (const [index, element] of context.structure.elements.entries()) {
    const inlines = context.inlines.get(element);
    if (inlines !== undefined) context.trace?.origins?.inlines.set(indices[index]!, inlines);
  }
  return {
    pages: pages.map(({ boxes, turned }, index) => {
      const { width, height } = turned ? across.page : context.page;
      const { header, footer } = setFurniture(turned ? across : context, index === 0, {
        ...numbers[index]!,
        chapter: chapters[index]!,
      });
      const furniture = (set: typeof header): Box[] => finishBoxes(context, set, pageOf, indices);
      return {
        width,
        height,
        boxes: [
          ...(index === 0 && coversPage(context) ? [] : furniture(setWatermark(turned ? across : context))),
          ...furniture(header),
          ...finishBoxes(context, boxes, pageOf, indices),
          ...furniture(footer),
        ],
      };
    }),
    structure: elements,
    outline: buildOutline(context, headings),
    quality: measureQuality(pages, context.structure.elements, headings, context.tally.rivers),
    ...(ranges.length === 1 && ranges[0]!.style === "decimal" && ranges[0]!.start === 1 ? {} : { numbering: ranges }),
  };
}
