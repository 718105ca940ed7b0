import type { XmlElement } from "./parse-xml.ts";

export const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const xml = "http://www.w3.org/XML/1998/namespace";

/**
 * A value type of XMP (XMP Specification, September 2005, chapter 4), in lower case as in extension schemas: `text`,
 * `bag propername`, `lang alt`. Structures have a namespace and the types of their fields. Closed choices of the
 * predefined schemas are `=a|b`, and `seq=1 2|1 3` for a sequence.
 */
export type XmpType = string;
export type XmpStructures = ReadonlyMap<string, XmpStructure>;

export interface XmpStructure {
  readonly namespace: string;
  readonly fields: Readonly<Record<string, XmpType>>;
}

/** `name: type, ...` as a record. */
export const types = (list: string): Readonly<Record<string, XmpType>> =>
  Object.fromEntries(list.split(",").map((entry) => entry.split(":").map((part) => part.trim()) as [string, string]));

const day = String.raw`\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?)?)?`;

/** Plain text types with the pattern of their text; types without one accept any text. */
const plain: Readonly<Record<string, RegExp>> = {
  integer: /^[+-]?\d+$/,
  real: /^[+-]?(?:\d+\.?\d*|\.\d+)$/,
  boolean: /^(?:True|False)$/,
  date: new RegExp(`^${day}$`),
  mimetype: /^[-\w+.]+\/[-\w+.]+$/,
  locale: /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$|^x-default$/,
  rational: /^-?\d+\/\d+$/,
  gpscoordinate: /^\d{1,3},\d{1,2}(?:,\d{1,2}|\.\d+)[NSEW]$/,
  point: /^\([+-]?\d+, ?[+-]?\d+\)$/,
  text: /^/,
  propername: /^/,
  agentname: /^/,
  uri: /^/,
  url: /^/,
  xpath: /^/,
  renditionclass: /^/,
  guid: /^/,
};

const containers: Readonly<Record<string, string>> = { bag: "Bag", seq: "Seq", alt: "Alt" };

/** Normalises a type's name: lower case, and without the words that mark a choice as open or closed. */
export function normalizeType(name: string): XmpType {
  const words = name
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\b(?:open |closed )?choice of /g, "");
  return words
    .replaceAll(/\b(?:open |closed )?choice\b/g, "text")
    .replace(/^(bag|seq|alt)$/, "$1 text")
    .replace(/^(bag|seq|alt) of /, "$1 ");
}

/** Whether a type is one of XMP's, or one of `structures`. */
export function isKnownType(type: XmpType, structures: XmpStructures): boolean {
  const [, kind, member] = /^(bag|seq|alt) (.*)$/.exec(type) ?? [];
  if (kind !== undefined) return isKnownType(member!, structures);
  return type === "lang alt" || plain[type] !== undefined || structures.has(type);
}

/** Whether a property's value has the form of its type. Attributes are plain values, given by `text` alone. */
export function hasType(
  value: { readonly text: string; readonly element?: XmlElement },
  type: XmpType,
  structures: XmpStructures,
  depth = 0,
): boolean {
  if (depth > 20) return false;
  const { element } = value;
  const choices = /^seq=(.*)$/.exec(type)?.[1]?.split("|");
  if (choices !== undefined)
    return hasType(value, "seq text", structures, depth) && choices.includes(textsOfItems(element).join(" "));
  const [, kind, member] = /^(bag|seq|alt) (.*)$/.exec(type) ?? [];
  if (kind !== undefined || type === "lang alt") {
    const list = element?.children.filter(({ namespace }) => namespace === rdf) ?? [];
    if (list.length !== 1 || list[0]!.name !== (kind === undefined ? "Alt" : containers[kind])) return false;
    const items = list[0]!.children;
    if (items.some(({ namespace, name }) => namespace !== rdf || name !== "li")) return false;
    if (type === "lang alt")
      return items.every((item) => item.children.length === 0 && item.attributes.has(`{${xml}}lang`));
    return items.every((item) => hasType({ text: item.text, element: item }, member!, structures, depth + 1));
  }
  const structure = structures.get(type);
  if (structure !== undefined) return element !== undefined && hasFields(element, structure, structures, depth);
  const text = element === undefined ? value.text : plainText(element);
  // An undescribed type is reported where it is named.
  if (type.startsWith("=")) return text !== undefined && type.slice(1).split("|").includes(text.trim());
  return text !== undefined && (plain[type]?.test(text.trim()) ?? true);
}

function textsOfItems(element: XmlElement | undefined): readonly string[] {
  return (element?.children[0]?.children ?? []).map(({ text }) => text.trim());
}

/** The text of a plain value, which may be qualified (rdf:value) or a resource. */
function plainText(element: XmlElement): string | undefined {
  const resource = element.attributes.get(`{${rdf}}resource`);
  if (resource !== undefined) return resource;
  if (element.children.length === 0)
    return [...element.attributes.keys()].some((key) => key === `{${rdf}}parseType`) ? undefined : element.text;
  const inner =
    element.children.length === 1 && element.children[0]!.name === "Description" ? element.children[0]! : element;
  const value = inner.children.find(({ namespace, name }) => namespace === rdf && name === "value");
  return value?.children.length === 0 ? value.text : undefined;
}

/** The fields of a structure: in an element with parseType Resource, in a Description, or as attributes. */
export function fieldsOf(element: XmlElement): {
  readonly namespace: string;
  readonly name: string;
  readonly prefix: string;
  readonly text: string;
  readonly element?: XmlElement;
}[] {
  const inner =
    element.children.length === 1 &&
    element.children[0]!.namespace === rdf &&
    element.children[0]!.name === "Description"
      ? element.children[0]!
      : element;
  const attributes = [...inner.attributes].flatMap(([key, text]) => {
    const [, namespace = "", name = ""] = /^\{(.*)\}(.*)$/.exec(key) ?? [];
    return namespace === rdf || namespace === xml || namespace === ""
      ? []
      : [{ namespace, name, prefix: inner.attributePrefixes.get(key) ?? "", text }];
  });
  return [
    ...attributes,
    ...inner.children.map((child) => ({
      namespace: child.namespace,
      name: child.name,
      prefix: child.prefix,
      text: child.text,
      element: child,
    })),
  ];
}

function hasFields(
  element: XmlElement,
  { namespace, fields }: XmpStructure,
  structures: XmpStructures,
  depth: number,
): boolean {
  if (element.children.length === 0 && element.text.trim() !== "") return false;
  return fieldsOf(element).every((field) => {
    const type = field.namespace === namespace ? fields[field.name] : undefined;
    return type !== undefined && hasType(field, type, structures, depth + 1);
  });
}
