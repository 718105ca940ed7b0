import type { TemplateFiles } from "../../template/template.ts";
import type { Markup } from "../markup.ts";
import { brokenFile, openCustomerFile } from "../ooxml/open-customer-file.ts";
import { childrenOf, parsePart, writeTree, type XmlElement } from "../ooxml/xml-tree.ts";
import { wordNames } from "./word-names.ts";

/** Where a template, or the theme that it shares, keeps a customer's styles. */
const customerFile = "theme.dotx";

/** DrawingML's namespace (ECMA-376-1, 20.1). */
const drawingNames = "http://schemas.openxmlformats.org/drawingml/2006/main";

/** The styles of a customer's document, and the theme to whose fonts and colours they refer. */
export interface CustomerStyles {
  readonly styles: XmlElement;
  readonly theme?: Markup;
}

/** A style of ours that a customer's may stand for. */
export interface OwnStyle {
  readonly name: string;
  readonly id: string;
  readonly type: "paragraph" | "character" | "table";
}

/**
 * Reads the styles that a template brings for text documents.
 *
 * @returns undefined if it brings none
 * @throws BroadsheetError `invalid-template`, `broken-office-file`
 */
export function readCustomerStyles(files: TemplateFiles): CustomerStyles | undefined {
  const brought = files.get(customerFile);
  if (brought === undefined) return undefined;
  const name = customerFile;
  const file = openCustomerFile(name, brought);
  const body = file.part("word/styles.xml");
  if (body === undefined) throw brokenFile(name, "it has no word/styles.xml");
  const styles = parsePart(name, "word/styles.xml", body);
  if (styles.name !== "w:styles" || styles.attributes["xmlns:w"] !== wordNames)
    throw brokenFile(name, "word/styles.xml is not as Word writes it; a file in the strict format is none");
  const theme = file.part("word/theme/theme1.xml");
  if (theme === undefined) return { styles };
  const read = parsePart(name, "word/theme/theme1.xml", theme);
  if (read.name !== "a:theme" || read.attributes["xmlns:a"] !== drawingNames)
    throw brokenFile(name, "word/theme/theme1.xml is not a theme as Word writes it");
  if (file.part("word/theme/_rels/theme1.xml.rels") !== undefined || refersToParts(read))
    throw brokenFile(name, "its theme has pictures, which styles do not need: choose a theme without");
  return { styles, theme: writeTree(read) };
}

/** Whether something in an element is in another part, which we do not take: `r:embed`, `r:link`, `r:id`. */
function refersToParts({ attributes, children }: XmlElement): boolean {
  return (
    Object.keys(attributes).some((key) => /^(?!xml)[^:]+:(?:embed|link|id)$/.test(key)) ||
    children.some((each) => typeof each !== "string" && refersToParts(each))
  );
}

/**
 * A customer's style sheet under our ids: his styles with the names of ours stand for ours, whatever his word processor
 * calls them in his language. His other styles stay; he has no list styles here, whose lists are elsewhere.
 *
 * @param own styles that a report needs
 * @param language the report's, as `w:lang`
 * @returns the style sheet, and the names of our styles that it has
 */
export function adoptStyles(
  { styles }: CustomerStyles,
  own: readonly OwnStyle[],
  language: XmlElement,
): { readonly attributes: XmlElement["attributes"]; readonly children: XmlElement[]; readonly has: Set<string> } {
  const named = new Map(own.map((style) => [`${style.type} ${style.name.toLowerCase()}`, style]));
  const reserved = new Set(own.map(({ id }) => id));
  const has = new Set<string>();
  const ids = new Map<string, string>();
  const stands = new Map<XmlElement, OwnStyle>();
  for (const style of childrenOf(styles, "w:style")) {
    const id = style.attributes["w:styleId"] ?? "";
    const name = childrenOf(style, "w:name")[0]?.attributes["w:val"] ?? "";
    const ours = named.get(`${style.attributes["w:type"] ?? "paragraph"} ${name.toLowerCase()}`);
    if (ours !== undefined && !has.has(ours.name)) {
      has.add(ours.name);
      stands.set(style, ours);
      ids.set(id, ours.id);
    } else if (!ids.has(id)) ids.set(id, reserved.has(id) ? `${id}_` : id);
  }
  const children = styles.children.filter(
    (each): each is XmlElement => typeof each !== "string" && (each.name !== "w:docDefaults" || setsText(each)),
  );
  return {
    attributes: styles.attributes,
    has,
    children: children.map((each) => {
      if (each.name === "w:docDefaults") return withLanguage(ofTheLook(each), language);
      return each.name === "w:style" ? renamed(ofTheLook(each), stands.get(each), ids) : each;
    }),
  };
}

/** Whether usual properties of text are among a document's. */
function setsText(defaults: XmlElement): boolean {
  return childrenOf(defaults, "w:rPrDefault").some((each) => childrenOf(each, "w:rPr").length > 0);
}

/** What a report decides, not a style: language, direction, and the lists to which paragraphs belong. */
const ownOfReport = new Set(["w:lang", "w:bidi", "w:rtl", "w:bidiVisual", "w:numPr"]);

/** An element without what a report decides, at any depth: styles of tables hold properties of their parts. */
function ofTheLook({ children, ...element }: XmlElement): XmlElement {
  return {
    ...element,
    children: children
      .filter((each) => typeof each === "string" || !ownOfReport.has(each.name))
      .map((each) => (typeof each === "string" ? each : ofTheLook(each))),
  };
}

/** A style under its new id. */
function renamed(style: XmlElement, ours: OwnStyle | undefined, ids: ReadonlyMap<string, string>): XmlElement {
  const id = style.attributes["w:styleId"] ?? "";
  const { "w:default": usual, ...others } = style.attributes;
  // A document has one usual style of each type: ours.
  const kept = usual !== undefined && (ours !== undefined || !["paragraph", "table"].includes(others["w:type"] ?? ""));
  return {
    name: style.name,
    attributes: { ...others, ...(kept && { "w:default": usual }), "w:styleId": ours?.id ?? ids.get(id) ?? id },
    children: style.children.map((each) => {
      if (typeof each === "string") return each;
      if (each.name === "w:name" && ours !== undefined) return { ...each, attributes: { "w:val": ours.name } };
      if (["w:basedOn", "w:next", "w:link"].includes(each.name)) {
        const target = each.attributes["w:val"] ?? "";
        return { ...each, attributes: { "w:val": ids.get(target) ?? target } };
      }
      return each;
    }),
  };
}

/** The document's usual properties, in the report's language. */
function withLanguage(element: XmlElement, language: XmlElement): XmlElement {
  if (element.name === "w:rPr")
    return {
      ...element,
      children: [...element.children.filter((each) => typeof each === "string" || each.name !== "w:lang"), language],
    };
  return {
    ...element,
    children: element.children.map((each) => (typeof each === "string" ? each : withLanguage(each, language))),
  };
}
