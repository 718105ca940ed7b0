import { BroadsheetError } from "../../../errors.ts";
import { fillPage } from "./fill-page.ts";
import type { FilledPage, PagePlan, PageResult, PageStart, PageWork } from "./filled-page.ts";
import type { LayoutContext } from "../layout-context.ts";
import { chancesToFill, chanceToTidy } from "./move-floats.ts";
import type { PageFrame } from "./page-builder.ts";
import { PageItems } from "./page-items.ts";
import type { Material, Slice } from "../slice.ts";
import { turnContext } from "./turn-page.ts";

/** A hole at a page's foot up to this share of the page is no reason to try another way. */
const smallHole = 1 / 12;
/** Cost of a hole of the whole page; that of others grows with the square of their share. */
const holeCost = 100;
/** The level of the sections of a report before its first heading. */
const noLevel = 6;

/**
 * Fills pages with material from top to bottom. Where a page would end with a hole because a figure does not fit, other
 * ways to fill it are tried, and the best is taken: the figure waits for the next page while the text of its section
 * goes on, or it moves up over the paragraphs before it. Figures keep their order, and stay in their section.
 *
 * @param tightFrom on pages from this index, spaces between blocks shrink wherever one more block then fits
 * @param notes footnote index → its slices; each is printed at the foot of the page of its first reference
 * @throws BroadsheetError `limit-exceeded` beyond `limits.pages`
 */
export function paginate(
  context: LayoutContext,
  material: readonly Material[],
  notes: ReadonlyMap<number, readonly Slice[]>,
  tightFrom = Infinity,
): FilledPage[] {
  const { limits } = context;
  const work: PageWork = {
    items: new PageItems(material),
    upright: frameOf(context),
    across: frameOf(turnContext(context)),
    notes,
    printedNotes: new Set(),
  };
  const pages: FilledPage[] = [];
  let start: PageStart | undefined = {
    at: 0,
    waiting: [],
    owner: -1,
    level: noLevel,
    carried: [],
    turned: false,
    forced: false,
  };
  while (start !== undefined) {
    const { page, draw, next, warnings }: PageResult = choosePage(work, start, pages.length >= tightFrom);
    for (const warning of warnings) context.warn(warning);
    const boxes = draw();
    if (next !== undefined || boxes.length > 0 || pages.length === 0) pages.push({ ...page, boxes });
    if (pages.length > limits.pages) throw tooManyPages(limits.pages);
    start = next;
  }
  return pages;
}

/** Fills a page in the usual way, or better. */
function choosePage(work: PageWork, start: PageStart, tight: boolean): PageResult {
  work.items.settle();
  const usual = fillPage(work, start, tight);
  if (usual.next === undefined) return usual;
  let best: { readonly plan: PagePlan; readonly cost: number } | undefined;
  if (usual.full && 1 - usual.page.filled > smallHole) {
    usual.takeBack();
    best = { plan: {}, cost: costOf(usual) };
    for (const { plan, cost, least = 0 } of chancesToFill(work.items, start, usual)) {
      const tried = fillPage(work, start, tight, plan);
      const whole = tried.next === undefined || tried.next.at >= least;
      tried.takeBack();
      if (whole && costOf(tried) + cost < best.cost) best = { plan, cost: costOf(tried) + cost };
    }
    return fillPage(work, start, tight, best.plan);
  }
  const plan = usual.full ? chanceToTidy(work.items, start, usual) : undefined;
  if (plan === undefined) return usual;
  const { at } = usual.next;
  usual.takeBack();
  const tidied = fillPage(work, start, tight, plan);
  if (
    tidied.next !== undefined &&
    tidied.next.at >= at &&
    tidied.next.waiting.length <= usual.next.waiting.length &&
    chanceToTidy(work.items, start, tidied) === undefined
  )
    return tidied;
  tidied.takeBack();
  return fillPage(work, start, tight);
}

function costOf({ page, full }: PageResult): number {
  const hole = 1 - page.filled;
  return full && hole > smallHole ? holeCost * hole * hole : 0;
}

function frameOf({ page: { margins }, textHeight, grid, theme }: LayoutContext): PageFrame {
  return {
    left: margins.left,
    top: margins.top,
    height: textHeight,
    leading: theme.leading,
    noteRule: { width: grid.widthOf(2), color: theme.muted },
  };
}

function tooManyPages(pages: number): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "too-many-pages",
    message: `The report would have more than ${pages} pages`,
    allowed: pages,
    hint: "Request less data, or print only the most important rows of a table.",
  });
}
