import { createHash } from "node:crypto";
import type { PdfFile } from "./pdf-file.ts";
import { PdfText, type PdfReference } from "./pdf-value.ts";

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
 * @param date PDF date: when the files are said to have been made
 * @returns file specifications by name
 */
export function writeAttachments(file: PdfFile, attachments: readonly Attachment[], date: PdfText): (readonly [string, PdfReference])[] {
  return attachments
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, description, type, body, relationship }) => {
      const embedded = file.addStream(
        {
          Type: "EmbeddedFile",
          Subtype: type,
          Params: {
            Size: body.byteLength,
            CreationDate: date,
            ModDate: date,
            CheckSum: createHash("md5").update(body).digest(),
          },
        },
        body,
      );
      const specification = file.add({
        Type: "Filespec",
        F: new PdfText(name),
        UF: new PdfText(name),
        Desc: new PdfText(description),
        AFRelationship: relationship,
        EF: { F: embedded, UF: embedded },
      });
      return [name, specification] as const;
    });
}
