import type { PageNumbering } from "../../document/page-numbering.ts";
import { BroadsheetError } from "../../errors.ts";
import { chainItems, flowStart, type Chain, type Item } from "./chain-items.ts";
import { findIntroduction } from "./find-introduction.ts";
import type { LayoutContext } from "../layout-context.ts";
import { createPage, type PageBuilder, type PageFrame } from "./page-builder.ts";
import type { FlowBox, Material, Slice } from "../slice.ts";
import { stackHeight } from "../stack-slices.ts";
import { turnContext } from "./turn-page.ts";

/** A page's boxes, y from its top. */
export interface FilledPage {
  readonly boxes: readonly FlowBox[];
  /** Whether it is turned to landscape. */
  readonly turned: boolean;
  /** Used share of its height. */
  readonly filled: number;
  /** The numbering that begins on this page, if any. */
  readonly numbering?: PageNumbering | undefined;
  /** Whether it begins because of a page break by the author or a change of orientation. */
  readonly forced?: boolean | undefined;
}

/** A hole before a new section is left, below this share of a page, rather than filled from beyond its heading. */
const tolerableHole = 1 / 3;
/** Largest hole, as a share of a page, left to keep a short introduction with its figure. */
const introductionHole = 0.4;
/** A hole of this share of a page is worth squeezing the spaces between blocks. */
const noticedHole = 1 / 12;
/** Columns that may break begin on a page only if so much of it is free. */
const columnsStart = 1 / 4;

/**
 * Fills pages with material from top to bottom. A page ends where the rules of the slices allow it. A figure that does
 * not fit waits for the next page while the text after it continues, before later figures and, if the hole would be
 * small, before the next section.
 *
 * @param tightFrom on pages from this index, spaces between blocks shrink wherever one more block then fits
 * @param notes footnote index → its slices; each is printed at the foot of the page of its first reference
 * @throws BroadsheetError `limit-exceeded` beyond `limits.pages`
 */
export function paginate(context: LayoutContext, material: readonly Material[], notes: ReadonlyMap<number, readonly Slice[]>, tightFrom = Infinity): FilledPage[] {
  const { limits } = context;
  const items: Item[] = material.flatMap((part): Item[] => (part.kind === "slices" ? part.slices.map((each) => ({ kind: "slice", slice: each })) : [part]));
  const waiting: Item[] = [];
  const printedNotes = new Set<number>();
  const pages: FilledPage[] = [];
  const upright = frameOf(context);
  const across = frameOf(turnContext(context));
  let turned = false;
  const notesOf = (slices: readonly Slice[]): (readonly Slice[])[] => newNotes(slices, notes, printedNotes).map((index) => notes.get(index) ?? []);
  const printed = (slices: readonly Slice[]): void => {
    for (const index of newNotes(slices, notes, printedNotes)) printedNotes.add(index);
  };
  const open = (carried: readonly Slice[]): PageBuilder => createPage(turned ? across : upright, carried, notesOf, printed);
  let page = open([]);
  let carried: readonly Slice[] = [];
  let numbering: PageNumbering | undefined;
  let forced = false;
  const turn = (full = false): void => {
    const finished = page.finish(full);
    pages.push({ boxes: finished.boxes, turned, filled: finished.filled, numbering, forced });
    numbering = undefined;
    forced = false;
    if (pages.length > limits.pages) throw tooManyPages(limits.pages);
    carried = finished.carried;
    page = open(carried);
    while (waiting.length > 0) {
      const item = waiting[0]!;
      const slices = item.kind === "float" ? item.slices : [];
      if (!page.place(slices, { float: true })) {
        if (!page.empty()) break;
        // Taller than a page: it flows, and is broken where necessary.
        items.splice(at, 0, ...slices.map((each): Item => ({ kind: "slice", slice: each })));
      }
      waiting.shift();
    }
  };

  let at = 0;
  /** Heading that may precede a waiting figure, because the figure belongs to it. */
  let owner = -1;
  while (at < items.length || waiting.length > 0) {
    const item = items[at];
    if (item === undefined) {
      turn();
    } else if (item.kind === "page-break") {
      const reached = waiting.length === 0;
      if (reached) at++;
      if (!page.empty()) turn();
      if (reached) numbering = item.numbering ?? numbering;
      forced = true;
    } else if (item.kind === "turn") {
      if (item.landscape === turned) at++;
      else if (!page.empty() || waiting.length > 0) turn();
      else {
        turned = item.landscape;
        forced = true;
        page = open(carried);
      }
    } else if (item.kind === "flow") {
      if (!page.empty() && page.room() < flowStart(item)) turn(true);
      const rest = page.placeFlow(item);
      if (rest.length === 0) at++;
      else {
        items[at] = { ...item, slices: rest };
        turn(rest.length === item.slices.length);
      }
    } else if (item.kind === "columns") {
      const { height: textHeight } = turned ? across : upright;
      if (!page.empty() && page.room() < textHeight * columnsStart) turn(true);
      const rest = page.placeColumns(item.columns, item.before, item.after);
      if (rest.every((slices) => slices.length === 0)) at++;
      else {
        items[at] = { ...item, columns: rest };
        turn();
      }
    } else {
      const chain = chainItems(items, at);
      const { height: textHeight } = turned ? across : upright;
      const barrier = waiting.length > 0 && owner !== at && (chain.slices[0]?.heading ?? 9) <= 2 && page.room() < textHeight * tolerableHole;
      const inOrder = waiting.length === 0 || chain.float === undefined;
      const loose = !page.empty() && (pages.length >= tightFrom || page.room() > textHeight * noticedHole);
      // What begins after the chain has only the remaining room.
      const place = ({ slices, extra }: Chain): boolean => page.place(slices, { extra }) || (loose && extra === 0 && page.place(slices, { squeeze: true }));
      const introduction = page.empty() || barrier ? undefined : findIntroduction(items, at, page.room());
      if (introduction !== undefined && page.room() <= textHeight * introductionHole && stackHeight(introduction.slices) + introduction.extra <= textHeight) {
        if (waiting.length === 0 && place(introduction)) at = introduction.end;
        else turn(true);
      } else if (!barrier && inOrder && place(chain)) at = chain.end;
      else if (!barrier && chain.float !== undefined && (!page.fresh() || !inOrder) && canWait(items, at, chain.float)) {
        if (chain.float > at) owner = at;
        waiting.push(...items.splice(chain.float, 1));
      } else if (!page.empty()) turn(true);
      else at = placeForced(context, page, items, at, chain, textHeight);
    }
  }
  for (;;) {
    const finished = page.finish(false);
    if (finished.boxes.length > 0 || pages.length === 0) pages.push({ boxes: finished.boxes, turned, filled: finished.filled, numbering, forced });
    numbering = undefined;
    forced = false;
    if (pages.length > limits.pages) throw tooManyPages(limits.pages);
    if (finished.carried.length === 0) return pages;
    page = open(finished.carried);
  }
}

