import { cutText } from "./pdf-value.ts";
import type { PdfFile } from "./pdf-file.ts";
import type { StructureTree } from "./structure-tree.ts";

/** A file attached to the PDF. */
export interface Attachment {
  /** File name, unique in the document. */
  readonly name: string;
  readonly description: string;
  /** Media type, e.g. `text/csv`. */
  readonly type: string;
  readonly body: Uint8Array;
  /** Its relationship to the document (ISO 19005-3, annex E). */
  readonly relationship: "Source" | "Data" | "Alternative" | "Supplement" | "Unspecified";
  /** Id of the figure to which it belongs. */
  readonly figure?: string;
}

/**
 * Embeds files as associated files of the document (ISO 19005-3, 6.8), sorted by name. A file that belongs to a figure
 * is also associated with its structure element.
 *
 * @param figures structure elements by figure id
 * @param date stated creation date of the files: the report's date
 */
export function writeAttachments(
  file: PdfFile,
  attachments: readonly Attachment[],
  {
    tree,
    figures,
    date,
  }: { readonly tree: StructureTree; readonly figures: ReadonlyMap<string, number>; readonly date: Date },
): void {
  for (const { name, description, type, body, relationship, figure } of attachments.toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const reference = file.file(body, {
      name,
      description: cutText(description),
      type,
      relationship,
      creationDate: date,
      modifiedDate: date,
    });
    const element = figure === undefined ? undefined : figures.get(figure);
    if (element !== undefined) tree.associate(element, reference);
  }
}
