import type { FlowBox } from "../slice.ts";
import { noteName } from "../text/flatten-inlines.ts";

/**
 * Numbers footnotes in the order of their marks on the pages: a figure that moves to the next page takes its notes with
 * it, past later ones in the report's text.
 *
 * @param count number of the report's footnotes
 * @returns index → number; empty if the text's order is right
 */
export function numberNotes(
  pages: readonly { readonly boxes: readonly FlowBox[] }[],
  count: number,
): ReadonlyMap<number, number> {
  const indices = new Map(Array.from({ length: count }, (_, index) => [noteName(index), index]));
  const numbers = new Map<number, number>();
  for (const { boxes } of count > 1 ? pages : []) {
    for (const box of boxes) {
      if (box.kind !== "link" || !("destination" in box.target)) continue;
      const index = indices.get(box.target.destination);
      if (index !== undefined && !numbers.has(index)) numbers.set(index, numbers.size + 1);
    }
  }
  const inOrder = [...numbers].every(([index, number]) => number === index + 1);
  return inOrder ? new Map() : numbers;
}
