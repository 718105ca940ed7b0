import type { StructureElement } from "../layout/page.ts";
import type { PdfFile } from "./pdf-file.ts";
import { PdfReference, PdfText, type PdfDictionary, type PdfValue } from "./pdf-value.ts";

type Kid =
  | { readonly type: "content"; readonly page: PdfReference; readonly mcid: number }
  | { readonly type: "element"; readonly index: number }
  | { readonly type: "annotation"; readonly page: PdfReference; readonly annotation: PdfReference };

/**
 * The structure tree of a document (ISO 32000-1, 14.7): what each piece of content is, in reading
 * order. Kids stand in the order in which they first appear on the pages; elements without content
 * (an empty table cell) stand where their index puts them.
 */
export class StructureTree {
  readonly #file: PdfFile;
  readonly #elements: StructureElement[];
  readonly #references: PdfReference[];
  readonly #kids: Kid[][];
  readonly #attached = new Set<number>();
  readonly #boxes = new Map<number, readonly number[]>();
  /** The number tree from StructParents and StructParent keys to elements (14.7.4.4). */
  readonly #parents: PdfValue[] = [];

  constructor(elements: readonly StructureElement[], file: PdfFile) {
    this.#file = file;
    this.#elements = [...elements];
    this.#references = elements.map(() => file.reserve());
    this.#kids = elements.map(() => []);
  }

  /** An element that the layout does not know: a link inside a chart. @returns its index */
  add(role: StructureElement["role"], parent: number): number {
    this.#references.push(this.#file.reserve());
    this.#kids.push([]);
    return this.#elements.push({ index: this.#elements.length, role, parent }) - 1;
  }

  /** Begins a page. @returns its StructParents key and the list to which `content` adds */
  beginPage(): { readonly key: number; readonly owners: PdfReference[] } {
    const owners: PdfReference[] = [];
    return { key: this.#parents.push(owners) - 1, owners };
  }

  /** A new marked-content sequence of an element on a page. @returns its MCID */
  content(element: number, page: PdfReference, owners: PdfReference[]): number {
    this.#attach(element);
    const mcid = owners.push(this.#references[element]!) - 1;
    this.#kids[element]!.push({ type: "content", page, mcid });
    return mcid;
  }

  /** An annotation of an element. @returns its StructParent key */
  annotation(element: number, page: PdfReference, annotation: PdfReference): number {
    this.#attach(element);
    this.#kids[element]!.push({ type: "annotation", page, annotation });
    return this.#parents.push(this.#references[element]!) - 1;
  }

  /** States where a Figure stands: left, bottom, right, top in the page's default space (table 343). */
  box(element: number, box: readonly number[]): void {
    this.#boxes.set(element, box);
  }

  roleOf(element: number): string {
    return this.#elements[element]!.role;
  }

  /** Writes all elements. @returns the structure tree root */
  write(): PdfReference {
    const file = this.#file;
    this.#elements.forEach((element, index) => this.#attachEmpty(element, index));
    const root = file.reserve();
    this.#elements.forEach((element, index) => this.#writeElement(root, element, index));
    const ids = this.#elements
      .flatMap(({ id }, index) => (id === undefined ? [] : [[id, this.#references[index]!] as const]))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const nums = this.#parents.flatMap((owner, key) => [key, owner]);
    return file.write(root, {
      Type: "StructTreeRoot",
      K: this.#references[0]!,
      ParentTree: file.add({ Nums: nums }),
      ParentTreeNextKey: this.#parents.length,
      ...(ids.length === 0 ? {} : { IDTree: file.add({ Names: ids.flatMap(([id, reference]) => [new PdfText(id), reference]) }) }),
    });
  }

  #attach(index: number): void {
    if (this.#attached.has(index)) return;
    this.#attached.add(index);
    const { parent } = this.#elements[index]!;
    if (parent === undefined) return;
    this.#attach(parent);
    this.#kids[parent]!.push({ type: "element", index });
  }

  #attachEmpty({ parent }: StructureElement, index: number): void {
    if (this.#attached.has(index)) return;
    this.#attached.add(index);
    if (parent === undefined) return;
    const siblings = this.#kids[parent]!;
    const next = siblings.findIndex((kid) => kid.type === "element" && kid.index > index);
    siblings.splice(next === -1 ? siblings.length : next, 0, { type: "element", index });
  }

  #writeElement(root: PdfReference, element: StructureElement, index: number): void {
    const kids = this.#kids[index]!;
    const page = kids.find((kid) => kid.type === "content")?.page;
    const written = kids.map((kid): PdfValue => {
      if (kid.type === "element") return this.#references[kid.index]!;
      if (kid.type === "annotation") return { Type: "OBJR", Obj: kid.annotation, Pg: kid.page };
      return kid.page === page ? kid.mcid : { Type: "MCR", Pg: kid.page, MCID: kid.mcid };
    });
    this.#file.write(this.#references[index]!, {
      S: element.role,
      P: element.parent === undefined ? root : this.#references[element.parent]!,
      Pg: page,
      K: written.length === 0 ? undefined : written.length === 1 ? written[0] : written,
      A: this.#attributes(element, index),
      ID: textOf(element.id),
      T: textOf(element.title),
      Lang: textOf(element.lang),
      Alt: textOf(element.alt),
      ActualText: textOf(element.actualText),
    });
  }

  /** Attribute objects (14.8.5): one per owner. */
  #attributes(element: StructureElement, index: number): PdfValue | undefined {
    const box = this.#boxes.get(index);
    const owners: PdfDictionary[] = [];
    if (box !== undefined) owners.push({ O: "Layout", Placement: "Block", BBox: box });
    if (element.listNumbering !== undefined) owners.push({ O: "List", ListNumbering: element.listNumbering });
    const { scope, headers, colSpan, rowSpan } = element;
    const table: PdfDictionary = {
      Scope: scope,
      Headers: headers === undefined || headers.length === 0 ? undefined : headers.map((id) => new PdfText(id)),
      ColSpan: colSpan === undefined || colSpan === 1 ? undefined : colSpan,
      RowSpan: rowSpan === undefined || rowSpan === 1 ? undefined : rowSpan,
    };
    if (Object.values(table).some((value) => value !== undefined)) owners.push({ O: "Table", ...table });
    return owners.length > 1 ? owners : owners[0];
  }
}

function textOf(text: string | undefined): PdfText | undefined {
  return text === undefined || text === "" ? undefined : new PdfText(text);
}
