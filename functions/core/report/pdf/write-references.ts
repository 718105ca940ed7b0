import type { DrawingDocument } from "./draw-page.ts";

/**
 * Writes what a PDF 2.0 file says of places inside it (ISO 14289-2, 8.8): each destination names a page and a structure
 * element, each entry of a table of contents refers to what it lists (8.2.5.8), and notes and what refers to them refer
 * to each other (8.2.5.14).
 */
export function writeReferences({
  file,
  tree,
  destinations,
  targets,
}: Pick<DrawingDocument, "file" | "tree" | "destinations" | "targets">): void {
  for (const [name, { place, x, y, element = 0 }] of destinations) {
    const { reference: page, height } = place;
    file.addStructureDestination(name, { page, element: tree.numberOf(element), x, y: height - y });
  }
  for (const [name, links] of targets) {
    const target = destinations.get(name)?.element;
    if (target === undefined) continue;
    for (const means of links) {
      const link = tree.around(means, "Link")!;
      const entry = tree.around(link, "TOCI");
      if (entry !== undefined) tree.refer(entry, target);
      if (tree.roleOf(target) !== "FENote") continue;
      tree.refer(link, target);
      tree.refer(target, link);
    }
  }
}
