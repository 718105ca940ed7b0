import type { PageNumbering } from "../../document/page-numbering.ts";
import type { Warning } from "../../../errors.ts";
import { chainItems, flowStart, type Chain, type Item } from "./chain-items.ts";
import { findIntroduction } from "./find-introduction.ts";
import { createPage, type PageBuilder, type PageFrame } from "./page-builder.ts";
import type { PageItems } from "./page-items.ts";
import type { FlowBox, Slice } from "../slice.ts";
import { stackHeight } from "../stack-slices.ts";

/** A page's boxes, y from its top. */
export interface FilledPage {
  readonly boxes: readonly FlowBox[];
  /** Whether it is turned to landscape. */
  readonly turned: boolean;
  /** Used share of its height, spaces that grew included. */
  readonly filled: number;
  /** By which share the spaces between its blocks grew, at most `mostStretched`. */
  readonly stretched: number;
  /** Number of its floats that text of an earlier page has passed. */
  readonly moved: number;
  /** The numbering that begins on this page, if any. */
  readonly numbering?: PageNumbering | undefined;
  /** Whether it begins because of a page break by the author or a change of orientation. */
  readonly forced?: boolean | undefined;
}

type Float = Extract<Item, { kind: "float" }>;

/** A float that did not fit, and the level of the heading in whose section it is. */
interface Waiting {
  readonly item: Float;
  readonly level: number;
  /** Index of what followed it. */
  readonly at: number;
}

/** Where a page begins. */
export interface PageStart {
  /** Index of its first item. */
  readonly at: number;
  readonly waiting: readonly Waiting[];
  /** Index of a heading that may precede the waiting figure, because the figure belongs to it. */
  readonly owner: number;
  /** Level of the last heading before it. */
  readonly level: number;
  readonly carried: readonly Slice[];
  readonly turned: boolean;
  readonly numbering?: PageNumbering | undefined;
  readonly forced: boolean;
}

/** What a page does differently from the usual way. */
export interface PagePlan {
  /** A float that moves within its section. @property before the item that then follows it */
  readonly move?: { readonly item: Float; readonly before: Item };
}

export interface PageResult {
  readonly page: Omit<FilledPage, "boxes">;
  /** Draws its boxes: a page that was only tried needs none. */
  readonly draw: () => FlowBox[];
  /** Absent after the last page. */
  readonly next?: PageStart | undefined;
  /** Whether it ended because the next item does not fit. */
  readonly full: boolean;
  /** The first float of its text that does not fit. */
  readonly blocked?: Float | undefined;
  /** Footnotes that it prints. */
  readonly printed: readonly number[];
  readonly warnings: readonly Warning[];
}

/** What all pages share. */
export interface PageWork {
  readonly items: PageItems;
  readonly upright: PageFrame;
  readonly across: PageFrame;
  readonly notes: ReadonlyMap<number, readonly Slice[]>;
  readonly printedNotes: Set<number>;
}

/** Headings of this level or above end the section of a float at any level. */
const chapterLevel = 2;
/** Largest hole, as a share of a page, left to keep a short introduction with its figure. */
const introductionHole = 0.4;
/** A hole of this share of a page is worth squeezing the spaces between blocks. */
const noticedHole = 1 / 12;
/** Columns that may break begin on a page only if so much of it is free. */
const columnsStart = 1 / 4;

/**
 * Fills a page from top to bottom. It ends where the rules of the slices allow it. A float that does not fit waits for
 * the next page while the text of its section goes on; no later float and no later section passes it.
 *
 * @param tight whether spaces between blocks shrink wherever one more block then fits
 */
