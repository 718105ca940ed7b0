import { pdfuaSchema } from "./pdfua-schema.ts";

/**
 * The standards that a PDF is written to: PDF/UA-1 and PDF/A-3a, which are PDF 1.7, or PDF/UA-2 and PDF/A-4f, which are
 * PDF 2.0. A template names its own (`conformance` in template.yaml).
 */
export type Conformance = "ua1-a3a" | "ua2-a4f";

/** What a file of some standards says of itself. */
export interface Claims {
  /** Version of PDF, in the header. */
  readonly version: string;
  /** Part of ISO 19005 and level, as PDF/A's properties state them. */
  readonly archive: { readonly part: number; readonly level: string };
  /** Properties of PDF/UA, as RDF. Their prefix is `pdfuaid`. */
  readonly properties: readonly string[];
  /** Further descriptions, as RDF. */
  readonly descriptions: string;
  /** Whether the trailer has an information dictionary beside the metadata. */
  readonly information: boolean;
}

/** Declarations of Well-Tagged PDF 1.0 (6.1.2 and 6.1.3): the tags serve accessibility, and reuse of the content. */
const declared = ["http://pdfa.org/declarations/wtpdf#accessibility1.0", "http://pdfa.org/declarations/wtpdf#reuse1.0"];

/** PDF 2.0 structure namespace (ISO 32000-2, 14.8.6.2). */
export const structureNamespace = "http://iso.org/pdf2/ssn";

/**
 * For readers of PDF 1.7, which pass over namespaces: types of PDF 2.0 that they do not know → types that they do. To
 * others it means nothing, since it is about elements without a namespace (14.8.6.3).
 */
export const rolesForEarlier = { FENote: "Note" } as const;

const claims: Readonly<Record<Conformance, Claims>> = {
  "ua1-a3a": {
    version: "1.7",
    archive: { part: 3, level: "A" },
    properties: ["<pdfuaid:part>1</pdfuaid:part>"],
    descriptions: pdfuaSchema,
    information: true,
  },
  "ua2-a4f": {
    version: "2.0",
    archive: { part: 4, level: "F" },
    // The year of an edition (ISO 14289-2, 5; ISO 19005-4, 6.7.3).
    properties: ["<pdfuaid:part>2</pdfuaid:part>", "<pdfuaid:rev>2024</pdfuaid:rev>"],
    descriptions: `<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfd="http://pdfa.org/declarations/">
<pdfaid:rev>2020</pdfaid:rev>
<pdfd:declarations><rdf:Bag>
${declared.map((uri) => `<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>${uri}</pdfd:conformsTo></rdf:li>`).join("\n")}
</rdf:Bag></pdfd:declarations>
</rdf:Description>`,
    information: false,
  },
};

/** What a file says that is written to these standards; without any, to those of a template that names none. */
export function claimsOf(conformance: Conformance = "ua1-a3a"): Claims {
  return claims[conformance];
}

/** The first bytes of a file: its version, and a comment that tells programs that the file is not text (7.5.2). */
export function headerOf({ version }: Claims): Uint8Array {
  return Buffer.from(`%PDF-${version}\n%\xff\xff\xff\xff\n`, "latin1");
}
