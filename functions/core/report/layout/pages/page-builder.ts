import { addNotes, drawNotes, noteHeight, type NoteArea } from "./note-area.ts";
import { fillColumns } from "../fill-columns.ts";
import { resumed, stretchSlice, type FlowBox, type Slice, type TextFlow } from "../slice.ts";
import { cutPadding } from "../frame-slices.ts";
import { drawSlices, gapBetween, type PlacedSlice } from "../stack-slices.ts";

/** Largest share of the spaces between blocks that may be removed, and of a page that this may gain. */
const mostSqueezed = 0.5;
const mostGained = 0.08;
/**
 * How far they may grow to close a hole at a page's foot, as a share of their set size, and the largest hole, as a
 * share of the page, for which they do.
 */
export const mostStretched = 0.5;
const largestClosed = 0.22;
/** A space grows no wider than so many lines of body text: wider ones would tear the page into pieces. */
const widestSpace = 1.25;
/** How much lower figures may become so that one more block fits, as a share of what they may grow by. */
const mostLowered = 0.6;
/** Figures do not grow by less in all, points: each that grows is drawn again. */
const leastGrowth = 2;

/** Step by which columns of text shrink until their footnotes have room, points. */
const shorter = 7;

export interface PageFrame {
  /** Text area from the page's left and top, points. */
  readonly left: number;
  readonly top: number;
  readonly height: number;
  /** From one line of body text to the next, points. */
  readonly leading: number;
  /** Length and colour of the rule above the footnotes. */
  readonly noteRule: { readonly width: number; readonly color: string };
}

/** What slices cite at the page's foot. */
export interface Notes {
  /** The footnotes of slices that are not printed yet. */
  of(slices: readonly Slice[]): readonly (readonly Slice[])[];
  /** Called with the slices that were placed. */
  print(slices: readonly Slice[]): void;
}

/** A page that ended. */
export interface EndedPage {
  /** Draws its boxes. */
  draw(): FlowBox[];
  /** The footnotes that continue. */
  readonly carried: readonly Slice[];
  /** Used share of its height. */
  readonly filled: number;
  /** By which share the spaces between its blocks grew. */
  readonly stretched: number;
}

/** What is above a slice on its page, points. */
interface Above {
  /** Space between blocks. */
  readonly glue: number;
  /** What this space may grow by, and the figures. */
  readonly slack: number;
  readonly growth: number;
}

/** How a page that ended differs from the way it was set. */
interface Fit {
  /** By which share of their size the spaces shrink. */
  readonly squeezed: number;
  /** By which share of what they may the spaces grow, and the figures. */
  readonly spaced: number;
  readonly grown: number;
}

