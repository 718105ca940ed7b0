import type { Material, Slice, TextFlow } from "../slice.ts";
import { stackHeight } from "../stack-slices.ts";

/** Material in the form that pages take: slices one by one. */
export type Item =
  | Exclude<Material, { kind: "slices" }>
  | { readonly kind: "slice"; readonly slice: Slice; readonly passable?: boolean };

export type Float = Extract<Item, { kind: "float" }>;

/** Minimum lines of each column on the page where columns of text begin, if they have as many. */
const firstLines = 4;

export interface Chain {
  readonly slices: readonly Slice[];
  /** Index after the chain's last item. */
  readonly end: number;
  /** Index of its first float. */
  readonly float?: number | undefined;
  /** Room needed for what must begin on the same page, points. */
  readonly extra: number;
}

/** The items from `start` on between which no page may end. */
export function chainItems(items: readonly Item[], start: number): Chain {
  const slices: Slice[] = [];
  let float: number | undefined;
  let extra = 0;
  let at = start;
  for (; at < items.length; at++) {
    const item = items[at]!;
    const bound = at === start || slices.at(-1)?.keepNext === true;
    if (item.kind === "slice") {
      if (!bound && !item.slice.keep) break;
      slices.push(item.slice);
    } else if (item.kind === "float" && bound) {
      float ??= at;
      slices.push(...item.slices);
    } else {
      if (item.kind === "flow" && bound) extra = flowStart(item);
      if (item.kind === "columns" && bound)
        extra = item.before + Math.max(...item.columns.map((column) => column[0]?.height ?? 0));
      break;
    }
  }
  return { slices, end: at, extra, float };
}

/** Room that columns of text need to begin on a page, points. */
export function flowStart({ slices, count, before }: TextFlow): number {
  return before + Math.min(stackHeight(slices.slice(0, firstLines)), Math.ceil(stackHeight(slices) / count));
}
