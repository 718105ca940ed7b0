// Read by saxes: what it refuses is not well-formed XML with namespaces, which the standard asks of metadata and which
// an own reader would have to learn rule by rule. The writer, which makes its XML from strings, shares nothing with it.
import { SaxesParser, type SaxesTagNS } from "saxes";

/** An element of an XML document, with names resolved to namespaces. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly prefix: string;
  /** `{namespace}name` → value; attributes without a prefix have the empty namespace. */
  readonly attributes: ReadonlyMap<string, string>;
  /** `{namespace}name` → prefix as written. */
  readonly attributePrefixes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Parses an XML document with namespaces. A document type is refused: it could define entities, and XMP has none.
 *
 * @returns the root element; `undefined` if the text is not well-formed
 */
export function parseXml(text: string): XmlElement | undefined {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let faulty = false;
  const append = (piece: string): void => {
    const inside = open.at(-1);
    if (inside !== undefined) inside.text += piece;
  };
  parser.on("error", () => void (faulty = true));
  parser.on("doctype", () => void (faulty = true));
  parser.on("text", append);
  parser.on("cdata", append);
  parser.on("opentag", (tag) => {
    const element = elementOf(tag);
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  // A packet may begin with a byte order mark, and end in padding.
  parser.write(text.replace(/^\ufeff/, "").replace(/\0+$/, "")).close();
  return faulty ? undefined : root;
}

function elementOf({ uri, local, prefix, attributes: given }: SaxesTagNS): XmlElement {
  const own = Object.values(given).filter((attribute) => attribute.prefix !== "xmlns" && attribute.name !== "xmlns");
  const keyed = own.map((attribute) => ({ ...attribute, key: `{${attribute.uri}}${attribute.local}` }));
  return {
    namespace: uri,
    name: local,
    prefix,
    attributes: new Map(keyed.map(({ key, value }) => [key, value])),
    attributePrefixes: new Map(keyed.map((attribute) => [attribute.key, attribute.prefix])),
    children: [],
    text: "",
  };
}
