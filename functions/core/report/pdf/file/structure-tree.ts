import type { StructureElement } from "../../layout/page.ts";
import type { PdfFile } from "./pdf-file.ts";
import { formatNumber, ObjectNumber, pdfText, textSyntax, type PdfReference, type PdfValue } from "./pdf-value.ts";
import { groups, holdsBlocks, isInNamespace, labelledLists, tagsOfPdf2, type Tag } from "./tags-of-pdf2.ts";

/** An element (by index), a marked-content sequence, or an annotation. */
type Kid =
  | number
  | { readonly page: number; readonly mcid: number }
  | { readonly page: number; readonly annotation: ObjectNumber };

/**
 * The structure tree of a document (ISO 32000-1, 14.7): the role of each piece of content, in reading order. Content
 * and the elements between it are in the order in which they first appear on the pages; where an element has only
 * elements, they are in the layout's order, which differs where a figure floats. A long table has hundreds of thousands
 * of elements, so they are written here and not by PDFKit, which needs ten times the memory for each. In PDF 2.0 the
 * elements have other types and say more, see `tagsOfPdf2`.
 */
export class StructureTree {
  readonly #file: PdfFile;
  readonly #elements: Tag[];
  /** Indices of elements of the layout that are not in the tree. */
  readonly #omitted: ReadonlySet<number>;
  readonly #numbers: ObjectNumber[];
  /** Most elements have one kid, which needs no list. */
  readonly #kids: (Kid | Kid[] | undefined)[];
  readonly #attached: boolean[];
  readonly #boxes = new Map<number, readonly number[]>();
  readonly #files = new Map<number, PdfReference[]>();
  /** Element → elements that it refers to. */
  readonly #references = new Map<number, Set<number>>();

