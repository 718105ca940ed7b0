import type { PdfReader } from "../../reader/pdf-reader.ts";
import { PdfReference, PdfStream, type PdfDictionary, type PdfItem } from "../../reader/pdf-syntax.ts";
import type { Findings } from "../findings.ts";
import { roleMapper, type StandardType } from "./role-mapper.ts";
import { transparentTypes } from "./structure-types.ts";

/** Content of an element: a marked-content sequence of a page or form, by number, or an annotation. */
export type ElementContent =
  | { readonly kind: "marked"; readonly owner: number | undefined; readonly mcid: number }
  | { readonly kind: "object"; readonly object: number | undefined };

export interface StructureElement {
  readonly object: number | undefined;
  readonly dictionary: PdfDictionary;
  /** Its type, mapped to a standard type by the role maps. */
  readonly type: string;
  /** Namespace of that type; `undefined` if it is not a standard one. */
  readonly namespace: string | undefined;
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
  return new StructureTree(reader, findings);
}

/** A kid of an element that is still to be read. */
interface Waiting {
  readonly item: PdfItem;
  readonly parent: StructureElement | undefined;
  /** Object of the page on which its content is, if it names no other. */
  readonly page: number | undefined;
}

class StructureTree implements ReadStructure {
  readonly elements: StructureElement[] = [];
  readonly roots: StructureElement[] = [];
  readonly marked = new Map<string, StructureElement[]>();
  readonly objects = new Map<number, StructureElement>();
  readonly #reader: PdfReader;
  readonly #typeOf: (element: PdfDictionary, object: number | undefined) => StandardType;
  readonly #seen = new Set<number>();
  /** Elements wait on an explicit stack, so that a deep tree does not overflow the call stack. */
  readonly #waiting: Waiting[] = [];

  constructor(reader: PdfReader, findings: Findings) {
    this.#reader = reader;
    const root = reader.dictionary(reader.catalog.get("StructTreeRoot"));
    this.#typeOf = roleMapper(reader, root, findings);
    this.#push(reader.list(root.get("K")), undefined, undefined);
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) this.#read(next);
  }

  #push(kids: readonly PdfItem[], parent: StructureElement | undefined, page: number | undefined): void {
    for (const item of kids.toReversed()) this.#waiting.push({ item, parent, page });
  }

  #read({ item, parent, page }: Waiting): void {
    const reader = this.#reader;
    const value = reader.resolve(item);
    if (typeof value === "number") {
      if (parent !== undefined) this.#hold(parent, { kind: "marked", owner: page, mcid: value });
      return;
    }
    const dictionary = value instanceof PdfStream ? value.dictionary : reader.dictionary(value);
    if (dictionary.size === 0) return;
    const pg = numberOf(dictionary.get("Pg")) ?? page;
    const type = reader.name(dictionary.get("Type"));
    if (parent !== undefined && type === "MCR") {
      const mcid = reader.number(dictionary.get("MCID"));
      const owner = numberOf(dictionary.get("Stm")) ?? pg;
      if (mcid !== undefined) this.#hold(parent, { kind: "marked", owner, mcid });
    } else if (parent !== undefined && type === "OBJR")
      this.#hold(parent, { kind: "object", object: numberOf(dictionary.get("Obj")) });
    else this.#readElement(dictionary, numberOf(item), parent, pg);
  }

  #readElement(
    dictionary: PdfDictionary,
    object: number | undefined,
    parent: StructureElement | undefined,
    page: number | undefined,
  ): void {
    if (object !== undefined && this.#seen.has(object)) return;
    if (object !== undefined) this.#seen.add(object);
    const around = parent !== undefined && transparentTypes.has(parent.type) ? parent.parent : parent;
    const { type, namespace } = this.#typeOf(dictionary, object);
    const element = { object, dictionary, type, namespace, parent: around, children: [], content: [] };
    this.elements.push(element);
    if (!transparentTypes.has(type)) (around?.children ?? this.roots).push(element);
    this.#push(this.#reader.list(dictionary.get("K")), element, page);
  }

  #hold(element: StructureElement, content: ElementContent): void {
    element.content.push(content);
    if (content.kind === "object") {
      if (content.object !== undefined) this.objects.set(content.object, element);
      return;
    }
    const key = markKey(content.owner, content.mcid);
    this.marked.set(key, [...(this.marked.get(key) ?? []), element]);
  }
}

export function markKey(owner: number | undefined, mcid: number): string {
  return `${owner ?? "?"} ${mcid}`;
}

function numberOf(item: PdfItem | undefined): number | undefined {
  return item instanceof PdfReference ? item.number : undefined;
}
