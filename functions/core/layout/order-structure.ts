import type { StructureElement } from "./page.ts";
import type { FlowBox } from "./slice.ts";

/**
 * Numbers the elements again so that their order is the reading order: siblings come in the order
 * in which their first content is drawn, an element without content stays behind its neighbour.
 *
 * @returns the elements in their new order, and old index → new index
 */
export function orderStructure(
  elements: readonly StructureElement[],
  boxes: Iterable<FlowBox>,
): { elements: StructureElement[]; indices: Uint32Array } {
  const first = new Float64Array(elements.length).fill(Infinity);
  let position = 0;
  for (const box of boxes) {
    position++;
    if (!("means" in box) || typeof box.means !== "number") continue;
    for (let at: number | undefined = box.means; at !== undefined && first[at] === Infinity; at = elements[at]?.parent) first[at] = position;
  }
  const children: number[][] = elements.map(() => []);
  for (const { index, parent } of elements) if (parent !== undefined) children[parent]?.push(index);
  const indices = new Uint32Array(elements.length);
  const ordered: StructureElement[] = [];
  const visit = (index: number, parent: number | undefined): void => {
    const element = elements[index] as StructureElement;
    const next = ordered.length;
    indices[index] = next;
    ordered.push({ ...element, index: next, ...(parent === undefined ? {} : { parent }) });
    let last = 0;
    const keyed = (children[index] ?? []).map((child) => {
      const at = first[child] as number;
      last = at === Infinity ? last : at;
      return { child, at: at === Infinity ? last : at };
    });
    keyed.sort((a, b) => a.at - b.at || a.child - b.child);
    for (const { child } of keyed) visit(child, next);
  };
  visit(0, undefined);
  return { elements: ordered, indices };
}
