import type { PdfReader } from "../reader/pdf-reader.ts";
import { findDeclarations, propertyOf, readProperties } from "./metadata/read-packet.ts";
import { namespaces } from "./metadata/xmp-schemas.ts";
import type { Standard } from "./rule.ts";

/** The standards by which a file is checked. */
export interface Claim {
  readonly standards: ReadonlySet<Standard>;
  /** What the metadata declare that the file conforms to (PDF Declarations, `pdfd:conformsTo`): addresses. */
  readonly declared: readonly string[];
}

/**
 * Finds by which standards a file is to be checked: PDF/UA-2 if its metadata say so, else PDF/UA-1; PDF/A-4f if they
 * say PDF/A-4, else PDF/A-3a. A file that claims nothing is checked by those of its version of PDF.
 */
export function readClaim(reader: PdfReader): Claim {
  // What is encrypted cannot be read.
  const stream = reader.encrypted ? undefined : reader.stream(reader.catalog.get("Metadata"));
  const properties = stream === undefined ? [] : readProperties(reader.decode(stream)).properties;
  const later = Buffer.from(reader.bytes.subarray(0, 8)).toString("latin1").startsWith("%PDF-2.");
  const claims = (namespace: string, part: string): boolean => {
    const stated = propertyOf(properties, namespace, "part");
    return stated === undefined ? later : stated === part;
  };
  return {
    standards: new Set([
      claims(namespaces.pdfuaid, "2") ? "ISO 14289-2" : "ISO 14289-1",
      claims(namespaces.pdfaid, "4") ? "ISO 19005-4" : "ISO 19005-3",
    ] as const),
    declared: findDeclarations(properties),
  };
}
