import { PdfStream } from "../../reader/pdf-syntax.ts";
import type { Inspection } from "../inspection.ts";
import { parseXml, type XmlElement } from "./parse-xml.ts";
import { readExtensions } from "./read-extensions.ts";
import { faultOfRdf } from "./check-rdf.ts";
import { namespaces, predefinedSchemas, predefinedStructures } from "./xmp-schemas.ts";
import { fieldsOf, hasType, rdf } from "./xmp-types.ts";

type Property = ReturnType<typeof fieldsOf>[number];

/** Namespaces whose properties require a certain prefix (ISO 19005-3, 6.6.4; ISO 14289-1, 5). */
const prefixes: Readonly<
  Record<
    string,
    { readonly prefix: string; readonly names: readonly string[]; readonly code: "pdfa-prefix" | "pdfua-prefix" }
  >
> = {
  [namespaces.pdfaid]: { prefix: "pdfaid", names: ["part", "conformance", "amd", "corr"], code: "pdfa-prefix" },
  [namespaces.pdfuaid]: { prefix: "pdfuaid", names: ["part", "amd", "corr"], code: "pdfua-prefix" },
};

/**
 * The rules for XMP metadata (ISO 19005-3, 6.6; ISO 14289-1, 5 and 7.1), of the document and of every object that has
 * it.
 */
export function checkMetadata(inspection: Inspection): void {
  const { reader, findings } = inspection;
  const main = reader.stream(reader.catalog.get("Metadata"));
  if (main === undefined)
    for (const code of ["no-metadata", "no-title", "pdfua-not-claimed", "pdfa-not-claimed"] as const)
      findings.add(code);
  else checkClaims(checkPacket(main, "the document", inspection), inspection);
  for (const number of reader.numbers) {
    const item = reader.object(number);
    if (item instanceof PdfStream && item !== main && reader.name(item.dictionary.get("Type")) === "Metadata")
      checkPacket(item, `object ${number}`, inspection);
  }
}

/** Checks what the document's metadata must state. */
function checkClaims(found: readonly Property[], { findings }: Inspection): void {
  const value = (uri: string, name: string): string | undefined => {
    const property = found.find((item) => item.namespace === uri && item.name === name);
    return property === undefined
      ? undefined
      : (property.element === undefined ? property.text : deepText(property.element)).trim();
  };
  if ((value(namespaces.dc, "title") ?? "") === "") findings.add("no-title");
  if (value(namespaces.pdfuaid, "part") !== "1") findings.add("pdfua-not-claimed");
  const [part, conformance] = [value(namespaces.pdfaid, "part"), value(namespaces.pdfaid, "conformance")];
  if (part !== "3" || conformance !== "A") findings.add("pdfa-not-claimed", claim(part, conformance));
}

/** The rules for any packet. @returns its properties */
function checkPacket(stream: PdfStream, place: string, { reader, findings }: Inspection): readonly Property[] {
  const packet = readPacket(reader.decode(stream));
  const root = packet === undefined ? undefined : parseXml(packet);
  const fault = root === undefined ? "it is not well-formed XML in UTF-8" : faultOfRdf(root);
  if (fault !== undefined) findings.add("metadata-malformed", `${place}: ${fault}`);
  // The header is a processing instruction; its attributes may stand in any order.
  if (/<\?xpacket\s(?:[^?]*\s)?(?:bytes|encoding)\s*=/.test(packet ?? ""))
    findings.add("metadata-malformed", `${place}: bytes or encoding in the packet's header`);
  if (root === undefined) return [];
  const found = descriptions(root).flatMap((description) => fieldsOf(wrap(description)));
  const containers = found.flatMap(({ namespace, name, element }) =>
    namespace === namespaces.extension && name === "schemas" && element !== undefined ? [element] : [],
  );
  const { properties, structures } = readExtensions(containers, predefinedStructures, (where) =>
    findings.add("extension-schema", `${place}: ${where}`),
  );
  for (const property of found) {
    const { namespace, name, prefix } = property;
    const rule = prefixes[namespace];
    if (rule?.names.includes(name) === true && prefix !== rule.prefix)
      findings.add(rule.code, `${place}: ${prefix}:${name}`);
    if (namespace === namespaces.extension && name === "schemas") continue;
    const schema = predefinedSchemas.get(namespace);
    const type =
      (schema !== undefined && Object.hasOwn(schema, name) ? schema[name] : undefined) ??
      properties.get(namespace)?.get(name);
    if (type === undefined) findings.add("undescribed-property", `${place}: ${namespace} ${name}`);
    else if (!hasType(property, type, structures))
      findings.add("property-type", `${place}: ${prefix}:${name} is not of the type ${type}`);
  }
  return found;
}

/** Wraps a Description as one structure, however many fields it has. */
function wrap(description: XmlElement): XmlElement {
  return { ...description, name: "", namespace: "", children: [description], attributes: new Map() };
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

function descriptions(root: XmlElement): XmlElement[] {
  const top =
    root.name === "RDF" ? root : root.children.find(({ namespace, name }) => namespace === rdf && name === "RDF");
  return (top?.children ?? []).filter(({ name }) => name === "Description");
}

function deepText(element: XmlElement): string {
  return element.text + element.children.map(deepText).join("");
}
