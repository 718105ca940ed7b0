import { kitTextSyntax } from "./pdf-value.ts";

/** Target of a link: an ASCII address, or a named destination. */
export type LinkAction = { readonly url: string } | { readonly destination: string };

/**
 * The dictionary of a link annotation (ISO 32000-1, 12.5.6.5), as PDFKit would write it. A page of notes has dozens of
 * them, and PDFKit serialises each value by value.
 *
 * @param rectangle left, bottom, right, top in points from the page's bottom left
 * @param contents text for screen readers
 * @param structParent key in the structure's parent tree
 */
export function linkAnnotation(
  rectangle: readonly number[],
  contents: string,
  structParent: number,
  action: LinkAction,
): string {
  const target =
    "url" in action
      ? `/A <<\n/S /URI\n/URI ${kitTextSyntax(action.url)}\n>>`
      : `/Dest ${kitTextSyntax(action.destination)}`;
  // F 4: printed with the page (ISO 19005-3, 6.3.2).
  return `<<\n/Type /Annot\n/Subtype /Link\n/Rect [${rectangle.join(" ")}]\n/Border [0 0 0]\n/F 4\n/Contents ${kitTextSyntax(contents)}\n/StructParent ${structParent}\n${target}\n>>`;
}
