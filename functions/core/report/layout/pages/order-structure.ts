import type { StructureElement } from "../page.ts";
import type { FlowBox } from "../slice.ts";

/**
 * Renumbers the elements in reading order: siblings follow the order in which their first content is drawn. An element
 * without content stays after its neighbour, and so does one that floats if it is drawn elsewhere.
 *
 * @param floating indices of the elements that float
 * @returns the elements in their new order, and old index → new index
 */
export function orderStructure(
  elements: readonly StructureElement[],
  boxes: Iterable<FlowBox>,
  floating: ReadonlySet<number>,
): { elements: StructureElement[]; indices: Uint32Array } {
  const first = new Float64Array(elements.length).fill(Infinity);
  let position = 0;
  for (const box of boxes) {
    position++;
    if (!("means" in box) || typeof box.means !== "number") continue;
    for (let at: number | undefined = box.means; at !== undefined && first[at] === Infinity; at = elements[at]?.parent)
      first[at] = position;
  }
  const { children, starts } = childrenOf(elements);
  const indices = new Uint32Array(elements.length);
  const ordered: StructureElement[] = [];
  const visit = (index: number, parent: number | undefined): void => {
    const element = elements[index]!;
    const next = ordered.length;
    indices[index] = next;
    ordered.push(parent === undefined ? { ...element, index: next } : { ...element, index: next, parent });
    const from = starts[index]!;
    const to = starts[index + 1]!;
    if (from === to) return;
    if (to - from > 1) sortChildren(children.subarray(from, to), first, elements, floating);
    for (let k = from; k < to; k++) visit(children[k]!, next);
  };
  visit(0, undefined);
  return { elements: ordered, indices };
}

/** The children of all elements in one list: those of `i` stand from `starts[i]` to `starts[i + 1]`. */
function childrenOf(elements: readonly StructureElement[]): { children: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(elements.length + 2);
  for (const { parent } of elements) if (parent !== undefined) starts[parent + 2] = starts[parent + 2]! + 1;
  for (let k = 2; k < starts.length; k++) starts[k] = starts[k]! + starts[k - 1]!;
  const children = new Uint32Array(elements.length);
  for (const { index, parent } of elements) {
    if (parent === undefined) continue;
    const place = starts[parent + 1]!;
    children[place] = index;
    starts[parent + 1] = place + 1;
  }
  return { children, starts };
}

/**
 * Sorts by first content; elements without content, or that are drawn away from their neighbours, stay after their
 * predecessor.
 */
function sortChildren(
  children: Uint32Array,
  first: Float64Array,
  elements: readonly StructureElement[],
  floating: ReadonlySet<number>,
): void {
  /** For each float: the first content of the block after it. */
  const next = new Map<number, number>();
  if (floating.size > 0) {
    let after = Infinity;
    for (let k = children.length - 1; k >= 0; k--) {
      const child = children[k]!;
      if (floating.has(child)) next.set(child, after);
      // Footnotes are created last and stand wherever their page ends.
      else if (elements[child]!.role !== "Note" && first[child]! < Infinity) after = first[child]!;
    }
  }
  let last = 0;
  let sorted = true;
  const keys = Array.from(children, (child) => {
    const at = first[child]!;
    const beside = next.get(child);
    if (at === Infinity || (beside !== undefined && (at < last || at > beside))) return last;
    if (at < last) sorted = false;
    return (last = at);
  });
  if (sorted) return;
  const order = Array.from(children, (child, index) => ({ child, at: keys[index]! }));
  order.sort((a, b) => a.at - b.at || a.child - b.child);
  order.forEach(({ child }, index) => (children[index] = child));
}
