import type { OutlineItem } from "../layout/page.ts";
import type { PdfFile } from "./pdf-file.ts";
import { PdfText, type PdfReference } from "./pdf-value.ts";

/**
 * Writes the document outline (ISO 32000-1, 12.3.3): the first level open, deeper ones closed.
 *
 * @returns the outline dictionary; `undefined` when there are no items
 */
export function writeOutline(file: PdfFile, items: readonly OutlineItem[]): PdfReference | undefined {
  if (items.length === 0) return undefined;
  const root = file.reserve();
  const [first, last] = writeLevel(file, items, root);
  return file.write(root, { Type: "Outlines", First: first, Last: last, Count: items.length });
}

function writeLevel(file: PdfFile, items: readonly OutlineItem[], parent: PdfReference): readonly [PdfReference, PdfReference] {
  const references = items.map(() => file.reserve());
  items.forEach(({ title, destination, children }, i) => {
    const reference = references[i]!;
    const [first, last] = children.length === 0 ? [] : writeLevel(file, children, reference);
    file.write(reference, {
      Title: new PdfText(title),
      Parent: parent,
      Prev: references[i - 1],
      Next: references[i + 1],
      First: first,
      Last: last,
      // Negative: closed, with so many children to show when it is opened.
      Count: children.length === 0 ? undefined : -children.length,
      Dest: new PdfText(destination),
    });
  });
  return [references[0]!, references.at(-1)!];
}
