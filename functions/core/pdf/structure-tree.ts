import type { StructureElement } from "../layout/page.ts";
import type { PdfFile } from "./pdf-file.ts";
import { pdfText, type PdfDictionary, type PdfReference, type PdfText, type PdfValue } from "./pdf-value.ts";

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
  readonly #files = new Map<number, PdfReference[]>();

  constructor(elements: readonly StructureElement[], file: PdfFile) {
    this.#file = file;
    this.#elements = [...elements];
    this.#references = elements.map(({ role }) => file.ref({ S: role }));
    this.#kids = elements.map(() => []);
  }

  /** An element that the layout does not know: a link inside a chart. @returns its index */
  add(role: StructureElement["role"], parent: number): number {
    this.#references.push(this.#file.ref({ S: role }));
    this.#kids.push([]);
    return this.#elements.push({ index: this.#elements.length, role, parent }) - 1;
  }

  /** A new marked-content sequence of an element on the present page. @returns its MCID */
  content(element: number): number {
    this.#attach(element);
    const { dictionary, structParentTreeKey } = this.#file.page;
    const owners = this.#file.getStructParentTree().get(structParentTreeKey) as PdfReference[];
    const mcid = owners.push(this.#references[element]!) - 1;
    this.#kids[element]!.push({ type: "content", page: dictionary, mcid });
    return mcid;
  }

  /** An annotation of an element on the present page. @returns its StructParent key */
  annotation(element: number, annotation: PdfReference): number {
    this.#attach(element);
    this.#kids[element]!.push({ type: "annotation", page: this.#file.page.dictionary, annotation });
    const key = this.#file.createStructParentTreeNextKey();
    this.#file.getStructParentTree().add(key, this.#references[element]!);
    return key;
  }

  /** States where a Figure stands: left, bottom, right, top in the page's default space (table 343). */
  box(element: number, box: readonly number[]): void {
    this.#boxes.set(element, box);
  }

  /** Makes an embedded file's specification one that belongs to an element (ISO 19005-3, 6.8). */
  associate(element: number, file: PdfReference): void {
    this.#files.set(element, [...(this.#files.get(element) ?? []), file]);
  }

  roleOf(element: number): string {
    return this.#elements[element]!.role;
  }

  /** Writes all elements; PDFKit writes the root and its parent tree. */
  write(): void {
    const file = this.#file;
    this.#elements.forEach((element, index) => this.#attachEmpty(element, index));
    const root = file.getStructTreeRoot() as PdfReference & { readonly data: Record<string, PdfValue> };
    this.#elements.forEach((element, index) => this.#writeElement(root, element, index));
    const ids = this.#elements
      .flatMap(({ id }, index) => (id === undefined ? [] : [[id, this.#references[index]!] as const]))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    root.data["K"] = this.#references[0]!;
    if (ids.length > 0) root.data["IDTree"] = file.add({ Names: ids.flatMap(([id, reference]) => [pdfText(id), reference]) });
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
    const reference = this.#references[index]!;
    reference.data = {
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
      AF: this.#files.get(index),
    };
    reference.end();
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
      Headers: headers === undefined || headers.length === 0 ? undefined : headers.map((id) => pdfText(id)),
      ColSpan: colSpan === undefined || colSpan === 1 ? undefined : colSpan,
      RowSpan: rowSpan === undefined || rowSpan === 1 ? undefined : rowSpan,
    };
    if (Object.values(table).some((value) => value !== undefined)) owners.push({ O: "Table", ...table });
    return owners.length > 1 ? owners : owners[0];
  }
}

function textOf(text: string | undefined): PdfText | undefined {
  return text === undefined || text === "" ? undefined : pdfText(text);
}
