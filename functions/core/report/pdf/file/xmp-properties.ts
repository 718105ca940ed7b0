import { escapeXml } from "../../../xml/escape-xml.ts";
import { claimsOf, type Conformance } from "../../../xml/conformance.ts";

/** A document's metadata, the same in XMP and in the information dictionary, if there is one. */
export interface PdfInfo {
  readonly title: string;
  readonly author?: string;
  readonly subject?: string;
  readonly keywords?: string;
  /**
   * Lower-case hexadecimal, at least 32 digits: the accepted request's id, from which the file identifier is derived.
   */
  readonly reportId: string;
  /** The report's own date, `YYYY-MM-DD`. */
  readonly date: string;
  /** BCP 47. */
  readonly language: string;
  /** Program that made the file, with its version. */
  readonly producer: string;
  /** The standards that the file is written to. @default "ua1-a3a" */
  readonly conformance?: Conformance;
}

/**
 * Builds the XMP properties of a file, as RDF. PDFKit adds the packet, and PDF/A's part and level. PDF/A-3 does not
 * define PDF/UA's property, so the packet includes its schema (ISO 19005-3, 6.6.2.3).
 */
export function xmpProperties({
  title,
  author,
  subject,
  keywords,
  reportId,
  date,
  language,
  producer,
  conformance,
}: PdfInfo): string {
  const claims = claimsOf(conformance);
  const time = `${date}T00:00:00Z`;
  const alternative = (text: string): string =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt>`;
  const properties = [
    ...claims.properties,
    "<dc:format>application/pdf</dc:format>",
    `<dc:identifier>${escaped(reportId)}</dc:identifier>`,
    `<dc:language><rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag></dc:language>`,
    `<dc:title>${alternative(title)}</dc:title>`,
    ...(author === undefined
      ? []
      : [`<dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>`]),
    ...(subject === undefined ? [] : [`<dc:description>${alternative(subject)}</dc:description>`]),
    ...(keywords === undefined ? [] : [`<pdf:Keywords>${escaped(keywords)}</pdf:Keywords>`]),
    `<pdf:Producer>${escaped(producer)}</pdf:Producer>`,
    `<xmp:CreatorTool>${escaped(producer)}</xmp:CreatorTool>`,
    `<xmp:CreateDate>${time}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${time}</xmp:ModifyDate>`,
  ];
  return `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
${properties.join("\n")}
</rdf:Description>
${claims.descriptions}`;
}

/** Escapes a text, in one line. */
function escaped(text: string): string {
  return escapeXml(text.replaceAll(/[\t\n\r]/g, " "));
}
