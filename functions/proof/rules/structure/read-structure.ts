import type { PdfReader } from "../../reader/pdf-reader.ts";
import { PdfReference, PdfStream, type PdfDictionary, type PdfItem } from "../../reader/pdf-syntax.ts";
import type { Findings } from "../findings.ts";
import { standardTypes, transparentTypes } from "./structure-types.ts";

/** Content of an element: a marked-content sequence of a page or form, by number, or an annotation. */
export type ElementContent =
  | { readonly kind: "marked"; readonly owner: number | undefined; readonly mcid: number }
  | { readonly kind: "object"; readonly object: number | undefined };

export interface StructureElement {
  readonly object: number | undefined;
  readonly dictionary: PdfDictionary;
  /** Its type, mapped to a standard type by the role map. */
  readonly type: string;
  /** Skips elements of type NonStruct, as do the children, where a NonStruct's own children take its place. */
  readonly parent: StructureElement | undefined;
  readonly children: StructureElement[];
  readonly content: ElementContent[];
}

export interface ReadStructure {
  /** All elements in reading order. */
  readonly elements: readonly StructureElement[];
  readonly roots: readonly StructureElement[];
  /** `owner mcid` → the elements that claim it; the owner is the object of a page or of a form. */
  readonly marked: ReadonlyMap<string, readonly StructureElement[]>;
  /** Object of an annotation → the element that holds it. */
  readonly objects: ReadonlyMap<number, StructureElement>;
}

/** Reads the structure tree (ISO 32000-1, 14.7) and reports faults in its types. */
export function readStructure(reader: PdfReader, findings: Findings): ReadStructure {
  const root = reader.dictionary(reader.catalog.get("StructTreeRoot"));
  const roles = reader.dictionary(root.get("RoleMap"));
  const typeOf = roleMapper(reader, roles, findings);
  const elements: StructureElement[] = [];
  const roots: StructureElement[] = [];
  const marked = new Map<string, StructureElement[]>();
  const objects = new Map<number, StructureElement>();
  const seen = new Set<number>();

  const hold = (element: StructureElement, content: ElementContent): void => {
    element.content.push(content);
    if (content.kind === "object") {
      if (content.object !== undefined) objects.set(content.object, element);
      return;
    }
    const key = markKey(content.owner, content.mcid);
    marked.set(key, [...(marked.get(key) ?? []), element]);
  };

  /** Elements wait on an explicit stack, so that a deep tree does not overflow the call stack. */
  const waiting: {
    readonly item: PdfItem;
    readonly parent: StructureElement | undefined;
    readonly page: number | undefined;
  }[] = [];
  const push = (kids: readonly PdfItem[], parent: StructureElement | undefined, page: number | undefined): void => {
    for (const item of kids.toReversed()) waiting.push({ item, parent, page });
  };
  push(reader.list(root.get("K")), undefined, undefined);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { item, parent, page } = next;
    const value = reader.resolve(item);
    if (typeof value === "number") {
      if (parent !== undefined) hold(parent, { kind: "marked", owner: page, mcid: value });
      continue;
    }
    const dictionary = value instanceof PdfStream ? value.dictionary : reader.dictionary(value);
    if (dictionary.size === 0) continue;
    const pg = numberOf(dictionary.get("Pg")) ?? page;
    const type = reader.name(dictionary.get("Type"));
    if (parent !== undefined && type === "MCR") {
      const mcid = reader.number(dictionary.get("MCID"));
      if (mcid !== undefined) hold(parent, { kind: "marked", owner: numberOf(dictionary.get("Stm")) ?? pg, mcid });
    } else if (parent !== undefined && type === "OBJR")
      hold(parent, { kind: "object", object: numberOf(dictionary.get("Obj")) });
    else {
      const object = numberOf(item);
      if (object !== undefined && seen.has(object)) continue;
      if (object !== undefined) seen.add(object);
      const around = parent !== undefined && transparentTypes.has(parent.type) ? parent.parent : parent;
      const element = {
        object,
        dictionary,
        type: typeOf(dictionary, object),
        parent: around,
        children: [],
        content: [],
      };
      elements.push(element);
      if (!transparentTypes.has(element.type)) (around?.children ?? roots).push(element);
      push(reader.list(dictionary.get("K")), element, pg);
    }
  }
  return { elements, roots, marked, objects };
}

export function markKey(owner: number | undefined, mcid: number): string {
  return `${owner ?? "?"} ${mcid}`;
}

function numberOf(item: PdfItem | undefined): number | undefined {
  return item instanceof PdfReference ? item.number : undefined;
}

/** Follows the role map to a standard type (ISO 32000-1, 14.8.4.1). */
function roleMapper(
  reader: PdfReader,
  roles: PdfDictionary,
  findings: Findings,
): (element: PdfDictionary, object: number | undefined) => string {
  const known = new Map<string, string>();
  for (const role of roles.keys()) {
    if (standardTypes.has(role) && reader.name(roles.get(role)) !== role) findings.add("standard-type-mapped", role);
    if (goesInCircle(reader, roles, role)) findings.add("circular-role-map", role);
  }
  return (element, object) => {
    const role = reader.name(element.get("S")) ?? "";
    let type = known.get(role);
    if (type !== undefined) return type;
    type = role;
    const passed = new Set<string>();
    while (!standardTypes.has(type)) {
      const next = reader.name(roles.get(type));
      if (next === undefined) {
        findings.add("unknown-type", role === "" ? `object ${object}` : role);
        break;
      }
      if (passed.has(next)) break;
      passed.add(next);
      type = next;
    }
    known.set(role, type);
    return type;
  };
}

/**
 * Whether a role's mapping is circular, whether or not an element has the role: also a standard type's that is mapped
 * to itself.
 */
function goesInCircle(reader: PdfReader, roles: PdfDictionary, role: string): boolean {
  const passed = new Set([role]);
  for (let next = reader.name(roles.get(role)); next !== undefined; next = reader.name(roles.get(next))) {
    if (passed.has(next)) return true;
    passed.add(next);
  }
  return false;
}
