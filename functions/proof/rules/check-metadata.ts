import type { Inspection } from "./inspection.ts";
import { parseXml, type XmlElement } from "./parse-xml.ts";

const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const dc = "http://purl.org/dc/elements/1.1/";
const pdfa = "http://www.aiim.org/pdfa/ns/id/";
const pdfua = "http://www.aiim.org/pdfua/ns/id/";
const schemas = "http://www.aiim.org/pdfa/ns/schema#";
const properties = "http://www.aiim.org/pdfa/ns/property#";

/** Schemas that ISO 19005-3, 6.6.2.3.1 takes from the XMP specification, and PDF/A's own. */
const predefined = new Set([
  dc, pdfa, rdf,
  "http://ns.adobe.com/xap/1.0/", "http://ns.adobe.com/xap/1.0/rights/", "http://ns.adobe.com/xap/1.0/mm/", "http://ns.adobe.com/xap/1.0/bj/",
  "http://ns.adobe.com/xap/1.0/t/pg/", "http://ns.adobe.com/xmp/1.0/DynamicMedia/", "http://ns.adobe.com/pdf/1.3/", "http://ns.adobe.com/photoshop/1.0/",
  "http://ns.adobe.com/camera-raw-settings/1.0/", "http://ns.adobe.com/tiff/1.0/", "http://ns.adobe.com/exif/1.0/", "http://ns.adobe.com/exif/1.0/aux/",
  "http://www.aiim.org/pdfa/ns/extension/", schemas, properties, "http://www.aiim.org/pdfa/ns/type#", "http://www.aiim.org/pdfa/ns/field#",
]);

/** A property of the document: its namespace and name, and its value (an element, or an attribute's text). */
interface Property {
  readonly namespace: string;
  readonly name: string;
  readonly text: string;
  readonly element?: XmlElement;
}

/** The rules for XMP metadata (ISO 19005-3, 6.6; ISO 14289-1, 5 and 7.1). */
export function checkMetadata({ reader, findings }: Inspection): void {
  const stream = reader.stream(reader.catalog.get("Metadata"));
  if (stream === undefined) {
    for (const code of ["no-metadata", "no-title", "pdfua-not-claimed", "pdfa-not-claimed"] as const) findings.add(code);
    return;
  }
  const packet = readPacket(reader.decode(stream));
  const root = packet === undefined ? undefined : parseXml(packet);
  if (packet === undefined || root === undefined || /<\?xpacket\s+begin=[^>]*\s(?:bytes|encoding)=/.test(packet)) findings.add("metadata-malformed");
  const found = root === undefined ? [] : propertiesOf(root);
  const value = (namespace: string, name: string): string | undefined => found.find((property) => property.namespace === namespace && property.name === name)?.text.trim();
  if ((value(dc, "title") ?? "") === "") findings.add("no-title");
  if (value(pdfua, "part") !== "1") findings.add("pdfua-not-claimed");
  if (value(pdfa, "part") !== "3" || value(pdfa, "conformance") !== "A") findings.add("pdfa-not-claimed", claim(value(pdfa, "part"), value(pdfa, "conformance")));
  const described = root === undefined ? new Set<string>() : describedProperties(root);
  for (const { namespace, name } of found) {
    if (!predefined.has(namespace) && !described.has(`${namespace} ${name}`)) findings.add("undescribed-property", `${namespace} ${name}`);
  }
}

function claim(part = "", conformance = ""): string {
  return part === "" ? "" : `it says PDF/A-${part}${conformance.toLowerCase()}`;
}

function readPacket(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function propertiesOf(root: XmlElement): Property[] {
  return descriptions(root).flatMap((description) => [
    ...description.children.map((element): Property => ({ namespace: element.namespace, name: element.name, text: deepText(element), element })),
    ...[...description.attributes].flatMap(([key, text]): Property[] => {
      const [, namespace = "", name = ""] = /^\{(.*)\}(.*)$/.exec(key) ?? [];
      return namespace === "" || namespace === rdf || namespace.startsWith("http://www.w3.org/XML/") ? [] : [{ namespace, name, text }];
    }),
  ]);
}

function descriptions(root: XmlElement): XmlElement[] {
  const top = root.name === "RDF" ? root : root.children.find(({ namespace, name }) => namespace === rdf && name === "RDF");
  return (top?.children ?? []).filter(({ name }) => name === "Description");
}

/** `namespace name` of the properties that extension schemas in the file describe (6.6.2.3.3). */
function describedProperties(root: XmlElement): Set<string> {
  const described = new Set<string>();
  const walk = (element: XmlElement): void => {
    const uri = field(element, "namespaceURI");
    const list = element.children.find(({ namespace, name }) => namespace === schemas && name === "property");
    if (uri !== undefined && list !== undefined) {
      for (const item of list.children.flatMap(({ children }) => children)) {
        const name = item.children.concat(item.children.flatMap(({ children }) => children)).find((child) => child.namespace === properties && child.name === "name");
        const written = name?.text ?? item.attributes.get(`{${properties}}name`);
        if (written !== undefined) described.add(`${uri} ${written.trim()}`);
      }
    }
    element.children.forEach(walk);
  };
  walk(root);
  return described;
}

function field(element: XmlElement, name: string): string | undefined {
  const child = element.children.find((item) => item.namespace === schemas && item.name === name);
  return (child?.text ?? element.attributes.get(`{${schemas}}${name}`))?.trim();
}

function deepText(element: XmlElement): string {
  return element.text + element.children.map(deepText).join("");
}
