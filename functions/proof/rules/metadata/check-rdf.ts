import type { XmlElement } from "./parse-xml.ts";
import { rdf } from "./xmp-types.ts";

const containers = new Set(["Bag", "Seq", "Alt"]);
/** Attributes of RDF that XMP leaves out (XMP Specification, September 2005, chapter 2). */
const forbidden = new Set(["aboutEach", "aboutEachPrefix", "bagID"]);

/**
 * What in a packet is not RDF as XMP serialises it (XMP Specification, September 2005, chapter 2): one RDF element of
 * Descriptions about one resource, properties in namespaces, each once, values without text between elements.
 *
 * @returns the first fault in words; `undefined` if there is none
 */
export function faultOfRdf(root: XmlElement): string | undefined {
  const top = isRdf(root, "RDF") ? root : root.children.find((child) => isRdf(child, "RDF"));
  if (top === undefined) return "there is no rdf:RDF";
  if (top.text.trim() !== "") return "text in rdf:RDF";
  const about = new Set<string>();
  const seen = new Set<string>();
  for (const description of top.children) {
    if (!isRdf(description, "Description")) return `${description.prefix}:${description.name} in rdf:RDF`;
    const subject = description.attributes.get(`{${rdf}}about`) ?? description.attributes.get("{}about");
    if (subject !== undefined && subject !== "") about.add(subject);
    const fault = faultOfFields(description, seen);
    if (fault !== undefined) return fault;
  }
  return about.size > 1 ? "Descriptions about different resources" : undefined;
}

/** @param seen `{namespace}name` of the properties so far; grows */
function faultOfFields(node: XmlElement, seen: Set<string>): string | undefined {
  if (node.text.trim() !== "") return "text between properties";
  for (const key of node.attributes.keys()) {
    if (forbidden.has(key.slice(rdf.length + 2)) && key.startsWith(`{${rdf}}`))
      return `the attribute rdf:${key.slice(rdf.length + 2)}`;
    const [, namespace = "", name = ""] = /^\{(.*)\}(.*)$/.exec(key) ?? [];
    if (namespace === "" && name !== "about" && name !== "ID") return `the attribute ${name} without a namespace`;
    if (namespace === "" || namespace === rdf || namespace.endsWith("/XML/1998/namespace")) continue;
    if (seen.has(key)) return `${name} twice`;
    seen.add(key);
  }
  for (const child of node.children) {
    const key = `{${child.namespace}}${child.name}`;
    if (child.namespace === "") return `the element ${child.name} without a namespace`;
    if (isRdf(child, "li") || isRdf(child, "Description") || (containers.has(child.name) && child.namespace === rdf))
      return `rdf:${child.name} as a property`;
    if (seen.has(key)) return `${child.name} twice`;
    seen.add(key);
    const fault = faultOfValue(child);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOfValue(property: XmlElement): string | undefined {
  const { children, text } = property;
  const kind = property.attributes.get(`{${rdf}}parseType`);
  if (kind !== undefined && kind !== "Resource") return `the parseType ${kind}`;
  if (kind === "Resource") return faultOfFields(property, new Set());
  if (children.length === 0) return undefined;
  if (text.trim() !== "") return `text between the elements of ${property.name}`;
  const [only] = children;
  if (children.length > 1 || only === undefined || only.namespace !== rdf)
    return `${property.name} holds elements that are no value`;
  if (only.name === "Description") return faultOfFields(only, new Set());
  if (!containers.has(only.name)) return `rdf:${only.name} in ${property.name}`;
  if (only.text.trim() !== "") return `text in rdf:${only.name}`;
  for (const item of only.children) {
    if (!isRdf(item, "li")) return `${item.name} in rdf:${only.name}`;
    const fault = faultOfValue(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isRdf({ namespace, name }: XmlElement, wanted: string): boolean {
  return namespace === rdf && name === wanted;
}