/** A page that is being filled from the top, its footnotes from the foot. Lengths in points. */
export class PageBuilder {
  readonly #frame: PageFrame;
  readonly #notes: Notes;
  readonly #placed: (PlacedSlice & {
    readonly above: Above;
    /** Not side by side with others, where what is below would have to move with it. */
    readonly alone: boolean;
  })[] = [];
  #area: NoteArea;
  #last: Slice | undefined;
  #y = 0;
  #above: Above = { glue: 0, slack: 0, growth: 0 };
  #fresh = true;

  /** @param carried footnotes that continue from the page before */
  constructor(frame: PageFrame, carried: readonly Slice[], notes: Notes) {
    this.#frame = frame;
    this.#notes = notes;
    const empty: NoteArea = { slices: [], carried: [] };
    this.#area = addNotes(empty, carried.length === 0 ? [] : [carried], frame.height, true) as NoteArea;
  }

  /** Whether it holds nothing but floats moved from the previous page. */
  get fresh(): boolean {
    return this.#fresh;
  }

  get empty(): boolean {
    return this.#placed.length === 0;
  }

  /** Points between the placed slices and the footnotes. */
  room(): number {
    return this.#frame.height - this.#y - noteHeight(this.#area.slices);
  }

  /**
   * Places slices below the present ones, if they and their footnotes fit. With `squeeze`, the spaces between blocks
   * may shrink.
   */
  place(
    slices: readonly Slice[],
    {
      extra = 0,
      force = false,
      float = false,
      squeeze = false,
    }: { extra?: number; force?: boolean; float?: boolean; squeeze?: boolean } = {},
  ): boolean {
    const first = slices[0];
    const final = slices.at(-1);
    if (first === undefined || final === undefined) return true;
    const begins = this.#fresh && !float;
    const resume = begins ? first.resume : undefined;
    const lead = begins ? cutPadding(first, "top") : 0;
    const bottom =
      this.#y + lead + heightOf(slices, this.#last) + (resume?.height ?? 0) + extra + cutPadding(final, "bottom");
    const give = squeeze ? this.#mostGained(slices) : 0;
    if (!this.#reserve(slices, bottom - give, force)) return false;
    this.#y += lead;
    slices.forEach((part, index) => {
      const gap = gapBetween(this.#last, part);
      this.#above = this.#under(gap);
      this.#y = this.#put(part, this.#y + gap, this.#above, true, index === 0 && resume !== undefined);
      const { glue, slack, growth } = this.#above;
      this.#above = { glue, slack, growth: growth + (part.stretch?.most ?? 0) };
      this.#last = part;
    });
    if (!float) this.#fresh = false;
    return true;
  }

  /** Places as much of each column as fits; returns what is left. */
  placeColumns(columns: readonly (readonly Slice[])[], before: number, after: number): Slice[][] {
    const top = this.#topAfter(before);
    const above = this.#under(top - this.#y);
    let bottom = top;
    const rest = columns.map((slices) => {
      const column = this.#placeColumn(slices, top, bottom, above);
      bottom = Math.max(bottom, column.bottom);
      return column.rest;
    });
    if (bottom > top) this.#closeBlock(bottom, above, after);
    return rest;
  }

  /** Fills as much of the flow's columns as fits; returns what is left. */
  placeFlow(flow: TextFlow): readonly Slice[] {
    const top = this.#topAfter(flow.before);
    const above = this.#under(top - this.#y);
    const force = this.empty;
    for (let most = this.#frame.height - top - noteHeight(this.#area.slices); ; most -= shorter) {
      const filled = fillColumns(flow, most, force);
      if (filled.taken.length === 0) return flow.slices;
      if (!this.#reserve(filled.taken, top + filled.height, force && most < shorter)) continue;
      for (const { part, top: under } of filled.placed)
        this.#placed.push({ part, top: top + under, above, alone: false });
      this.#closeBlock(top + filled.height, above, flow.after);
      return filled.rest;
    }
  }

  /**
   * Ends the page.
   *
   * @param full whether it ends because the next item does not fit; then figures and the spaces between blocks grow to
   *   close a hole
   */
  finish(full: boolean): EndedPage {
    const { height, left, top, noteRule } = this.#frame;
    const notes = this.#area.slices;
    const over =
      this.#y + (this.#last === undefined ? 0 : cutPadding(this.#last, "bottom")) + noteHeight(notes) - height;
    const fit = over > 0 || !full ? this.#tightened(over) : this.#widened(-over);
    const { glue, slack, growth } = this.#above;
    return {
      draw: () => [
        ...drawSlices(
          this.#placed.map(({ part, top: y, above, alone }) => ({
            part: alone ? stretchSlice(part, fit.grown) : part,
            top: top + y - fit.squeezed * above.glue + fit.spaced * above.slack + fit.grown * above.growth,
          })),
        ),
        ...drawNotes(notes, top + height, left, noteRule.width, noteRule.color),
      ],
      carried: this.#area.carried,
      filled: (this.#y + fit.spaced * slack + fit.grown * growth + noteHeight(notes)) / height,
      stretched: glue === 0 ? 0 : (fit.spaced * slack) / glue,
    };
  }

  /** Spaces shrink if the page is too full, and figures where that is not enough. @param over points beyond its foot */
  #tightened(over: number): Fit {
    const { glue, growth } = this.#above;
    const most = Math.min(glue * mostSqueezed, this.#frame.height * mostGained);
    const squeezed = over > 0 && glue > 0 ? Math.min(most, over) / glue : 0;
    const left = over - squeezed * glue;
    return { squeezed, spaced: 0, grown: left > 0.01 && growth > 0 ? -Math.min(mostLowered, left / growth) : 0 };
  }

  /** Spaces grow to close a hole, and figures where that is not enough. @param hole points that are free */
  #widened(hole: number): Fit {
    const { slack, growth } = this.#above;
    const needed = Math.min(growth, hole - slack);
    const taken = needed < leastGrowth ? 0 : needed;
    const left = hole - taken;
    const closes = slack > 0 && left <= this.#frame.height * largestClosed;
    return {
      squeezed: 0,
      spaced: closes ? Math.min(1, left / slack) : 0,
      grown: taken === 0 ? 0 : taken / growth,
    };
  }

  /** What is above a slice that follows after a space. */
  #under(gap: number): Above {
    const { glue, slack, growth } = this.#above;
    const grows = Math.max(0, Math.min(gap * mostStretched, this.#frame.leading * widestSpace - gap));
    return { glue: glue + gap, slack: slack + grows, growth };
  }

  /** The room that slices may gain if the spaces between the blocks shrink, and the figures. */
  #mostGained(slices: readonly Slice[]): number {
    const spaces = (this.#above.glue + gapsOf(slices, this.#last)) * mostSqueezed;
    const figures = slices.reduce((sum, { stretch }) => sum + (stretch?.most ?? 0), this.#above.growth) * mostLowered;
    return Math.min(spaces, this.#frame.height * mostGained) + figures;
  }

  /** Makes room for the footnotes of slices that reach down to `bottom`; false if there is none. */
  #reserve(slices: readonly Slice[], bottom: number, force: boolean): boolean {
    const area = addNotes(this.#area, this.#notes.of(slices), this.#frame.height - bottom, force);
    if (area === undefined) return false;
    this.#area = area;
    this.#notes.print(slices);
    return true;
  }

  /** Where a block begins that has this much space before it. */
  #topAfter(before: number): number {
    return this.#last === undefined ? this.#y : this.#y + Math.max(this.#last.after, before);
  }

  /** @param bottom of the columns before it */
  #placeColumn(
    slices: readonly Slice[],
    top: number,
    bottom: number,
    above: Above,
  ): { readonly rest: Slice[]; readonly bottom: number } {
    let at = 0;
    let under = top;
    let previous: Slice | undefined;
    while (at < slices.length) {
      const chain = slices.slice(at, chainEnd(slices, at));
      const resume = at === 0 ? chain[0]?.resume : undefined;
      const height = heightOf(chain, previous) + (resume?.height ?? 0);
      if (!this.#reserve(chain, Math.max(bottom, under + height), this.empty)) break;
      chain.forEach((part, index) => {
        under = this.#put(part, under + gapBetween(previous, part), above, false, index === 0 && resume !== undefined);
        previous = part;
      });
      bottom = Math.max(bottom, under);
      at += chain.length;
    }
    return { rest: slices.slice(at), bottom };
  }

  /** Puts a slice at `top`. @returns its bottom */
  #put(part: Slice, top: number, above: Above, alone: boolean, resumes: boolean): number {
    for (const each of resumes ? resumed(part) : [part]) {
      this.#placed.push({ part: each, top, above, alone });
      top += each.height;
    }
    return top;
  }

  /** Ends what was set side by side. */
  #closeBlock(bottom: number, above: Above, after: number): void {
    this.#y = bottom;
    this.#above = above;
    this.#last = { height: 0, boxes: [], before: 0, after, keep: false, notes: [] };
    this.#fresh = false;
  }
}

/** Index after the slices from `start` on that stay together. */
function chainEnd(slices: readonly Slice[], start: number): number {
  let end = start + 1;
  while (end < slices.length && (slices[end]?.keep === true || slices[end - 1]?.keepNext === true)) end++;
  return end;
}

/** Space between slices and above the first, points. */
function gapsOf(slices: readonly Slice[], above: Slice | undefined): number {
  let gaps = 0;
  for (const part of slices) {
    gaps += gapBetween(above, part);
    above = part;
  }
  return gaps;
}

/** Height of slices under another, points. */
function heightOf(slices: readonly Slice[], above: Slice | undefined): number {
  let height = 0;
  for (const part of slices) {
    height += gapBetween(above, part) + part.height;
    above = part;
  }
  return height;
}
