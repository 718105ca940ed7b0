import { escapeXml } from "../../../../xml/escape-xml.ts";
import type { Claims } from "../../../../xml/conformance.ts";
import { PdfString } from "./pdf-syntax.ts";

/** What a volume says of itself. */
export interface VolumeAbout {
  readonly title: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Program that made it, with its version. */
  readonly producer: string;
}

/** What the metadata of a volume tell besides. */
export interface VolumeMetadata extends VolumeAbout {
  readonly claims: Claims;
  /** Lower-case hexadecimal. */
  readonly identifier: string;
  /** BCP 47. */
  readonly languages: readonly string[];
}

/** The metadata of a volume, in XMP and the same for an information dictionary (ISO 19005-3, 6.6; ISO 14289-1, 5). */
export function volumeMetadata({ title, date, producer, claims, identifier, languages }: VolumeMetadata): {
  readonly xmp: Uint8Array;
  readonly info: string;
} {
  const time = `D:${date.replaceAll("-", "")}000000Z`;
  const info = Object.entries({
    Title: title,
    Creator: producer,
    Producer: producer,
    CreationDate: time,
    ModDate: time,
  }).map(([key, value]) => `/${key} ${PdfString.of(value).syntax}`);
  const xmp = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>${claims.archive.part}</pdfaid:part>
<pdfaid:conformance>${claims.archive.level}</pdfaid:conformance>
${claims.properties.join("\n")}
<dc:format>application/pdf</dc:format>
<dc:identifier>${identifier}</dc:identifier>
<dc:language><rdf:Bag>${languages.map((language) => `<rdf:li>${escapeXml(language)}</rdf:li>`).join("")}</rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>${escapeXml(producer)}</pdf:Producer>
<xmp:CreatorTool>${escapeXml(producer)}</xmp:CreatorTool>
<xmp:CreateDate>${date}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>${date}T00:00:00Z</xmp:ModifyDate>
</rdf:Description>
${claims.descriptions}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
  return { xmp: Buffer.from(xmp, "utf8"), info: `<<${info.join("")}>>` };
}
