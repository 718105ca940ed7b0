import { parseXml, type XmlElement } from "./parse-xml.ts";
import { namespaces } from "./xmp-schemas.ts";
import { fieldsOf, rdf } from "./xmp-types.ts";

export type Property = ReturnType<typeof fieldsOf>[number];

/** A packet of XMP metadata, as far as it could be read. */
export interface Packet {
  /** Its text, if that is UTF-8. */
  readonly text: string | undefined;
  /** Its root, if it is well-formed. */
  readonly root: XmlElement | undefined;
  readonly properties: readonly Property[];
}

export function readProperties(bytes: Uint8Array): Packet {
  const text = readText(bytes);
  const root = text === undefined ? undefined : parseXml(text);
  const properties = root === undefined ? [] : descriptions(root).flatMap((description) => fieldsOf(wrap(description)));
  return { text, root, properties };
}

/** The text of a property; `undefined` without it. */
export function propertyOf(properties: readonly Property[], namespace: string, name: string): string | undefined {
  const property = properties.find((item) => item.namespace === namespace && item.name === name);
  if (property === undefined) return undefined;
  return (property.element === undefined ? property.text : deepText(property.element)).trim();
}

/** The addresses in `pdfd:conformsTo`, sorted (PDF Declarations, 8.2.1). */
export function findDeclarations(properties: readonly Property[]): readonly string[] {
  const found: string[] = [];
  const visit = (element: XmlElement): void => {
    const attribute = element.attributes.get(`{${namespaces.pdfd}}conformsTo`);
    if (attribute !== undefined) found.push(attribute.trim());
    if (element.namespace === namespaces.pdfd && element.name === "conformsTo") found.push(deepText(element).trim());
    else for (const child of element.children) visit(child);
  };
  for (const { namespace, name, element } of properties)
    if (namespace === namespaces.pdfd && name === "declarations" && element !== undefined) visit(element);
  return found.sort();
}

/** Wraps a Description as one structure, however many fields it has. */
function wrap(description: XmlElement): XmlElement {
  return { ...description, name: "", namespace: "", children: [description], attributes: new Map() };
}

function readText(bytes: Uint8Array): string | undefined {
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
