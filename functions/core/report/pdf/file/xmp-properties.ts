import { escapeXml } from "../../../xml/escape-xml.ts";
import { pdfuaSchema } from "../../../xml/pdfua-schema.ts";

/** A document's metadata, the same in the information dictionary and in XMP. */
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
}

/**
 * Builds the XMP properties of a file that is both PDF/A-3a and PDF/UA-1, as RDF. PDFKit adds the packet and PDF/A's
 * own properties. PDF/A does not define PDF/UA's property, so the packet includes its schema (ISO 19005-3, 6.6.2.3).
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
}: PdfInfo): string {
  const time = `${date}T00:00:00Z`;
  const alternative = (text: string): string =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt>`;
  const properties = [
    "<pdfuaid:part>1</pdfuaid:part>",
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
${pdfuaSchema}`;
}

/** Escapes a text, in one line. */
function escaped(text: string): string {
  return escapeXml(text.replaceAll(/[\t\n\r]/g, " "));
}
