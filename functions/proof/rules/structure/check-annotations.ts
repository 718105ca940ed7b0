import { isDictionary, PdfReference, type PdfDictionary } from "../../reader/pdf-syntax.ts";
import type { Inspection } from "../inspection.ts";
import { readParentTree } from "./read-parent-tree.ts";
import type { StructureElement } from "./read-structure.ts";

/** ISO 19005-3, 6.3.1; ISO 14289-1, 7.18.2 forbids only TrapNet. */
const allowedTypes = new Set(
  "Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup FileAttachment Widget PrinterMark Watermark Redact".split(
    " ",
  ),
);
const flag = { invisible: 1, hidden: 2, print: 4, noView: 32, toggleNoView: 256 } as const;

/** The rules for annotations and the pages that contain them (ISO 14289-1, 7.18; ISO 19005-3, 6.3). */
export function checkAnnotations({ reader, pages, structure, findings }: Inspection): void {
  const parents = readParentTree(reader);
  for (const { number, dictionary: page } of pages) {
    const annotations = reader.list(page.get("Annots"));
    const [left = 0, bottom = 0, right = 0, top = 0] = reader
      .list(page.get("MediaBox"))
      .map((item) => reader.number(item) ?? 0);
    for (const side of [Math.abs(right - left), Math.abs(top - bottom)])
      if (side < 3 || side > 14_400) findings.add("page-size", `page ${number}`);
    if (annotations.length > 0 && reader.name(page.get("Tabs")) !== "S") findings.add("tab-order", `page ${number}`);
    for (const item of annotations) {
      const element = item instanceof PdfReference ? structure.objects.get(item.number) : undefined;
      checkAnnotation(reader.dictionary(item), element, `page ${number}`);
      if (element !== undefined && item instanceof PdfReference)
        checkParent(reader.dictionary(item), element, `page ${number}`);
    }
  }

  function checkAnnotation(annotation: PdfDictionary, element: StructureElement | undefined, place: string): void {
    const type = reader.name(annotation.get("Subtype")) ?? "";
    if (!allowedTypes.has(type))
      findings.add(type === "TrapNet" ? "trap-network" : "annotation-type", `${place}: ${type}`);
    if (type === "PrinterMark" && element !== undefined) findings.add("printer-mark-tagged", place);
    const flags = reader.number(annotation.get("F")) ?? 0;
    const bad = flag.invisible | flag.hidden | flag.noView | flag.toggleNoView;
    if (type !== "Popup" && ((flags & flag.print) === 0 || (flags & bad) !== 0))
      findings.add("annotation-flags", place);
    checkAppearance(annotation, type, place);
    const hidden = (flags & flag.hidden) !== 0;
    if (hidden || type === "Popup" || type === "PrinterMark") return;
    const text = reader.text(annotation.get("Contents")) ?? "";
    const alternative = element === undefined ? "" : (reader.text(element.dictionary.get("Alt")) ?? "");
    if (type === "Link") {
      if (element?.type !== "Link") findings.add("link-not-tagged", place);
      if (text === "") findings.add("link-without-text", place);
    } else if (type === "Widget") {
      if (element?.type !== "Form") findings.add("widget-not-tagged", place);
      if (nameOfField(annotation) === "" && alternative === "") findings.add("field-without-name", place);
    } else {
      if (element?.type !== "Annot") findings.add("annotation-not-tagged", place);
      if (text === "" && alternative === "") findings.add("annotation-without-text", place);
    }
  }

  function checkAppearance(annotation: PdfDictionary, type: string, place: string): void {
    const appearance = reader.dictionary(annotation.get("AP"));
    const [left = 0, bottom = 0, right = 0, top = 0] = reader
      .list(annotation.get("Rect"))
      .map((item) => reader.number(item) ?? 0);
    const empty = left === right && bottom === top;
    const button =
      type === "Widget" &&
      reader.name(annotation.get("FT") ?? reader.dictionary(annotation.get("Parent")).get("FT")) === "Btn";
    const normal = reader.resolve(appearance.get("N"));
    // 6.3.3: a button has one appearance per state, anything else a single one.
    if (normal !== undefined && isDictionary(normal) !== button) findings.add("annotation-appearance", place);
    if (
      appearance.size === 0
        ? type !== "Link" && type !== "Popup" && !empty
        : [...appearance.keys()].some((key) => key !== "N")
    ) {
      findings.add("annotation-appearance", place);
    }
  }

  /** The alternative name of a widget's field: its own, or that of a parent field. */
  function nameOfField(widget: PdfDictionary): string {
    const seen = new Set<PdfDictionary>();
    for (let field = widget; field.size > 0 && !seen.has(field); field = reader.dictionary(field.get("Parent"))) {
      seen.add(field);
      const text = reader.text(field.get("TU")) ?? "";
      if (text !== "") return text;
    }
    return "";
  }

  /** Whether the annotation's StructParent leads to its element (ISO 32000-1, 14.7.4.4). */
  function checkParent(annotation: PdfDictionary, element: StructureElement, place: string): void {
    const key = reader.number(annotation.get("StructParent"));
    const owner = key === undefined ? undefined : parents.get(key);
    if (!(owner instanceof PdfReference) || owner.number !== element.object) findings.add("parent-tree", place);
  }
}
