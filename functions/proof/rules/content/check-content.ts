import type { ReaderPage } from "../../reader/page-list.ts";
import { isDictionary, PdfReference, PdfStream, type PdfDictionary, type PdfItem } from "../../reader/pdf-syntax.ts";
import type { Inspection } from "../inspection.ts";
import { readParentTree } from "../structure/read-parent-tree.ts";
import { ColourRules } from "./colour-rules.ts";
import { withinOthers } from "./content-mark.ts";
import type { ContentFile, Place } from "./content-place.ts";
import { ContentStream } from "./content-stream.ts";

/** The rules for page content: every operation of the pages and of the forms in them. */
export function checkContent(inspection: Inspection): void {
  const content = new PageContent(inspection);
  for (const page of inspection.pages) content.checkPage(page);
}

class PageContent implements ContentFile {
  readonly inspection: Inspection;
  readonly colours: ColourRules;
  readonly parents: ContentFile["parents"];
  readonly spoken: boolean;
  /** Forms with tagged content → how often they are drawn. */
  readonly #drawn = new Map<PdfStream, number>();
  /** Forms → the kinds of places in which they were read. */
  readonly #read = new Map<PdfStream, Set<string>>();
  readonly #marks = new Map<string, number>();

  constructor(inspection: Inspection) {
    const { reader } = inspection;
    this.inspection = inspection;
    this.colours = new ColourRules(inspection);
    this.parents = readParentTree(reader);
    this.spoken = (reader.text(reader.catalog.get("Lang")) ?? "") !== "";
  }

  checkPage(page: ReaderPage): void {
    const { reader, findings, outputComponents } = this.inspection;
    const { dictionary, number } = page;
    const label = `page ${number}`;
    const resources = reader.dictionary(dictionary.get("Resources"));
    const parts = reader.list(dictionary.get("Contents")).flatMap((item) => {
      const stream = reader.stream(item);
      return stream === undefined ? [] : [reader.decode(stream), Uint8Array.of(10)];
    });
    const transparent = this.#checkStream(Buffer.concat(parts), {
      page,
      label,
      owner: page.object,
      key: reader.number(dictionary.get("StructParents")),
      resources,
      explicit: page.ownResources,
      marks: [],
      depth: 0,
    });
    const group = reader.dictionary(dictionary.get("Group"));
    this.colours.space(group.get("CS"), resources, label);
    const annotations = reader.list(dictionary.get("Annots")).map((item) => reader.dictionary(item));
    const overlaid = annotations.filter((annotation) => this.#checkAppearances(annotation, page)).length > 0;
    if ((transparent || overlaid || group.size > 0) && !group.has("CS") && outputComponents === undefined)
      findings.add("transparency-group", label);
  }

  countMark(mark: string): number {
    const times = (this.#marks.get(mark) ?? 0) + 1;
    this.#marks.set(mark, times);
    return times;
  }

  drawPart(stream: PdfStream, place: Place, label: string, explicit = false): boolean {
    const part = { explicit, label: `${place.label}: ${label}`, owner: undefined, key: undefined };
    return this.drawForm(stream, { ...place, ...part, marks: [withinOthers], depth: place.depth + 1 }, undefined);
  }

  drawForm(form: PdfStream, place: Place, reference: PdfItem | undefined): boolean {
    const { reader } = this.inspection;
    const { dictionary } = form;
    const group = reader.dictionary(dictionary.get("Group"));
    const key = reader.number(dictionary.get("StructParents"));
    this.#checkForm(form, place, key);
    // A form in the same kind of context would give the same findings again.
    const surroundings = `${place.marks.some(({ artifact }) => artifact)} ${place.marks.some(({ element }) => element !== undefined)}`;
    const before = this.#read.get(form) ?? new Set();
    this.#read.set(form, before);
    if (before.has(surroundings) || place.depth > 20) return group.size > 0;
    before.add(surroundings);
    const owner = reference instanceof PdfReference ? reference.number : undefined;
    const own = dictionary.has("Resources");
    const within = {
      ...place,
      ...(key !== undefined && { owner, key }),
      resources: own ? reader.dictionary(dictionary.get("Resources")) : place.resources,
      explicit: own || place.explicit,
    };
    return this.#checkStream(reader.decode(form), within) || group.size > 0;
  }

  /** @param key its key in the parent tree, if its content is tagged: it may then be drawn but once */
  #checkForm(form: PdfStream, { label, resources }: Place, key: number | undefined): void {
    const { reader, findings } = this.inspection;
    const { dictionary } = form;
    if (dictionary.has("Ref")) findings.add("reference-xobject", label);
    if (dictionary.has("OPI") || dictionary.has("PS") || reader.name(dictionary.get("Subtype2")) === "PS")
      findings.add("forbidden-xobject", label);
    this.colours.space(reader.dictionary(dictionary.get("Group")).get("CS"), resources, label);
    if (key === undefined) return;
    const times = (this.#drawn.get(form) ?? 0) + 1;
    this.#drawn.set(form, times);
    if (times > 1) findings.add("form-drawn-twice", label);
  }

  /** @returns whether something transparent is drawn */
  #checkAppearances(annotation: PdfDictionary, page: ReaderPage): boolean {
    const { reader } = this.inspection;
    const normal = reader.resolve(reader.dictionary(annotation.get("AP")).get("N"));
    const states = isDictionary(normal) ? [...normal.values()].flatMap((item) => reader.stream(item) ?? []) : [];
    const streams = normal instanceof PdfStream ? [normal] : states;
    // An appearance is read through its annotation, not through marked content.
    const place = {
      page,
      label: `annotation on page ${page.number}`,
      owner: undefined,
      key: undefined,
      resources: reader.dictionary(page.dictionary.get("Resources")),
      explicit: false,
      marks: [withinOthers],
      depth: 1,
    };
    return streams.filter((stream) => this.drawForm(stream, place, undefined)).length > 0;
  }

  /** @returns whether something transparent is drawn */
  #checkStream(bytes: Uint8Array, place: Place): boolean {
    return new ContentStream(this, place).check(bytes);
  }
}