function frameOf({ page: { margins }, textHeight, grid, theme }: LayoutContext): PageFrame {
  return { left: margins.left, top: margins.top, height: textHeight, noteRule: { width: grid.widthOf(2), color: theme.muted } };
}

/** Whether a float may wait: not if a heading would then have nothing of its section below it. */
function canWait(items: readonly Item[], start: number, float: number): boolean {
  if (float === start) return true;
  const next = items[float + 1];
  return next !== undefined && (next.kind === "float" || (next.kind === "slice" && next.slice.heading === undefined));
}

/** On an empty page, places as much as fits of a chain that is too tall, at least one slice, ignoring the rules. */
function placeForced(context: LayoutContext, page: PageBuilder, items: Item[], at: number, chain: Chain, textHeight: number): number {
  items.splice(at, chain.end - at, ...chain.slices.map((slice): Item => ({ kind: "slice", slice })));
  let count = 0;
  while (count < chain.slices.length && page.place([chain.slices[count]!])) count++;
  if (count === 0) {
    const first = chain.slices[0]!;
    page.place([first], { force: true });
    if (first.height > textHeight + 0.01) {
      context.warn({
        code: "overflow",
        message: "A block is taller than a page and reaches into its margin",
        seen: `${Math.round(first.height)} pt`,
        allowed: `${Math.round(textHeight)} pt`,
        hint: "Make it shorter, or divide it.",
      });
    }
    count = 1;
  }
  const next = items[at + count];
  if (next?.kind === "slice" && count < chain.slices.length) items[at + count] = { kind: "slice", slice: { ...next.slice, keep: false } };
  return at + count;
}

/** Footnotes of slices that are not printed yet, those within footnotes included. */
function newNotes(slices: readonly Slice[], notes: ReadonlyMap<number, readonly Slice[]>, printed: ReadonlySet<number>): number[] {
  const found = new Set<number>();
  const add = (parts: readonly Slice[]): void => {
    for (const part of parts) {
      for (const index of part.notes) {
        const note = notes.get(index);
        if (note === undefined || printed.has(index) || found.has(index)) continue;
        found.add(index);
        add(note);
      }
    }
  };
  add(slices);
  return [...found];
}

function tooManyPages(pages: number): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "too-many-pages",
    message: `The report would have more than ${pages} pages`,
    allowed: pages,
    hint: "Request less data, or print only the most important rows of a table.",
  });
}
