import type { PdfFile } from "./pdf-file.ts";

/** A file that travels inside the PDF. */
export interface Attachment {
  /** File name, unique in the document. */
  readonly name: string;
  readonly description: string;
  /** Media type, e.g. `text/csv`. */
  readonly type: string;
  readonly body: Uint8Array;
  /** What it is to the document (ISO 19005-3, annex E). */
  readonly relationship: "Source" | "Data" | "Alternative" | "Supplement" | "Unspecified";
}

/**
 * Embeds files as associated files of the document (ISO 19005-3, 6.8), sorted by name.
 *
 * @param date when the files are said to have been made: the report's date
 */
export function writeAttachments(file: PdfFile, attachments: readonly Attachment[], date: Date): void {
  for (const { name, description, type, body, relationship } of attachments.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    file.file(body, { name, description, type, relationship, creationDate: date, modifiedDate: date });
  }
}
