import { isDictionary, PdfReference, type PdfDictionary, type PdfItem } from "../../reader/pdf-syntax.ts";
import type { Inspection } from "../inspection.ts";
import { readParentTree } from "./read-parent-tree.ts";
import type { StructureElement } from "./read-structure.ts";

/** ISO 19005-3, 6.3.1; ISO 14289-1, 7.18.2 forbids only TrapNet. */
const allowedTypes = new Set(
  "Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup FileAttachment Widget PrinterMark Watermark Redact".split(
    " ",
  ),
);
/** Page boundaries (ISO 32000-1, 14.11.2), whose sizes ISO 19005-3, 6.1.13 limits. */
const boundaries = ["MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"];

interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

const flag = { invisible: 1, hidden: 2, print: 4, noView: 32, toggleNoView: 256 } as const;

/** The rules for annotations and the pages that contain them (ISO 14289-1, 7.18; ISO 19005-3, 6.3). */
export function checkAnnotations({ reader, pages, structure, findings }: Inspection): void {
  const parents = readParentTree(reader);
  for (const { number, dictionary: page } of pages) {
    const annotations = reader.list(page.get("Annots"));
    for (const name of boundaries) {
      const { left, bottom, right, top } = boxOf(page.get(name));
      const sides = page.has(name) ? [right - left, top - bottom] : [];
      if (sides.some((side) => side < 3 || side > 14_400)) findings.add("page-size", `page ${number}: ${name}`);
    }
    const shown = boxOf(page.get("CropBox") ?? page.get("MediaBox"));
    if (annotations.length > 0 && reader.name(page.get("Tabs")) !== "S") findings.add("tab-order", `page ${number}`);
    for (const item of annotations) {
      const element = item instanceof PdfReference ? structure.objects.get(item.number) : undefined;
      checkAnnotation(reader.dictionary(item), element, shown, `page ${number}`);
      if (element !== undefined && item instanceof PdfReference)
        checkParent(reader.dictionary(item), element, `page ${number}`);
    }
  }

  function checkAnnotation(
    annotation: PdfDictionary,
    element: StructureElement | undefined,
    shown: Box,
    place: string,
  ): void {
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
    // 7.18.1 and its kin are about annotations that can be seen.
    if (hidden || isOutside(boxOf(annotation.get("Rect")), shown) || type === "Popup" || type === "PrinterMark") return;
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
    const { left, bottom, right, top } = boxOf(annotation.get("Rect"));
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

  /** A rectangle, whichever of its corners come first; empty if there is none. */
  function boxOf(item: PdfItem | undefined): Box {
    const [x = 0, y = 0, a = 0, b = 0] = reader.list(item).map((side) => reader.number(side) ?? 0);
    return { left: Math.min(x, a), bottom: Math.min(y, b), right: Math.max(x, a), top: Math.max(y, b) };
  }

  /** The alternative name of a widget's field, which has a name of its own. That of a group of fields is not theirs. */
  function nameOfField(widget: PdfDictionary): string {
    const seen = new Set<PdfDictionary>();
    for (let field = widget; field.size > 0 && !seen.has(field); field = reader.dictionary(field.get("Parent"))) {
      seen.add(field);
      const text = reader.text(field.get("TU")) ?? "";
      if (text !== "" || field.has("T")) return text;
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

function isOutside(box: Box, shown: Box): boolean {
  return box.left >= shown.right || box.right <= shown.left || box.bottom >= shown.top || box.top <= shown.bottom;
}
