import { addNotes, drawNotes, noteHeight, type NoteArea } from "./note-area.ts";
import { fillColumns } from "../fill-columns.ts";
import { resumed, type FlowBox, type Slice, type TextFlow } from "../slice.ts";
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

/** Step by which columns of text shrink until their footnotes have room, points. */
const shorter = 7;

export interface PageFrame {
  /** Text area from the page's left and top, points. */
  readonly left: number;
  readonly top: number;
  readonly height: number;
  /** Length and colour of the rule above the footnotes. */
  readonly noteRule: { readonly width: number; readonly color: string };
}

/** A page that is being filled from the top, its footnotes from the foot. */
export interface PageBuilder {
  /** Whether it holds nothing but floats moved from the previous page. */
  readonly fresh: () => boolean;
  readonly empty: () => boolean;
  /** Points between the placed slices and the footnotes. */
  readonly room: () => number;
  /**
   * Places slices below the present ones, if they and their footnotes fit. With `squeeze`, the spaces between blocks
   * may shrink.
   */
  place(
    slices: readonly Slice[],
    options?: { extra?: number; force?: boolean; float?: boolean; squeeze?: boolean },
  ): boolean;
  /** Fills as much of the flow's columns as fits; returns what is left. */
  placeFlow(flow: TextFlow): readonly Slice[];
  /** Places as much of each column as fits; returns what is left. */
  placeColumns(columns: readonly (readonly Slice[])[], before: number, after: number): Slice[][];
  /**
   * Ends the page and returns how to draw its boxes, the footnotes that continue, the used share of its height, and by
   * which share the spaces between its blocks grew.
   *
   * @param full whether it ends because the next item does not fit; then the spaces between blocks grow to close a
   *   small hole
   */
  finish(full: boolean): { draw(): FlowBox[]; carried: readonly Slice[]; filled: number; stretched: number };
}

/**
 * @param notesOf the footnotes of slices that are not printed yet
 * @param printed called with the slices that were placed
 */
export function createPage(
  frame: PageFrame,
  carried: readonly Slice[],
  notesOf: (slices: readonly Slice[]) => readonly (readonly Slice[])[],
  printed: (slices: readonly Slice[]) => void,
): PageBuilder {
  let area: NoteArea = addNotes(
    { slices: [], carried: [] },
    carried.length === 0 ? [] : [carried],
    frame.height,
    true,
  ) as NoteArea;
  const placed: (PlacedSlice & { readonly glue: number })[] = [];
  let last: Slice | undefined;
  let y = 0;
  /** Space between blocks so far, points. */
  let glue = 0;
  let fresh = true;

  const grow = (slices: readonly Slice[], bottom: number, force: boolean): NoteArea | undefined =>
    addNotes(area, notesOf(slices), frame.height - bottom, force);

  const place: PageBuilder["place"] = (slices, { extra = 0, force = false, float = false, squeeze = false } = {}) => {
    const first = slices[0];
    const final = slices.at(-1);
    if (first === undefined || final === undefined) return true;
    const resume = fresh && !float ? first.resume : undefined;
    const lead = fresh && !float ? cutPadding(first, "top") : 0;
    const bottom = y + lead + heightOf(slices, last) + (resume?.height ?? 0) + extra + cutPadding(final, "bottom");
    const give = squeeze ? Math.min((glue + gapsOf(slices, last)) * mostSqueezed, frame.height * mostGained) : 0;
    const next = grow(slices, bottom - give, force);
    if (next === undefined) return false;
    area = next;
    printed(slices);
    y += lead;
    slices.forEach((part, index) => {
      const gap = gapBetween(last, part);
      y += gap;
      glue += gap;
      for (const each of index === 0 && resume !== undefined ? resumed(part) : [part]) {
        placed.push({ part: each, top: y, glue });
        y += each.height;
      }
      last = part;
    });
    if (!float) fresh = false;
    return true;
  };

  const placeColumns: PageBuilder["placeColumns"] = (columns, before, after) => {
    const top = last === undefined ? y : y + Math.max(last.after, before);
    let bottom = top;
    const above = glue + top - y;
    const rest = columns.map((slices) => {
      let at = 0;
      let under = top;
      let previous: Slice | undefined;
      while (at < slices.length) {
        let end = at + 1;
        while (end < slices.length && (slices[end]?.keep === true || slices[end - 1]?.keepNext === true)) end++;
        const chain = slices.slice(at, end);
        const resume = at === 0 ? chain[0]?.resume : undefined;
        const height = heightOf(chain, previous) + (resume?.height ?? 0);
        const next = grow(chain, Math.max(bottom, under + height), placed.length === 0);
        if (next === undefined) break;
        area = next;
        printed(chain);
        chain.forEach((part, index) => {
          under += gapBetween(previous, part);
          for (const each of index === 0 && resume !== undefined ? resumed(part) : [part]) {
            placed.push({ part: each, top: under, glue: above });
            under += each.height;
          }
          previous = part;
        });
        bottom = Math.max(bottom, under);
        at = end;
      }
      return slices.slice(at);
    });
    if (bottom > top) {
      y = bottom;
      glue = above;
      last = { height: 0, boxes: [], before: 0, after, keep: false, notes: [] };
      fresh = false;
    }
    return rest;
  };

  const placeFlow: PageBuilder["placeFlow"] = (flow) => {
    const top = last === undefined ? y : y + Math.max(last.after, flow.before);
    const above = glue + top - y;
    const force = placed.length === 0;
    for (let most = frame.height - top - noteHeight(area.slices); ; most -= shorter) {
      const filled = fillColumns(flow, most, force);
      if (filled.taken.length === 0) return flow.slices;
      const next = grow(filled.taken, top + filled.height, force && most < shorter);
      if (next === undefined) continue;
      area = next;
      printed(filled.taken);
      for (const { part, top: under } of filled.placed) placed.push({ part, top: top + under, glue: above });
      y = top + filled.height;
      glue = above;
      last = { height: 0, boxes: [], before: 0, after: flow.after, keep: false, notes: [] };
      fresh = false;
      return filled.rest;
    }
  };

  return {
    fresh: () => fresh,
    empty: () => placed.length === 0,
    room: () => frame.height - y - noteHeight(area.slices),
    place,
    placeColumns,
    placeFlow,
    finish(full) {
      const over = y + (last === undefined ? 0 : cutPadding(last, "bottom")) + noteHeight(area.slices) - frame.height;
      const stretched =
        full && over < 0 && -over <= frame.height * largestClosed ? Math.max(-mostStretched, over / glue) : 0;
      const squeezed = glue === 0 ? 0 : over > 0 ? Math.min(mostSqueezed, over / glue) : stretched;
      const grown = Math.max(0, -squeezed);
      const draw = (): FlowBox[] => {
        const body = drawSlices(
          placed.map(({ part, top, glue: above }) => ({ part, top: frame.top + top - squeezed * above })),
        );
        return [
          ...body,
          ...drawNotes(area.slices, frame.top + frame.height, frame.left, frame.noteRule.width, frame.noteRule.color),
        ];
      };
      return {
        draw,
        carried: area.carried,
        filled: (y + grown * glue + noteHeight(area.slices)) / frame.height,
        stretched: grown,
      };
    },
  };
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
