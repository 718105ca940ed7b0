import type { PdfReader } from "../../reader/pdf-reader.ts";
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
/** The type that PDF/A-4 allows besides (ISO 19005-4, 6.3.1). */
const laterType = "Projection";
/** Page boundaries (ISO 32000-1, 14.11.2), whose sizes ISO 19005-3, 6.1.13 limits. */
const boundaries = ["MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"];

interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

const flag = { invisible: 1, hidden: 2, print: 4, noView: 32, toggleNoView: 256 } as const;

/** An annotation in its place. */
interface Placed {
  readonly annotation: PdfDictionary;
  /** Its Subtype. */
  readonly type: string;
  readonly element: StructureElement | undefined;
  readonly place: string;
}

/** The rules for annotations and the pages that contain them (ISO 14289-1, 7.18; ISO 19005-3, 6.3). */
export function checkAnnotations(inspection: Inspection): void {
  const { reader, structure, findings } = inspection;
  const parents = readParentTree(reader);
  for (const { number, dictionary: page } of inspection.pages) {
    const place = `page ${number}`;
    const annotations = reader.list(page.get("Annots"));
    checkSize(page, place, inspection);
    const shown = boxOf(page.get("CropBox") ?? page.get("MediaBox"), reader);
    const order = reader.name(page.get("Tabs")) ?? "";
    if (annotations.length > 0 && order !== "S") findings.add("tab-order", place);
    if (annotations.length > 0 && !["A", "W", "S"].includes(order)) findings.add("no-tab-order", place);
    for (const item of annotations) {
      const element = item instanceof PdfReference ? structure.objects.get(item.number) : undefined;
      const annotation = reader.dictionary(item);
      const placed = { annotation, type: reader.name(annotation.get("Subtype")) ?? "", element, place };
      checkAnnotation(placed, shown, inspection);
      if (element === undefined) continue;
      // The annotation's StructParent leads to its element (ISO 32000-1, 14.7.4.4).
      const key = reader.number(annotation.get("StructParent"));
      const owner = key === undefined ? undefined : parents.get(key);
      if (!(owner instanceof PdfReference) || owner.number !== element.object) findings.add("parent-tree", place);
    }
  }
}

function checkSize(page: PdfDictionary, place: string, { reader, findings }: Inspection): void {
  for (const name of boundaries) {
    const { left, bottom, right, top } = boxOf(page.get(name), reader);
    const sides = page.has(name) ? [right - left, top - bottom] : [];
    if (sides.some((side) => side < 3 || side > 14_400)) findings.add("page-size", `${place}: ${name}`);
  }
}

/** @param shown the part of the page that can be seen */
function checkAnnotation(placed: Placed, shown: Box, inspection: Inspection): void {
  const { reader, findings } = inspection;
  const { annotation, type, element, place } = placed;
  if (!allowedTypes.has(type) && !(type === laterType && inspection.standards.has("ISO 19005-4")))
    findings.add(type === "TrapNet" ? "trap-network" : "annotation-type", `${place}: ${type}`);
  if (type === "PrinterMark" && element !== undefined) findings.add("printer-mark-tagged", place);
  const flags = reader.number(annotation.get("F")) ?? 0;
  const bad = flag.invisible | flag.hidden | flag.noView | flag.toggleNoView;
  if (type !== "Popup" && ((flags & flag.print) === 0 || (flags & bad) !== 0)) findings.add("annotation-flags", place);
  checkAppearance(placed, inspection);
  checkInPdf2(placed, flags, inspection);
  const hidden = (flags & flag.hidden) !== 0;
  // 7.18.1 and its kin are about annotations that can be seen.
  if (hidden || isOutside(boxOf(annotation.get("Rect"), reader), shown) || type === "Popup" || type === "PrinterMark")
    return;
  checkTagged(placed, inspection);
}

