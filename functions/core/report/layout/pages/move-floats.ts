import type { Float, Item } from "./chain-items.ts";
import type { PagePlan, PageResult, PageStart } from "./filled-page.ts";
import type { PageItems } from "./page-items.ts";

/** Most blocks that a float moves over. */
const mostBlocks = 4;
/** Fewer lines between a float and the page's edge look like crumbs. */
const fewLines = 4;

/** A plan that is worth trying, and the cost that its gain must exceed. */
export interface Chance {
  readonly plan: PagePlan;
  /** In the unit of the measure of pages. */
  readonly cost: number;
  /** Index before which the page must not end, so that text of its section is below a float. */
  readonly least?: number;
}

/**
 * Other ways to fill a page that has a hole because a float does not fit: the float moves up over paragraphs of its
 * section, at most to the page's top, so that their last lines go to the next page.
 */
export function chancesToFill(items: PageItems, start: PageStart, { blocked }: PageResult): Chance[] {
  const chances: Chance[] = [];
  if (blocked === undefined) return chances;
  const { list } = items;
  const source = list.indexOf(blocked, start.at);
  let blocks = 0;
  for (let at = source - 1; at >= start.at && blocks < mostBlocks; at--) {
    const item = list[at]!;
    if (!isText(item) || (at === source - 1 && item.slice.keepNext === true)) break;
    if (at > start.at && !items.begins(item)) continue;
    const above = list[at - 1];
    if (above?.kind === "slice" && above.slice.keepNext === true && above.slice.heading === undefined) continue;
    blocks++;
    chances.push({ plan: { move: { item: blocked, before: item } }, cost: blocks, least: at + 3 });
  }
  return chances;
}

/**
 * Another way for a full page: a float with only a few lines of its section below it, at the page's foot, moves under
 * them; one with only a few above it, at the page's top, over them.
 */
export function chanceToTidy(items: PageItems, start: PageStart, { next }: PageResult): PagePlan | undefined {
  if (next === undefined) return undefined;
  const { list } = items;
  const at = (index: number): Item | undefined => (index >= start.at && index < next.at ? list[index] : undefined);
  let below = 0;
  while (isText(at(next.at - 1 - below))) below++;
  const low = at(next.at - 1 - below);
  const following = list[next.at];
  if (
    below > 0 &&
    below < fewLines &&
    isFloat(low) &&
    next.waiting.length === 0 &&
    isText(following) &&
    !isBound(at(next.at - 2 - below))
  )
    return { move: { item: low, before: following } };
  let above = 0;
  while (isText(at(start.at + above))) above++;
  const high = at(start.at + above);
  const top = at(start.at);
  if (
    above > 0 &&
    above < fewLines &&
    start.waiting.length === 0 &&
    isFloat(high) &&
    top !== undefined &&
    !items.begins(top) &&
    !isBound(at(start.at + above - 1))
  )
    return { move: { item: high, before: top } };
  return undefined;
}

function isFloat(item: Item | undefined): item is Float {
  return item?.kind === "float";
}

/** Whether what follows must stay directly below. */
function isBound(item: Item | undefined): boolean {
  return item?.kind === "slice" && item.slice.keepNext === true;
}

/** Whether an item is a line of a paragraph or list, which a float may pass. */
function isText(item: Item | undefined): item is Extract<Item, { kind: "slice" }> {
  return item?.kind === "slice" && item.passable === true;
}
