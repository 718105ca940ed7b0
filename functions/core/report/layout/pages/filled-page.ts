import type { PageNumbering } from "../../document/page-numbering.ts";
import type { Warning } from "../../../errors.ts";
import type { Float, Item } from "./chain-items.ts";
import type { PageFrame } from "./page-builder.ts";
import type { PageItems } from "./page-items.ts";
import type { FlowBox, Slice } from "../slice.ts";

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

/** A float that did not fit, and the level of the heading in whose section it is. */
export interface Waiting {
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
  /** Takes the page back: its items and footnotes are as before. Pages are taken back last first. */
  readonly takeBack: () => void;
  /** Absent after the last page. */
  readonly next?: PageStart | undefined;
  /** Whether it ended because the next item, or the report's last floats, do not fit. */
  readonly full: boolean;
  /** The first float of its text that does not fit. */
  readonly blocked?: Float | undefined;
  readonly warnings: readonly Warning[];
}

/** What all pages share. */
export interface PageWork {
  readonly items: PageItems;
  readonly upright: PageFrame;
  readonly across: PageFrame;
  /** Footnote index → its slices. */
  readonly notes: ReadonlyMap<number, readonly Slice[]>;
  readonly printedNotes: Set<number>;
}
