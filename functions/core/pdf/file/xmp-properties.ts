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

const pdfuaSchema = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;

/**
 * Builds the XMP properties of a file that is both PDF/A-3a and PDF/UA-1, as RDF. PDFKit adds the packet and PDF/A's
 * own properties. PDF/A does not define PDF/UA's property, so the packet includes its schema (ISO 19005-3, 6.6.2.3).
 */
export function xmpProperties({ title, author, subject, keywords, reportId, date, language, producer }: PdfInfo): string {
  const time = `${date}T00:00:00Z`;
  const alternative = (text: string): string => `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt>`;
  const properties = [
    "<pdfuaid:part>1</pdfuaid:part>",
    "<dc:format>application/pdf</dc:format>",
    `<dc:identifier>${escapeXml(reportId)}</dc:identifier>`,
    `<dc:language><rdf:Bag><rdf:li>${escapeXml(language)}</rdf:li></rdf:Bag></dc:language>`,
    `<dc:title>${alternative(title)}</dc:title>`,
    ...(author === undefined ? [] : [`<dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>`]),
    ...(subject === undefined ? [] : [`<dc:description>${alternative(subject)}</dc:description>`]),
    ...(keywords === undefined ? [] : [`<pdf:Keywords>${escapeXml(keywords)}</pdf:Keywords>`]),
    `<pdf:Producer>${escapeXml(producer)}</pdf:Producer>`,
    `<xmp:CreatorTool>${escapeXml(producer)}</xmp:CreatorTool>`,
    `<xmp:CreateDate>${time}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${time}</xmp:ModifyDate>`,
  ];
  return `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
${properties.join("\n")}
</rdf:Description>
${pdfuaSchema}`;
}

/** Escapes text for XML, leaving out characters that XML 1.0 cannot hold. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (character) => (/[\t\n\r]/.test(character) ? " " : ""))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
