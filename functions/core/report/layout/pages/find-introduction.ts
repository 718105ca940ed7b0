import { chainItems, type Chain, type Item } from "./chain-items.ts";
import type { Slice } from "../slice.ts";
import { stackHeight } from "../stack-slices.ts";

/** A text with more lines under a heading is not an introduction. */
const shortLines = 3;
/** With this many lines under it, a heading at a page's foot does not look stranded. */
const enoughLines = 4;

/**
 * A heading with a short introduction and the figure, columns or table that it introduces, as one chain. Undefined if
 * no heading is at `start`, if the text is longer, if the next section follows, or if enough of the text after the
 * figure would fit under the heading while the figure waits.
 *
 * @param room points that are free on the page
 */
export function findIntroduction(items: readonly Item[], start: number, room: number): Chain | undefined {
  const slices: Slice[] = [];
  let at = start;
  for (; slices.at(-1)?.keepNext !== true; at++) {
    const item = items[at];
    if (item?.kind !== "slice" || (at === start && item.slice.heading === undefined)) return undefined;
    slices.push(item.slice);
  }
  const first = at;
  for (; isText(items, at); at++) {
    if (at - first === shortLines) return undefined;
    slices.push((items[at] as Item & { kind: "slice" }).slice);
  }
  const next = items[at];
  if (next === undefined || next.kind === "page-break" || next.kind === "flow" || next.kind === "turn")
    return undefined;
  const under = next.kind === "slice" ? next.slice.heading : undefined;
  if (under !== undefined && under <= (slices[0]?.heading ?? 0)) return undefined;
  const introduced =
    (under === undefined ? undefined : findIntroduction(items, at, room - stackHeight(slices))) ??
    chainItems(items, at);
  const above =
    at - first + (introduced.float === undefined ? 0 : linesThatFit(items, introduced.end, room - stackHeight(slices)));
  return above >= enoughLines ? undefined : { ...introduced, slices: [...slices, ...introduced.slices] };
}

/** Whether an item is a line of text, not a heading, a box or a table. */
function isText(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (item?.kind !== "slice" || item.slice.heading !== undefined || item.slice.opens !== undefined) return false;
  return item.slice.keep || chainItems(items, at).slices.every(({ resume }) => resume === undefined);
}

/** Number of lines of text from `start` that fit, up to `enoughLines`. */
function linesThatFit(items: readonly Item[], start: number, room: number): number {
  const lines: Slice[] = [];
  for (let at = start; lines.length < enoughLines && isText(items, at); at++) {
    lines.push((items[at] as Item & { kind: "slice" }).slice);
    if (stackHeight(lines) > room) return lines.length - 1;
  }
  return lines.length;
}
