import type { StructureElement } from "../../layout/page.ts";
import type { PdfFile } from "./pdf-file.ts";
import { formatNumber, pdfText, textSyntax, type ObjectNumber, type PdfReference, type PdfValue } from "./pdf-value.ts";

/** An element (by index), a marked-content sequence, or an annotation. */
type Kid =
  | number
  | { readonly page: number; readonly mcid: number }
  | { readonly page: number; readonly annotation: ObjectNumber };

/**
 * The structure tree of a document (ISO 32000-1, 14.7): the role of each piece of content, in reading order. Content
 * and the elements between it are in the order in which they first appear on the pages; where an element has only
 * elements, they are in the layout's order, which differs where a figure floats. A long table has hundreds of thousands
 * of elements, so they are written here and not by PDFKit, which needs ten times the memory for each.
 */
export class StructureTree {
  readonly #file: PdfFile;
  readonly #elements: StructureElement[];
  readonly #numbers: ObjectNumber[];
  /** Most elements have one kid, which needs no list. */
  readonly #kids: (Kid | Kid[] | undefined)[];
  readonly #attached: boolean[];
  readonly #boxes = new Map<number, readonly number[]>();
  readonly #files = new Map<number, PdfReference[]>();

  constructor(elements: readonly StructureElement[], file: PdfFile) {
    this.#file = file;
    this.#elements = [...elements];
    this.#numbers = elements.map(() => file.reserve());
    this.#kids = elements.map(() => undefined);
    this.#attached = elements.map(() => false);
  }

  /** Adds an element that is not in the layout: a link inside a chart. @returns its index */
  add(role: StructureElement["role"], parent: number): number {
    this.#numbers.push(this.#file.reserve());
    this.#kids.push(undefined);
    this.#attached.push(false);
    return this.#elements.push({ index: this.#elements.length, role, parent }) - 1;
  }

