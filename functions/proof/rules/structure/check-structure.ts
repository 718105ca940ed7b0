import type { Findings } from "../findings.ts";
import type { Inspection } from "../inspection.ts";
import type { StructureElement } from "./read-structure.ts";
import { allowedChildren, allowedParents } from "./structure-types.ts";
import { checkTable } from "./check-table.ts";

const captioned: Readonly<Record<string, "both-ends" | "first">> = { Table: "both-ends", L: "first", TOC: "first" };
const formulas: Readonly<Record<string, "figure-without-text" | "formula-without-text">> = {
  Figure: "figure-without-text",
  Formula: "formula-without-text",
};

/** The rules for the structure tree (ISO 14289-1, 7.1 to 7.9). */
export function checkStructure(inspection: Inspection): void {
  const { structure, findings } = inspection;
  const placeOf = placer(inspection);
  const ids = new Map<string, StructureElement>();
  for (const element of structure.elements) {
    const place = placeOf(element);
    checkNesting(element, place, findings);
    checkCaptions(element, place, findings);
    checkContent(element, place, inspection);
    checkId(element, place, ids, inspection);
  }
  for (const element of structure.elements)
    if (element.type === "Table") checkTable(element, inspection, ids, placeOf(element));
  checkHeadings(inspection, placeOf);
}

/** What an element stands in, and what stands in it. */
function checkNesting({ type, parent, children, content }: StructureElement, place: string, findings: Findings): void {
  const within = allowedParents[type];
  if (within !== undefined && !within.parents.includes(parent?.type ?? ""))
    findings.add(within.rule, `${place}: ${type} in ${parent?.type ?? "the root"}`);
  const holds = allowedChildren[type];
  if (holds === undefined) return;
  const stray = children.find((child) => !holds.children.includes(child.type));
  if (stray !== undefined) findings.add(holds.rule, `${place}: ${stray.type} in ${type}`);
  if (type !== "LI" && content.some(({ kind }) => kind === "marked"))
    findings.add(holds.rule, `${place}: text in ${type}`);
}

function checkCaptions({ type, children }: StructureElement, place: string, findings: Findings): void {
  const end = captioned[type];
  if (end === undefined) return;
  const captions = children.flatMap((child, index) => (child.type === "Caption" ? [index] : []));
  const last = end === "both-ends" ? children.length - 1 : 0;
  if (captions.length > 1 || captions.some((index) => index !== 0 && index !== last))
    findings.add("caption-place", place);
}

/** Figures and formulas have a text, figures a box, form elements a field. */
function checkContent(element: StructureElement, place: string, { reader, findings }: Inspection): void {
  const { type, dictionary, children, content } = element;
  const silent = formulas[type];
  const spoken = (reader.text(dictionary.get("Alt")) ?? "") !== "" || dictionary.has("ActualText");
  if (silent !== undefined && !spoken) findings.add(silent, place);
  const attributes = reader.list(dictionary.get("A")).map((item) => reader.dictionary(item));
  const hasBox = attributes.some((one) => reader.list(one.get("BBox")).length === 4);
  if (type === "Figure" && standsOnOnePage(element) && !hasBox) findings.add("figure-without-box", place);
  const holdsField = children.length === 0 && content.length === 1 && content[0]!.kind === "object";
  if (type === "Form" && !attributes.some((one) => one.has("Role")) && !holdsField) findings.add("form-element", place);
}

/** @param ids of the elements before it, to which its own is added */
function checkId(
  element: StructureElement,
  place: string,
  ids: Map<string, StructureElement>,
  { reader, findings }: Inspection,
): void {
  const id = reader.text(element.dictionary.get("ID")) ?? "";
  if (element.type === "Note" && id === "") findings.add("note-without-id", place);
  if (id !== "" && ids.has(id)) findings.add("id-not-unique", id);
  if (id !== "") ids.set(id, element);
}

/** @returns where an element is, for people: the first page of its content, and its object */
function placer({ pages }: Inspection): (element: StructureElement) => string {
  const pageOf = new Map(pages.map(({ object, number }) => [object, number]));
  const firstPage = (element: StructureElement, depth: number): number | undefined => {
    for (const content of element.content)
      if (content.kind === "marked" && pageOf.has(content.owner)) return pageOf.get(content.owner);
    const named = element.dictionary.get("Pg");
    if (typeof named === "object" && named !== null && "generation" in named) return pageOf.get(named.number);
    if (depth > 20) return undefined;
    for (const child of element.children) {
      const page = firstPage(child, depth + 1);
      if (page !== undefined) return page;
    }
    return undefined;
  };
  return (element) => {
    const page = firstPage(element, 0);
    return page === undefined ? `object ${element.object ?? "?"}` : `page ${page}, object ${element.object ?? "?"}`;
  };
}

/** 7.4: levels begin at 1 and are not skipped on the way down; H is a separate system. */
function checkHeadings({ structure, findings }: Inspection, placeOf: (element: StructureElement) => string): void {
  let last = 0;
  let strong = false;
  for (const element of structure.elements) {
    if (element.type === "H") {
      strong = true;
      const siblings = (element.parent?.children ?? []).filter(({ type }) => type === "H");
      if (siblings.length > 1 && siblings[1] === element) findings.add("heading-kinds", placeOf(element));
    }
    const level = Number(/^H([1-6])$/.exec(element.type)?.[1] ?? 0);
    if (level === 0) continue;
    if (last === 0 && level !== 1) findings.add("first-heading", placeOf(element));
    else if (level > last + 1) findings.add("heading-skipped", `${placeOf(element)}: ${element.type} after H${last}`);
    last = level;
  }
  if (strong && last > 0) findings.add("heading-kinds");
}

function standsOnOnePage({ content }: StructureElement): boolean {
  const owners = new Set(content.flatMap((item) => (item.kind === "marked" ? [item.owner] : [])));
  return owners.size === 1;
}
