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
  const { reader, structure, findings, pages } = inspection;
  const pageOf = new Map(pages.map(({ object, number }) => [object, number]));
  const ids = new Map<string, StructureElement>();
  for (const element of structure.elements) {
    const { type, dictionary, parent, children } = element;
    const place = placeOf(element);
    const within = allowedParents[type];
    if (within !== undefined && !within.parents.includes(parent?.type ?? ""))
      findings.add(within.rule, `${place}: ${type} in ${parent?.type ?? "the root"}`);
    const holds = allowedChildren[type];
    if (holds !== undefined) {
      const stray = children.find((child) => !holds.children.includes(child.type));
      if (stray !== undefined) findings.add(holds.rule, `${place}: ${stray.type} in ${type}`);
      if (type !== "LI" && element.content.some(({ kind }) => kind === "marked"))
        findings.add(holds.rule, `${place}: text in ${type}`);
    }
    const end = captioned[type];
    if (end !== undefined) {
      const captions = children.flatMap((child, index) => (child.type === "Caption" ? [index] : []));
      const last = end === "both-ends" ? children.length - 1 : 0;
      if (captions.length > 1 || captions.some((index) => index !== 0 && index !== last))
        findings.add("caption-place", place);
    }
    const text = (key: string): string => reader.text(dictionary.get(key)) ?? "";
    const silent = formulas[type];
    if (silent !== undefined && text("Alt") === "" && !dictionary.has("ActualText")) findings.add(silent, place);
    if (type === "Figure" && standsOnOnePage(element) && !hasBox(element)) findings.add("figure-without-box", place);
    if (
      type === "Form" &&
      !hasRole(element) &&
      (children.length > 0 || element.content.length !== 1 || element.content[0]?.kind !== "object")
    )
      findings.add("form-element", place);
    const id = text("ID");
    if (type === "Note" && id === "") findings.add("note-without-id", place);
    if (id !== "" && ids.has(id)) findings.add("id-not-unique", id);
    if (id !== "") ids.set(id, element);
  }
  for (const element of structure.elements)
    if (element.type === "Table") checkTable(element, inspection, ids, placeOf(element));
  checkHeadings(inspection, placeOf);

  function placeOf(element: StructureElement): string {
    const page = firstPage(element, 0);
    return page === undefined ? `object ${element.object ?? "?"}` : `page ${page}, object ${element.object ?? "?"}`;
  }

  function firstPage(element: StructureElement, depth: number): number | undefined {
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
  }

  function hasRole({ dictionary }: StructureElement): boolean {
    return reader.list(dictionary.get("A")).some((item) => reader.dictionary(item).has("Role"));
  }

  function hasBox({ dictionary }: StructureElement): boolean {
    return reader
      .list(dictionary.get("A"))
      .some((item) => reader.list(reader.dictionary(item).get("BBox")).length === 4);
  }
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
