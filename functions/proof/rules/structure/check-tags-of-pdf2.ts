import type { PdfReader } from "../../reader/pdf-reader.ts";
import { PdfName, PdfReference, PdfString, type PdfDictionary, type PdfItem } from "../../reader/pdf-syntax.ts";
import type { Inspection } from "../inspection.ts";
import { misplaced } from "./containment.ts";
import type { StructureElement } from "./read-structure.ts";
import { standardNamespaces } from "./structure-types.ts";

/** The children that Japanese and Chinese annotations have, in order (ISO 14289-2, 8.2.5.23 and 8.2.5.24). */
const sequences: Readonly<Record<string, { readonly rule: "ruby" | "warichu"; readonly allowed: readonly string[] }>> =
  {
    Ruby: { rule: "ruby", allowed: ["RB RT", "RB RP RT RP"] },
    Warichu: { rule: "warichu", allowed: ["WP WT WP"] },
  };
const noteTypes: ReadonlySet<string | undefined> = new Set([undefined, "Footnote", "Endnote", "None"]);

/** The rules that PDF/UA-2 adds for the structure tree (ISO 14289-2, 8.2). */
export function checkTagsOfPdf2(inspection: Inspection): void {
  const { structure, findings } = inspection;
  const [document, ...others] = structure.roots;
  if (document?.type !== "Document" || document.namespace !== standardNamespaces.pdf2 || others.length > 0)
    findings.add("document-element");
  const references = readReferences(inspection);
  for (const element of structure.elements) {
    const place = `object ${element.object ?? "?"}`;
    if (!element.dictionary.has("P")) findings.add("element-without-parent", place);
    checkType(element, place, inspection);
    const stray = misplaced(element);
    if (stray !== undefined) findings.add("containment", `${place}: ${stray}`);
    checkList(element, place, inspection);
    checkLink(element, place, inspection);
    if (element.type === "TOCI" && !refers(element, references)) findings.add("contents-without-target", place);
  }
  checkNotes(inspection, references);
}

function checkType(element: StructureElement, place: string, { reader, findings }: Inspection): void {
  const { type, namespace, parent, children, dictionary } = element;
  if (type === "H") findings.add("heading-without-level", place);
  if (type === "Note") findings.add("note-of-pdf1", place);
  if (type === "FENote" && !noteTypes.has(attributeOf(dictionary, "FENote", "NoteType", reader)))
    findings.add("note-type", place);
  const inMath = parent?.namespace === standardNamespaces.mathml || parent?.type === "Formula";
  if (namespace === standardNamespaces.mathml && !inMath) findings.add("math-place", place);
  const sequence = sequences[type];
  const kids = children.map((child) => child.type);
  if (sequence !== undefined && !sequence.allowed.includes(kids.join(" "))) findings.add(sequence.rule, place);
  if (kids.some((kid, index) => kid === "Caption" && index !== 0 && index !== kids.length - 1))
    findings.add("caption-within", place);
  if (type === "Form" && widgetsOf(element, reader) > 1) findings.add("several-widgets", place);
}

function checkList(
  { type, children, content, dictionary }: StructureElement,
  place: string,
  inspection: Inspection,
): void {
  const { reader, findings } = inspection;
  if (type === "LI" && content.length > 0) findings.add("list-content", place);
  const labelled = type === "L" && children.some((item) => item.children.some((part) => part.type === "Lbl"));
  if (labelled && (attributeOf(dictionary, "List", "ListNumbering", reader) ?? "None") === "None")
    findings.add("list-numbering", place);
}

/** The annotations of one link lead to one place. */
function checkLink({ type, content }: StructureElement, place: string, { reader, findings }: Inspection): void {
  if (type !== "Link" && type !== "Reference") return;
  const targets = new Set<string>();
  for (const { kind, ...held } of content) {
    if (kind !== "object" || !("object" in held) || held.object === undefined) continue;
    const annotation = reader.dictionary(new PdfReference(held.object, 0));
    if (reader.name(annotation.get("Subtype")) !== "Link") continue;
    const action = reader.dictionary(annotation.get("A"));
    targets.add(print(annotation.get("Dest") ?? action.get("URI") ?? action.get("D"), reader));
  }
  if (targets.size > 1) findings.add("link-targets", place);
}

type References = ReadonlyMap<StructureElement, ReadonlySet<StructureElement>>;

/** What each element refers to by Ref (ISO 32000-2, 14.7.2). */
function readReferences({ reader, structure }: Inspection): References {
  const byDictionary = new Map(structure.elements.map((element) => [element.dictionary, element]));
  return new Map(
    structure.elements.flatMap((element) => {
      const others = reader
        .list(element.dictionary.get("Ref"))
        .flatMap((item) => byDictionary.get(reader.dictionary(item)) ?? []);
      return others.length === 0 ? [] : [[element, new Set(others)] as const];
    }),
  );
}

/** Whether an element or one below it refers to something. */
function refers(element: StructureElement, references: References): boolean {
  const waiting = [element];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (references.has(at)) return true;
    // Entries below this one have their own targets.
    waiting.push(...at.children.filter(({ type }) => type !== "TOC"));
  }
  return false;
}

/** A note refers to exactly what refers to it (8.2.5.14). */
function checkNotes({ findings }: Inspection, references: References): void {
  const check = (from: StructureElement, to: StructureElement, note: StructureElement): void => {
    if (references.get(to)?.has(from) !== true) findings.add("note-references", `object ${note.object ?? "?"}`);
  };
  for (const [element, others] of references) {
    for (const other of others) {
      if (other.type === "FENote") check(element, other, other);
      else if (element.type === "FENote") check(element, other, element);
    }
  }
}

function attributeOf(element: PdfDictionary, owner: string, key: string, reader: PdfReader): string | undefined {
  for (const item of reader.list(element.get("A"))) {
    const attributes = reader.dictionary(item);
    if (reader.name(attributes.get("O")) === owner && attributes.has(key))
      return reader.name(attributes.get(key)) ?? "";
  }
  return undefined;
}

function widgetsOf({ content }: StructureElement, reader: PdfReader): number {
  const held = content.flatMap((item) => (item.kind === "object" && item.object !== undefined ? [item.object] : []));
  return held.filter(
    (object) => reader.name(reader.dictionary(new PdfReference(object, 0)).get("Subtype")) === "Widget",
  ).length;
}

/** A destination as a text, to be compared. */
function print(item: PdfItem | undefined, reader: PdfReader): string {
  if (item instanceof PdfReference) return `${item.number} R`;
  if (item instanceof PdfString) return `(${item.bytes})`;
  if (item instanceof PdfName) return `/${item.name}`;
  const list = reader.list(item);
  return list.length === 0
    ? String(item)
    : list.map((part) => (part === item ? String(part) : print(part, reader))).join(" ");
}
