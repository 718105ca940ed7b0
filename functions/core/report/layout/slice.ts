import type { PageNumbering } from "../document/page-numbering.ts";
import type { Box, LinkBox, Meaning, TextBox } from "./page.ts";
import type { RunStyle } from "./styles.ts";

/** A page number that is known only once every page is made. */
export interface PageNumberBox {
  readonly kind: "page-number";
  readonly means: Meaning;
  /** Name of the destination whose page is printed. */
  readonly destination: string;
  /** Where it begins or ends. */
  readonly x: number;
  readonly align: "left" | "right";
  /** Baseline. */
  readonly y: number;
  readonly style: RunStyle;
}

/** A page number in running text, set with the number of an earlier pass. */
export interface PageReferenceBox extends Omit<TextBox, "kind"> {
  readonly kind: "page-reference";
  readonly destination: string;
  readonly style: RunStyle;
}

/** A link whose spoken words contain `{page}`, for its target's page. */
export interface PageLinkBox extends Omit<LinkBox, "kind"> {
  readonly kind: "page-link";
  readonly target: { readonly destination: string };
}

/** A box before its page is known: x counts from the page's left, y from the top of its slice. */
export type FlowBox = Box | PageNumberBox | PageReferenceBox | PageLinkBox;

/** Background behind consecutive slices: a tinted box, or a bar beside a quotation. */
export interface Frame {
  readonly x: number;
  readonly width: number;
  readonly fill: string;
  /** Points by which the rectangle reaches beyond the slices where a page cuts it. */
  readonly padding: number;
}

/** A strip of boxes with a height. */
export interface Strip {
  readonly height: number;
  readonly boxes: readonly FlowBox[];
}

/**
 * The smallest piece of vertical material: a line, a table row, a whole figure. Pages are made of
 * slices and never cut one.
 */
export interface Slice extends Strip {
  /** Space above and below, points; where two meet the larger counts, and at a page's top neither. */
  readonly before: number;
  readonly after: number;
  /** No page may end between the previous slice and this one. */
  readonly keep: boolean;
  /** Nor between this slice and the next. */
  readonly keepNext?: boolean;
  /** Footnotes (indices into `Document.footnotes`) referenced here. */
  readonly notes: readonly number[];
  /**
   * Repeated above this slice if it is the first on a page: a table's header row; and over it, from its top: a cell
   * that began on an earlier page.
   */
  readonly resume?: (Strip & { readonly over?: readonly FlowBox[] | undefined }) | undefined;
  /** Outermost first. */
  readonly frames?: readonly Frame[];
  /** Those of `frames` that begin or end here; elsewhere they are cut by a page. */
  readonly opens?: readonly Frame[];
  readonly closes?: readonly Frame[];
  /** Set on a heading's first slice: 1 to 6. */
  readonly heading?: number;
  /** Set on a figure that may grow to fill a page. */
  readonly stretch?: Stretch;
}

/** How a figure may grow, points. */
export interface Stretch {
  /** Where its drawing ends, from the top of its slice. */
  readonly below: number;
  /** How much taller it may become. */
  readonly most: number;
}

/**
 * Slices that fill columns one after the other, with similar heights at the end; set as if all were in the first
 * column.
 */
export interface TextFlow {
  readonly kind: "flow";
  readonly slices: readonly Slice[];
  readonly count: number;
  /** Distance from one column to the next, points; negative from right to left. */
  readonly step: number;
  readonly before: number;
  readonly after: number;
  /** Between two columns: where in front of the second, and in what colour. */
  readonly rule?: { readonly x: number; readonly color: string } | undefined;
}

/** The form of blocks before pages are made. */
export type Material =
  /** @property passable whether a figure of the same section may move past it: paragraphs and lists */
  | { readonly kind: "slices"; readonly slices: readonly Slice[]; readonly passable?: boolean }
  /** Kept together; may move within its section, past the text around it. */
  | { readonly kind: "float"; readonly slices: readonly Slice[] }
  /** Side by side, too tall for one page. */
  | {
      readonly kind: "columns";
      readonly columns: readonly (readonly Slice[])[];
      readonly before: number;
      readonly after: number;
    }
  | TextFlow
  | { readonly kind: "page-break"; readonly numbering?: PageNumbering | undefined }
  /** The pages from here on are turned to landscape, or back; a new page begins if they change. */
  | { readonly kind: "turn"; readonly landscape: boolean };

/** A slice with the defaults filled in. */
export function slice(strip: Strip, rules: Partial<Omit<Slice, "height" | "boxes">> = {}): Slice {
  return { before: 0, after: 0, keep: false, notes: [], ...rules, height: strip.height, boxes: strip.boxes };
}

/** The slices that begin a page with this one: what it repeats, and itself. */
export function resumed(part: Slice): readonly Slice[] {
  const { resume } = part;
  if (resume === undefined) return [part];
  const own = resume.over === undefined ? part : { ...part, boxes: [...part.boxes, ...resume.over] };
  return [{ ...part, boxes: resume.boxes, height: resume.height }, own];
}

/** A figure whose drawing has grown by a share of what it may, with what is below it moved; others unchanged. */
export function stretchSlice(part: Slice, share: number): Slice {
  const { stretch } = part;
  if (stretch === undefined || share === 0) return part;
  const by = stretch.most * share;
  return {
    ...part,
    height: part.height + by,
    boxes: part.boxes.map((box) => {
      if (box.kind === "chart") return { ...box, height: box.height + by };
      return (box.kind === "line" ? box.y1 : box.y) < stretch.below ? box : moveBox(box, 0, by);
    }),
  };
}

/** The same box, moved. */
export function moveBox<T extends FlowBox>(box: T, dx: number, dy: number): T {
  switch (box.kind) {
    case "text":
      return {
        ...box,
        y: box.y + dy,
        runs: dx === 0 ? box.runs : box.runs.map((run) => ({ ...run, x: run.x + dx })),
        ...(box.turn !== undefined && { turn: { ...box.turn, x: box.turn.x + dx, y: box.turn.y + dy } }),
      };
    case "page-reference":
      return { ...box, y: box.y + dy, runs: dx === 0 ? box.runs : box.runs.map((run) => ({ ...run, x: run.x + dx })) };
    case "line":
      return { ...box, x1: box.x1 + dx, x2: box.x2 + dx, y1: box.y1 + dy, y2: box.y2 + dy };
    default:
      return { ...box, x: box.x + dx, y: box.y + dy };
  }
}