  /** Starts a marked-content sequence of an element on the present page. @returns its MCID */
  content(element: number): number {
    this.#attach(element);
    const { dictionary, structParentTreeKey } = this.#file.page;
    const owners = this.#file.getStructParentTree().get(structParentTreeKey) as ObjectNumber[];
    const mcid = owners.push(this.#numbers[element]!) - 1;
    this.#add(element, { page: dictionary.id, mcid });
    return mcid;
  }

  /**
   * Adds a link's area on the present page. It belongs to the Link element itself (ISO 14289-1, 7.18.5), even if the
   * words are in a Span inside it that marks their language.
   *
   * @returns its StructParent key
   */
  annotation(means: number, annotation: ObjectNumber): number {
    const element = this.#linkAround(means);
    this.#attach(element);
    this.#add(element, { page: this.#file.page.dictionary.id, annotation });
    const key = this.#file.createStructParentTreeNextKey();
    this.#file.getStructParentTree().add(key, this.#numbers[element]!);
    return key;
  }

  /** Sets the bounding box of a Figure: left, bottom, right, top in the page's default space (table 343). */
  box(element: number, box: readonly number[]): void {
    this.#boxes.set(element, box);
  }

  /** Associates an embedded file with an element (ISO 19005-3, 6.8). */
  associate(element: number, file: PdfReference): void {
    this.#files.set(element, [...(this.#files.get(element) ?? []), file]);
  }

  roleOf(element: number): string {
    return this.#elements[element]!.role;
  }

  /** Writes all elements; PDFKit writes the root and its parent tree. */
  async write(): Promise<void> {
    const file = this.#file;
    this.#elements.forEach((element, index) => this.#attachEmpty(element, index));
    const root = file.getStructTreeRoot() as PdfReference & { readonly data: Record<string, PdfValue> };
    for (const [index, element] of this.#elements.entries()) {
      file.writeObject(this.#numbers[index]!, this.#syntax(root.id, element, index));
      // By now an object stream or two are full.
      if (index % 400 === 399) await file.room();
    }
    const ids = this.#elements
      .flatMap(({ id }, index) => (id === undefined ? [] : [[id, this.#numbers[index]!] as const]))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    root.data["K"] = this.#numbers[0]!;
    if (ids.length > 0) root.data["IDTree"] = file.add({ Names: ids.flatMap(([id, number]) => [pdfText(id), number]) });
  }

  #add(element: number, kid: Kid): void {
    const kids = this.#kids[element];
    if (kids === undefined) this.#kids[element] = kid;
    else if (Array.isArray(kids)) kids.push(kid);
    else this.#kids[element] = [kids, kid];
  }

  #kidsOf(element: number): readonly Kid[] {
    const kids = this.#kids[element];
    return kids === undefined ? [] : Array.isArray(kids) ? kids : [kids];
  }

  #linkAround(means: number): number {
    for (let at: number | undefined = means; at !== undefined; at = this.#elements[at]!.parent)
      if (this.roleOf(at) === "Link") return at;
    throw new TypeError(`the area of a link lies in a ${this.roleOf(means)}, which is in no Link`);
  }

  #attach(index: number): void {
    if (this.#attached[index] === true) return;
    this.#attached[index] = true;
    const { parent } = this.#elements[index]!;
    if (parent === undefined) return;
    this.#attach(parent);
    this.#add(parent, index);
  }

  #attachEmpty({ parent }: StructureElement, index: number): void {
    if (this.#attached[index] === true) return;
    this.#attached[index] = true;
    if (parent === undefined) return;
    const siblings = [...this.#kidsOf(parent)];
    const next = siblings.findIndex((kid) => typeof kid === "number" && kid > index);
    siblings.splice(next === -1 ? siblings.length : next, 0, index);
    this.#kids[parent] = siblings;
  }

  /** Writes an element's dictionary (14.7.2, table 323). @param root number of the tree's root */
  #syntax(root: number, element: StructureElement, index: number): string {
    const { role, parent, id, title, lang, alt, actualText } = element;
    const kids = inOrder(this.#kidsOf(index));
    const page = ownPage(kids);
    let syntax = `<</S/${role}/P ${parent === undefined ? root : this.#numbers[parent]!.number} 0 R`;
    if (page !== undefined) syntax += `/Pg ${page} 0 R`;
    if (kids.length === 1) syntax += `/K ${this.#kidSyntax(kids[0]!, page)}`;
    else if (kids.length > 1) syntax += `/K[${kids.map((kid) => this.#kidSyntax(kid, page)).join(" ")}]`;
    syntax += this.#attributes(element, index);
    const files = this.#files.get(index);
    if (files !== undefined) syntax += `/AF[${files.map((file) => `${file.id} 0 R`).join(" ")}]`;
    return `${syntax}${entry("ID", id)}${entry("T", title)}${entry("Lang", lang)}${entry("Alt", alt)}${entry("ActualText", actualText)}>>`;
  }

  /** @param page the element's page */
  #kidSyntax(kid: Kid, page: number | undefined): string {
    if (typeof kid === "number") return `${this.#numbers[kid]!.number} 0 R`;
    if ("annotation" in kid) return `<</Type/OBJR/Obj ${kid.annotation.number} 0 R/Pg ${kid.page} 0 R>>`;
    return kid.page === page ? String(kid.mcid) : `<</Type/MCR/Pg ${kid.page} 0 R/MCID ${kid.mcid}>>`;
  }

  /** Attribute objects (14.8.5): one per owner. */
  #attributes(
    { listNumbering, lineThrough, scope, headers, colSpan = 1, rowSpan = 1 }: StructureElement,
    index: number,
  ): string {
    const box = this.#boxes.get(index);
    const owners: string[] = [];
    if (box !== undefined) owners.push(`<</O/Layout/Placement/Block/BBox[${box.map(formatNumber).join(" ")}]>>`);
    if (lineThrough === true) owners.push("<</O/Layout/TextDecorationType/LineThrough>>");
    if (listNumbering !== undefined) owners.push(`<</O/List/ListNumbering/${listNumbering}>>`);
    let table = "";
    if (scope !== undefined) table += `/Scope/${scope}`;
    if (headers !== undefined && headers.length > 0) table += `/Headers[${headers.map(textSyntax).join("")}]`;
    if (colSpan !== 1) table += `/ColSpan ${colSpan}`;
    if (rowSpan !== 1) table += `/RowSpan ${rowSpan}`;
    if (table !== "") owners.push(`<</O/Table${table}>>`);
    return owners.length === 0 ? "" : owners.length === 1 ? `/A${owners[0]}` : `/A[${owners.join("")}]`;
  }
}

/** Elements without content between them in the layout's order; otherwise kids as they are. */
function inOrder(kids: readonly Kid[]): readonly Kid[] {
  let last = -1;
  let ascending = true;
  for (const kid of kids) {
    if (typeof kid !== "number") return kids;
    if (kid < last) ascending = false;
    last = kid;
  }
  return ascending ? kids : (kids as readonly number[]).toSorted((a, b) => a - b);
}

/** The page of an element: that of its first marked-content sequence. */
function ownPage(kids: readonly Kid[]): number | undefined {
  for (const kid of kids) if (typeof kid !== "number" && "mcid" in kid) return kid.page;
  return undefined;
}

/** Writes an entry, or nothing if there is no text. */
function entry(key: string, text: string | undefined): string {
  return text === undefined || text === "" ? "" : `/${key}${textSyntax(text)}`;
}
