import { SaxesParser } from "saxes";
import { element, join, type Markup, text } from "../markup.ts";
import { brokenFile } from "./open-customer-file.ts";

/** An element of a customer's part. Names have their prefixes. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** Most elements and texts together, and levels of elements. */
const [mostNodes, deepest] = [100_000, 60];

/** What may be read of all parts of a file together. */
export interface PartsBudget {
  /** Elements, their attributes, and texts. */
  nodes: number;
  bytes: number;
}

const tooMany = "has too many elements, or too many inside each other";
const tooManyTogether = "is too much to read, together with the parts before it";

/**
 * Parses a customer's part. It knows only XML's own entities and loads nothing.
 *
 * @param name the file's path in the template, for messages
 * @param budget what is left for all parts of the file; it is drawn on
 * @throws BroadsheetError `invalid-template`, `broken-office-file`
 */
export function parsePart(
  name: string,
  path: string,
  body: Uint8Array,
  budget: PartsBudget = { nodes: Infinity, bytes: Infinity },
): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: { name: string; attributes: Record<string, string>; children: (XmlElement | string)[] }[] = [
    { name: "", attributes: {}, children: [] },
  ];
  let count = 0;
  const refuse = (fault: string): never => {
    throw brokenFile(name, `${path} ${fault}`);
  };
  parser.on("error", ({ message }) => refuse(`is not XML: ${message.slice(0, 120)}`));
  parser.on("doctype", () => refuse("has a document type"));
  const draw = (): void => {
    if (--budget.nodes < 0) refuse(tooManyTogether);
  };
  const countNode = (): void => {
    if (++count > mostNodes) refuse(tooMany);
    draw();
  };
  budget.bytes -= body.length;
  if (budget.bytes < 0) refuse(tooManyTogether);
  parser.on("attribute", draw);
  parser.on("text", (words) => {
    countNode();
    open.at(-1)!.children.push(words);
  });
  parser.on("opentag", ({ name: tag, attributes }) => {
    countNode();
    if (open.length > deepest) refuse(tooMany);
    const values = Object.entries(attributes).map(([key, { value }]) => [key, value] as const);
    const each = { name: tag, attributes: Object.fromEntries(values), children: [] };
    open.at(-1)!.children.push(each);
    open.push(each);
  });
  parser.on("closetag", () => void open.pop());
  parser.write(new TextDecoder().decode(body)).close();
  const [root] = open[0]!.children.filter((each) => typeof each !== "string");
  return root ?? refuse("is empty");
}

/** An element as it was read, without comments and instructions. */
export function writeTree({ name, attributes, children }: XmlElement): Markup {
  return element(
    name,
    attributes,
    join(children.map((each) => (typeof each === "string" ? text(each) : writeTree(each)))),
  );
}

/** The child elements of a name. */
export function childrenOf({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter((each): each is XmlElement => typeof each !== "string" && each.name === name);
}