  constructor(elements: readonly StructureElement[], file: PdfFile) {
    this.#file = file;
    const { tags, omitted } = file.isPdf2 ? tagsOfPdf2(elements) : { tags: [...elements], omitted: new Set<number>() };
    this.#elements = tags;
    this.#omitted = omitted;
    this.#numbers = tags.map((_, index) => (omitted.has(index) ? new ObjectNumber(0) : file.reserve()));
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

  /** Has an element refer to another (ISO 32000-2, 14.7.2). */
  refer(element: number, other: number): void {
    const others = this.#references.get(element);
    if (others === undefined) this.#references.set(element, new Set([other]));
    else others.add(other);
  }

  /**
   * The outermost element, but for those that only group, whose content begins with that of an element. Called before
   * the content is added: a heading's first word is in a Span, and the heading is where it leads.
   */
  startOf(element: number): number {
    const { parent } = this.#elements[element]!;
    if (parent === undefined || this.#attached[parent] === true || groups(this.roleOf(parent))) return element;
    return this.startOf(parent);
  }

  /** The nearest element around another that has a type; `undefined` if there is none. */
  around(element: number, role: string): number | undefined {
    for (let at: number | undefined = element; at !== undefined; at = this.#elements[at]!.parent)
      if (this.roleOf(at) === role) return at;
    return undefined;
  }

  numberOf(element: number): ObjectNumber {
    return this.#numbers[element]!;
  }

  roleOf(element: number): string {
    return this.#elements[element]!.role;
  }

  /** Writes all elements; PDFKit writes the root and its parent tree. */
  async write(): Promise<void> {
    const file = this.#file;
    this.#elements.forEach((element, index) => this.#attachEmpty(element, index));
    const root = file.getStructTreeRoot() as PdfReference & { readonly data: Record<string, PdfValue> };
    const shared = {
      root: root.id,
      namespace: file.isPdf2 ? file.structureNamespace.id : undefined,
      labelled: labelledLists(file.isPdf2 ? this.#elements : []),
    };
    for (const [index, element] of this.#elements.entries()) {
      if (this.#omitted.has(index)) continue;
      file.writeObject(this.#numbers[index]!, this.#syntax(element, index, shared));
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
    const link = this.around(means, "Link");
    if (link === undefined)
      throw new TypeError(`the area of a link lies in a ${this.roleOf(means)}, which is in no Link`);
    return link;
  }

  #attach(index: number): void {
    if (this.#attached[index] === true) return;
    if (this.#omitted.has(index))
      throw new TypeError(`content lies in the element ${index}, a ${this.roleOf(index)}, which is not in the tree`);
    this.#attached[index] = true;
    const { parent } = this.#elements[index]!;
    if (parent === undefined) return;
    this.#attach(parent);
    this.#add(parent, index);
  }

  #attachEmpty({ parent }: Tag, index: number): void {
    if (this.#attached[index] === true || this.#omitted.has(index)) return;
    this.#attached[index] = true;
    if (parent === undefined) return;
    const siblings = [...this.#kidsOf(parent)];
    const next = siblings.findIndex((kid) => typeof kid === "number" && kid > index);
    siblings.splice(next === -1 ? siblings.length : next, 0, index);
    this.#kids[parent] = siblings;
  }

  /** Writes an element's dictionary (14.7.2, table 323). */
  #syntax(element: Tag, index: number, { root, namespace, labelled }: Shared): string {
    const { role, parent, id, title, lang, alt, actualText } = element;
    const kids = inOrder(this.#kidsOf(index));
    const page = ownPage(kids);
    let syntax = `<</S/${role}/P ${parent === undefined ? root : this.#numbers[parent]!.number} 0 R`;
    if (namespace !== undefined && isInNamespace(role)) syntax += `/NS ${namespace} 0 R`;
    if (page !== undefined) syntax += `/Pg ${page} 0 R`;
    if (kids.length === 1) syntax += `/K ${this.#kidSyntax(kids[0]!, page)}`;
    else if (kids.length > 1) syntax += `/K[${kids.map((kid) => this.#kidSyntax(kid, page)).join(" ")}]`;
    syntax += this.#attributes(labelled.has(index) ? withNumbering(element) : element, index);
    const others = this.#references.get(index);
    if (others !== undefined)
      syntax += `/Ref[${[...others].map((other) => `${this.#numbers[other]!.number} 0 R`).join(" ")}]`;
    const files = this.#files.get(index);
    if (files !== undefined) syntax += `/AF[${files.map((file) => `${file.id} 0 R`).join(" ")}]`;
    const said = (key: string, text: string | undefined): string =>
      text === undefined ? "" : entry(key, this.#file.readable(text));
    return `${syntax}${entry("ID", id)}${said("T", title)}${entry("Lang", lang)}${said("Alt", alt)}${said("ActualText", actualText)}>>`;
  }

  /** @param page the element's page */
  #kidSyntax(kid: Kid, page: number | undefined): string {
    if (typeof kid === "number") return `${this.#numbers[kid]!.number} 0 R`;
    if ("annotation" in kid) return `<</Type/OBJR/Obj ${kid.annotation.number} 0 R/Pg ${kid.page} 0 R>>`;
    return kid.page === page ? String(kid.mcid) : `<</Type/MCR/Pg ${kid.page} 0 R/MCID ${kid.mcid}>>`;
  }

  /** Whether an element stands in a line of text (14.8.5.4.2): a formula among words, a picture in a cell. */
  #isInline(index: number): boolean {
    const { parent } = this.#elements[index]!;
    return parent !== undefined && !holdsBlocks(this.roleOf(parent));
  }

  /** Attribute objects (14.8.5): one per owner. */
  #attributes(
    { listNumbering, lineThrough, scope, headers, colSpan = 1, rowSpan = 1 }: Numbered,
    index: number,
  ): string {
    const box = this.#boxes.get(index);
    const owners: string[] = [];
    if (box !== undefined) {
      const placement = this.#isInline(index) ? "Inline" : "Block";
      owners.push(`<</O/Layout/Placement/${placement}/BBox[${box.map(formatNumber).join(" ")}]>>`);
    }
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

/** What all elements of a tree share when they are written. */
interface Shared {
  /** Number of the tree's root. */
  readonly root: number;
  /** Number of PDF 2.0's structure namespace. */
  readonly namespace: number | undefined;
  /** In PDF 2.0, the indices of lists whose items have labels. */
  readonly labelled: ReadonlySet<number>;
}

type Numbered = Omit<Tag, "listNumbering"> & {
  readonly listNumbering?: StructureElement["listNumbering"] | "Description";
};

/**
 * A list whose items have labels and that has no numbering is one of terms with their descriptions: PDF/UA-2 refuses
 * None there (ISO 14289-2, 8.2.5.25), and PDF 1.7 has no other value for it.
 */
function withNumbering(list: Tag): Numbered {
  const { listNumbering = "None" } = list;
  return { ...list, listNumbering: listNumbering === "None" ? "Description" : listNumbering };
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