export function fillPage(work: PageWork, start: PageStart, tight: boolean, plan: PagePlan = {}): PageResult {
  const { items, notes, printedNotes } = work;
  const printed: number[] = [];
  const warnings: Warning[] = [];
  const waiting = [...start.waiting];
  let { at, owner, level, turned, numbering, forced } = start;
  let blocked: Float | undefined;
  let moved = 0;
  const notesOf = (slices: readonly Slice[]): (readonly Slice[])[] =>
    newNotes(slices, notes, printedNotes).map((index) => notes.get(index) ?? []);
  const print = (slices: readonly Slice[]): void => {
    for (const index of newNotes(slices, notes, printedNotes)) {
      printedNotes.add(index);
      printed.push(index);
    }
  };
  const open = (): PageBuilder => createPage(turned ? work.across : work.upright, start.carried, notesOf, print);
  let page = open();
  /** Ends the page. @param after what begins on the next page */
  const end = (
    full: boolean,
    last = false,
    after: Pick<PageStart, "numbering" | "forced"> = { forced: false },
  ): PageResult => {
    const { draw, carried, filled, stretched } = page.finish(full);
    const next = last && carried.length === 0 ? undefined : { at, waiting, owner, level, carried, turned, ...after };
    return {
      draw,
      page: { turned, filled, stretched, moved, numbering, forced },
      next,
      full,
      blocked,
      printed,
      warnings,
    };
  };

  if (plan.move !== undefined) items.move(plan.move.item, plan.move.before);
  while (waiting.length > 0) {
    const { item, at: followed } = waiting[0]!;
    const { slices } = item;
    if (page.place(slices, { float: true })) moved += start.at > followed ? 1 : 0;
    else if (!page.empty()) break;
    // Taller than a page: it flows, and is broken where necessary.
    else items.replace(at, 0, ...slices.map((slice): Item => ({ kind: "slice", slice })));
    waiting.shift();
  }
  for (;;) {
    const item = items.list[at];
    if (item === undefined) return end(false, waiting.length === 0);
    if (item.kind === "page-break") {
      const reached = waiting.length === 0;
      if (reached) at++;
      const number = reached ? item.numbering : undefined;
      if (!page.empty()) return end(false, false, { numbering: number, forced: true });
      numbering = number ?? numbering;
      forced = true;
    } else if (item.kind === "turn") {
      if (item.landscape === turned) at++;
      else if (!page.empty() || waiting.length > 0) return end(false);
      else {
        turned = item.landscape;
        forced = true;
        page = open();
      }
    } else if (item.kind === "flow") {
      if (!page.empty() && page.room() < flowStart(item)) return end(true);
      const rest = page.placeFlow(item);
      if (rest.length === 0) at++;
      else {
        items.replace(at, 1, { ...item, slices: rest });
        return end(rest.length === item.slices.length);
      }
    } else if (item.kind === "columns") {
      const { height } = turned ? work.across : work.upright;
      if (!page.empty() && page.room() < height * columnsStart) return end(true);
      const rest = page.placeColumns(item.columns, item.before, item.after);
      if (rest.every((slices) => slices.length === 0)) at++;
      else {
        items.replace(at, 1, { ...item, columns: rest });
        return end(false);
      }
    } else {
      const chain = chainItems(items.list, at);
      const { height } = turned ? work.across : work.upright;
      const heading = chain.slices[0]?.heading;
      const barrier =
        heading !== undefined &&
        owner !== at &&
        waiting.some((float) => heading <= Math.max(float.level, chapterLevel));
      const inOrder = waiting.length === 0 || chain.float === undefined;
      const loose = !page.empty() && (tight || page.room() > height * noticedHole);
      // What begins after the chain has only the remaining room.
      const place = ({ slices, extra }: Chain): boolean =>
        page.place(slices, { extra }) || (loose && extra === 0 && page.place(slices, { squeeze: true }));
      const introduction = page.empty() || barrier ? undefined : findIntroduction(items.list, at, page.room());
      if (
        introduction !== undefined &&
        page.room() <= height * introductionHole &&
        stackHeight(introduction.slices) + introduction.extra <= height
      ) {
        if (waiting.length > 0 || !place(introduction)) return end(true);
        level = lastLevel(introduction.slices) ?? level;
        at = introduction.end;
      } else if (!barrier && inOrder && place(chain)) {
        level = lastLevel(chain.slices) ?? level;
        at = chain.end;
      } else {
        const float = chain.float === undefined ? undefined : (items.list[chain.float] as Float);
        blocked ??= float;
        if (!barrier && float !== undefined && (!page.fresh() || !inOrder) && canWait(items.list, at, chain.float!)) {
          if (chain.float! > at) owner = at;
          items.replace(chain.float!, 1);
          waiting.push({ item: float, level: lastLevel(chain.slices) ?? level, at: chain.float! });
        } else if (!page.empty()) return end(true);
        else at = placeForced(page, items, at, chain, height, warnings);
      }
    }
  }
}

function lastLevel(slices: readonly Slice[]): number | undefined {
  return slices.findLast(({ heading }) => heading !== undefined)?.heading;
}

/** Whether a float may wait: not if a heading would then have nothing of its section below it. */
function canWait(items: readonly Item[], start: number, float: number): boolean {
  if (float === start) return true;
  const next = items[float + 1];
  return next !== undefined && (next.kind === "float" || (next.kind === "slice" && next.slice.heading === undefined));
}

/** On an empty page, places as much as fits of a chain that is too tall, at least one slice, ignoring the rules. */
function placeForced(
  page: PageBuilder,
  items: PageItems,
  at: number,
  chain: Chain,
  textHeight: number,
  warnings: Warning[],
): number {
  items.replace(at, chain.end - at, ...chain.slices.map((slice): Item => ({ kind: "slice", slice })));
  let count = 0;
  while (count < chain.slices.length && page.place([chain.slices[count]!])) count++;
  if (count === 0) {
    const first = chain.slices[0]!;
    page.place([first], { force: true });
    if (first.height > textHeight + 0.01) {
      warnings.push({
        code: "overflow",
        message: "A block is taller than a page and reaches into its margin",
        seen: `${Math.round(first.height)} pt`,
        allowed: `${Math.round(textHeight)} pt`,
        hint: "Make it shorter, or divide it.",
      });
    }
    count = 1;
  }
  const next = items.list[at + count];
  if (next?.kind === "slice" && count < chain.slices.length)
    items.replace(at + count, 1, { ...next, slice: { ...next.slice, keep: false } });
  return at + count;
}

/** Footnotes of slices that are not printed yet, those within footnotes included. */
function newNotes(
  slices: readonly Slice[],
  notes: ReadonlyMap<number, readonly Slice[]>,
  printed: ReadonlySet<number>,
): number[] {
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