/** What PDF/UA-2 asks of an annotation (ISO 14289-2, 8.9 and 8.2.5.20). */
function checkInPdf2(placed: Placed, flags: number, { reader, findings }: Inspection): void {
  const { annotation, type, element, place } = placed;
  if (type === "Sound" || type === "Movie") findings.add("sound-or-movie", place);
  if (type === "Link" && element?.type !== "Link" && element?.type !== "Reference")
    findings.add("link-not-enclosed", place);
  if (element === undefined) return;
  const noView = (flags & flag.noView) !== 0 && (flags & flag.toggleNoView) === 0;
  if ((flags & flag.invisible) !== 0 || noView) findings.add("unseen-annotation", place);
  if (type === "Popup") findings.add("popup-tagged", place);
  const { left, bottom, right, top } = boxOf(annotation.get("Rect"), reader);
  if (type === "Widget" && left === right && bottom === top) findings.add("empty-widget-tagged", place);
  const text = reader.text(annotation.get("Contents"));
  const alternative = reader.text(element.dictionary.get("Alt"));
  if (text !== undefined && alternative !== undefined && text !== alternative) findings.add("texts-differ", place);
}

/** A visible annotation is in an element of its kind, and has a text. */
function checkTagged({ annotation, type, element, place }: Placed, { reader, findings }: Inspection): void {
  const text = reader.text(annotation.get("Contents")) ?? "";
  const alternative = element === undefined ? "" : (reader.text(element.dictionary.get("Alt")) ?? "");
  if (type === "Link") {
    if (element?.type !== "Link") findings.add("link-not-tagged", place);
    if (text === "") findings.add("link-without-text", place);
  } else if (type === "Widget") {
    if (element?.type !== "Form") findings.add("widget-not-tagged", place);
    if (nameOfField(annotation, reader) === "" && alternative === "") findings.add("field-without-name", place);
  } else {
    if (element?.type !== "Annot") findings.add("annotation-not-tagged", place);
    if (text === "" && alternative === "") findings.add("annotation-without-text", place);
  }
}

function checkAppearance({ annotation, type, place }: Placed, { reader, findings }: Inspection): void {
  const appearance = reader.dictionary(annotation.get("AP"));
  const { left, bottom, right, top } = boxOf(annotation.get("Rect"), reader);
  const empty = left === right && bottom === top;
  const field = annotation.get("FT") ?? reader.dictionary(annotation.get("Parent")).get("FT");
  const button = type === "Widget" && reader.name(field) === "Btn";
  const normal = reader.resolve(appearance.get("N"));
  // 6.3.3: a button has one appearance per state, anything else a single one.
  if (normal !== undefined && isDictionary(normal) !== button) findings.add("annotation-appearance", place);
  const missing = appearance.size === 0 && type !== "Link" && type !== "Popup" && type !== laterType && !empty;
  if (missing || [...appearance.keys()].some((key) => key !== "N")) findings.add("annotation-appearance", place);
}

/** A rectangle, whichever of its corners come first; empty if there is none. */
function boxOf(item: PdfItem | undefined, reader: PdfReader): Box {
  const [x = 0, y = 0, a = 0, b = 0] = reader.list(item).map((side) => reader.number(side) ?? 0);
  return { left: Math.min(x, a), bottom: Math.min(y, b), right: Math.max(x, a), top: Math.max(y, b) };
}

/** The alternative name of a widget's field, which has a name of its own. That of a group of fields is not theirs. */
function nameOfField(widget: PdfDictionary, reader: PdfReader): string {
  const seen = new Set<PdfDictionary>();
  for (let field = widget; field.size > 0 && !seen.has(field); field = reader.dictionary(field.get("Parent"))) {
    seen.add(field);
    const text = reader.text(field.get("TU")) ?? "";
    if (text !== "" || field.has("T")) return text;
  }
  return "";
}

function isOutside(box: Box, shown: Box): boolean {
  return box.left >= shown.right || box.right <= shown.left || box.bottom >= shown.top || box.top <= shown.bottom;
}
