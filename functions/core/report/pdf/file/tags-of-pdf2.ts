import type { StructureElement } from "../../layout/page.ts";

/** A structure element with the type that it has in the file. */
export type Tag = Omit<StructureElement, "role"> & { readonly role: StructureElement["role"] | "FENote" };

/** Types that only the structure namespace of PDF 1.7 has, which elements without a namespace belong to. */
const earlier: ReadonlySet<string> = new Set(["BlockQuote", "Code", "TOC", "TOCI"]);

/** Types that only hold others: what begins with the first of these is not a place of its own. */
const grouping: ReadonlySet<string> = new Set(["Document", "Sect", "Div", "BlockQuote", "TOC"]);

/**
 * The elements of a layout as PDF 2.0 tags them (ISO 32000-2, 14.8.4; ISO 14289-2, 8.2.5), under the same indices:
 *
 * - A note is a FENote, which says by Ref what refers to it, and is referred to by Ref.
 * - A Reference around a link says nothing more. It is left out; in an entry of a table of contents, which may hold a
 *   paragraph but no link (ISO/TS 32005, 6.2), a P takes its place.
 *
 * @returns the elements, and the indices of those that are left out
 */
export function tagsOfPdf2(elements: readonly StructureElement[]): {
  readonly tags: Tag[];
  readonly omitted: ReadonlySet<number>;
} {
  const omitted = new Set<number>();
  const tags = elements.map((element): Tag => {
    const { index, role } = element;
    let { parent } = element;
    // Parents come before children, so one that is left out is known.
    while (parent !== undefined && omitted.has(parent)) parent = elements[parent]!.parent;
    const placed = parent === undefined ? element : { ...element, parent };
    if (role === "Note") return { ...placed, role: "FENote" };
    if (role !== "Reference") return placed;
    if (parent !== undefined && elements[parent]!.role === "TOCI") return { ...placed, role: "P" };
    omitted.add(index);
    return placed;
  });
  return { tags, omitted };
}

/** Whether PDF 2.0's structure namespace has a type. */
export function isInNamespace(role: string): boolean {
  return !earlier.has(role);
}

/** Whether a type only groups others. */
export function groups(role: string): boolean {
  return grouping.has(role);
}

/** Types whose children are blocks; those of all others stand in lines of text. */
const blockHolders: ReadonlySet<string> = new Set([...grouping, "LBody", "Note", "FENote", "Caption"]);

/** Whether the children of a type are blocks. */
export function holdsBlocks(role: string): boolean {
  return blockHolders.has(role);
}

/** The indices of lists whose items have labels. */
export function labelledLists(tags: readonly Tag[]): ReadonlySet<number> {
  const labelled = new Set<number>();
  for (const { role, parent } of tags) {
    const item = role === "Lbl" && parent !== undefined ? tags[parent]! : undefined;
    if (item?.role === "LI" && item.parent !== undefined) labelled.add(item.parent);
  }
  return labelled;
}
