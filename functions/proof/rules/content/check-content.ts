import { contentOperations, type Operation } from "../../reader/content-operations.ts";
import type { ReaderPage } from "../../reader/page-list.ts";
import { PdfSyntaxError } from "../../reader/pdf-lexer.ts";
import {
  isDictionary,
  PdfName,
  PdfReference,
  PdfStream,
  PdfString,
  type PdfDictionary,
  type PdfItem,
} from "../../reader/pdf-syntax.ts";
import { checkValue } from "../check-value.ts";
import { ColourRules } from "./colour-rules.ts";
import { speaks, withinOthers, type ContentMark } from "./content-mark.ts";
import { GraphicsState } from "./graphics-state.ts";
import { codesOf, fontUse } from "../fonts/font-use.ts";
import type { Inspection } from "../inspection.ts";
import { readParentTree } from "../structure/read-parent-tree.ts";
import { markKey, type StructureElement } from "../structure/read-structure.ts";
import { checkGraphicsState, checkImage } from "./resource-rules.ts";

const operators = new Set(
  "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l M m MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split(
    " ",
  ),
);
const painting = new Set(["b", "B", "b*", "B*", "f", "F", "f*", "s", "S", "sh", "Tj", "TJ", "'", '"', "BI"]);
const intents = new Set(["RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"]);
/** ISO 19005-3, 6.1.13. */
const deepestState = 28;

interface Place {
  readonly page: ReaderPage;
  readonly label: string;
  /** Object that owns the MCIDs: the page, or a form with StructParents. */
  readonly owner: number | undefined;
  /** Its key in the parent tree. */
  readonly key: number | undefined;
  readonly resources: PdfDictionary;
  /** Whether they are the content's own (ISO 19005-3, 6.2.2), not those of the page or of the pages above. */
  readonly explicit: boolean;
  readonly marks: readonly ContentMark[];
  readonly depth: number;
}

/** The rules for page content: every operation of the pages and of the forms in them. */
export function checkContent(inspection: Inspection): void {
  const { reader, pages, structure, findings } = inspection;
  const parents = readParentTree(reader);
  const spoken = (reader.text(reader.catalog.get("Lang")) ?? "") !== "";
  const colours = new ColourRules(inspection);
  /** Forms with tagged content → how often they are drawn. */
  const drawn = new Map<PdfStream, number>();
  const read = new Map<PdfStream, Set<string>>();
  const owned = new Map<string, number>();

  for (const page of pages) {
    const { dictionary, number } = page;
    const parts = reader.list(dictionary.get("Contents")).flatMap((item) => {
      const stream = reader.stream(item);
      return stream === undefined ? [] : [reader.decode(stream), Uint8Array.of(10)];
    });
    const key = reader.number(dictionary.get("StructParents"));
    const transparent = run(Buffer.concat(parts), {
      page,
      label: `page ${number}`,
      owner: page.object,
      key,
      resources: reader.dictionary(dictionary.get("Resources")),
      explicit: page.ownResources,
      marks: [],
      depth: 0,
    });
    const group = reader.dictionary(dictionary.get("Group"));
    colours.space(group.get("CS"), reader.dictionary(dictionary.get("Resources")), `page ${number}`);
    const overlaid =
      reader.list(dictionary.get("Annots")).filter((item) => checkAppearances(reader.dictionary(item), page)).length >
      0;
    if ((transparent || overlaid || group.size > 0) && !group.has("CS") && inspection.outputComponents === undefined)
      findings.add("transparency-group", `page ${number}`);
  }

  /** @returns whether something transparent is drawn */
  function checkAppearances(annotation: PdfDictionary, page: ReaderPage): boolean {
    const normal = reader.resolve(reader.dictionary(annotation.get("AP")).get("N"));
    const streams =
      normal instanceof PdfStream
        ? [normal]
        : isDictionary(normal)
          ? [...normal.values()].flatMap((item) => reader.stream(item) ?? [])
          : [];
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
    return streams.filter((stream) => drawForm(stream, place, undefined)).length > 0;
  }

  /**
   * Checks content drawn for something else, and read through that: a pattern cell, a glyph, a mask. @returns whether
   * it draws anything transparent
   *
   * @param explicit whether the resources of `place` are those of what it is a part of, such as a Type 3 font
   */
  function drawPart(stream: PdfStream, place: Place, label: string, explicit = false): boolean {
    return drawForm(
      stream,
      {
        ...place,
        explicit,
        label: `${place.label}: ${label}`,
        owner: undefined,
        key: undefined,
        marks: [withinOthers],
        depth: place.depth + 1,
      },
      undefined,
    );
  }

  /** @returns whether something transparent is drawn */
  function run(bytes: Uint8Array, place: Place): boolean {
    const { label, resources } = place;
    const marks: ContentMark[] = [...place.marks];
    const state = new GraphicsState(reader, resources);
    let transparent = false;
    try {
      for (const operation of contentOperations(bytes)) step(operation);
    } catch (error) {
      if (!(error instanceof PdfSyntaxError)) throw error;
      findings.add("unknown-operator", `${label}: ${error.message}`);
    }
    if (marks.length !== place.marks.length) findings.add("mark-nesting", label);
    if (state.depth > 0) findings.add("state-nesting", label);
    return transparent;

    function step({ operator, operands, image }: Operation): void {
      for (const operand of operands) checkValue(operand, label, findings);
      if (image !== undefined) checkValue(image, label, findings);
      if (!operators.has(operator)) return findings.add("unknown-operator", `${label}: ${operator.slice(0, 20)}`);
      if (painting.has(operator)) {
        checkMarked(operator);
        if (state.overprintsByMode) findings.add("overprint-mode", label);
      }
      switch (operator) {
        case "q":
          state.save();
          if (state.depth > deepestState) findings.add("state-nesting", label);
          return;
        case "Q":
          if (!state.restore()) findings.add("state-nesting", label);
          return;
        case "BMC":
        case "BDC":
          return void marks.push(begin(operands));
        case "EMC":
          if (marks.length <= place.marks.length) findings.add("mark-nesting", label);
          else marks.pop();
          return;
        case "Tf": {
          const dictionary = resource("Font", operands[0]);
          return state.setFont(
            dictionary === undefined ? undefined : fontUse(inspection, reader.dictionary(dictionary)),
          );
        }
        case "Tr":
          return state.setMode(operands[0]);
        case "Tj":
        case "'":
        case '"':
        case "TJ":
          return show(operands);
        case "ri":
          if (!intents.has(nameOf(operands[0]))) findings.add("rendering-intent", label);
          return;
        case "gs":
          return setParameters(operands[0]);
        case "Do":
          return draw(operands[0]);
        case "BI":
          return colours.inlineImage(image!, resources, label);
        case "sh": {
          const shading = resource("Shading", operands[0]);
          if (shading !== undefined) colours.space(reader.dictionary(shading).get("ColorSpace"), resources, label);
          return;
        }
        default:
          colours.operation(operator, operands, resources, label, (kind, name) => void resource(kind, name));
          if (operator === "scn" || operator === "SCN") drawPattern(operands.at(-1));
          state.setColour(operator, operands[0]);
      }
    }

    function drawPattern(name: PdfItem | undefined): void {
      if (!(name instanceof PdfName)) return;
      const pattern = reader.stream(reader.dictionary(resources.get("Pattern")).get(name.name));
      if (pattern !== undefined && drawPart(pattern, place, `pattern ${name.name}`)) transparent = true;
    }

    function checkMarked(operator: string): void {
      if (!marks.some(({ artifact, element }) => artifact || element !== undefined))
        findings.add("unmarked-content", `${label} (${operator})`);
    }

    function begin([tag, properties]: readonly PdfItem[]): ContentMark {
      const named = properties instanceof PdfName ? resource("Properties", properties) : properties;
      const dictionary = reader.dictionary(named);
      const mcid = reader.number(dictionary.get("MCID"));
      const artifact = nameOf(tag) === "Artifact";
      if (artifact && marks.some(({ element }) => element !== undefined)) findings.add("artifact-in-content", label);
      if (mcid !== undefined && marks.some((mark) => mark.artifact)) findings.add("content-in-artifact", label);
      const element = mcid === undefined || artifact ? undefined : elementOf(mcid);
      return { artifact, element, mcid, lang: dictionary.has("Lang"), actualText: dictionary.has("ActualText") };
    }

    function elementOf(mcid: number): StructureElement | undefined {
      const mark = markKey(place.owner, mcid);
      const claims = structure.marked.get(mark) ?? [];
      const times = (owned.get(mark) ?? 0) + 1;
      owned.set(mark, times);
      if (claims.length !== 1 || (times > 1 && place.depth === 0))
        findings.add("content-not-in-tree", `${label}, MCID ${mcid}`);
      const [element] = claims;
      const entry = place.key === undefined ? undefined : reader.list(parents.get(place.key))[mcid];
      if (element !== undefined && !(entry instanceof PdfReference && entry.number === element.object))
        findings.add("parent-tree", `${label}, MCID ${mcid}`);
      return element;
    }

    function show(operands: readonly PdfItem[]): void {
      const strings = operands
        .flatMap((item) => (Array.isArray(item) ? (item as readonly PdfItem[]) : [item]))
        .filter((item) => item instanceof PdfString);
      const { use } = state;
      if (use === undefined) return findings.add("missing-resource", `${label}: no font`);
      if (!state.invisible) use.visible = true;
      const replaced = marks.some(
        ({ actualText, element }) =>
          actualText || (element !== undefined && reader.text(element.dictionary.get("ActualText")) !== undefined),
      );
      for (const { bytes: text } of strings) {
        for (const code of codesOf(use, text, reader)) {
          if (!use.codes.has(code)) use.codes.set(code, place.page.number);
          if (!replaced) use.plain.add(code);
        }
      }
      if (reader.name(use.dictionary.get("Subtype")) === "Type3") drawGlyphs(use.dictionary);
      if (!spoken && !marks.some(speaks)) findings.add("no-language", label);
    }

    /** The glyphs of a Type 3 font are content streams. */
    function drawGlyphs(font: PdfDictionary): void {
      const own = font.has("Resources") ? reader.dictionary(font.get("Resources")) : resources;
      for (const [name, item] of reader.dictionary(font.get("CharProcs"))) {
        const glyph = reader.stream(item);
        if (
          glyph !== undefined &&
          drawPart(glyph, { ...place, resources: own }, `glyph ${name}`, font.has("Resources"))
        )
          transparent = true;
      }
    }

    function setParameters(name: PdfItem | undefined): void {
      const entry = resource("ExtGState", name);
      if (entry === undefined) return;
      const given = reader.dictionary(entry);
      if (checkGraphicsState(inspection, given, label)) transparent = true;
      const mask = reader.stream(reader.dictionary(given.get("SMask")).get("G"));
      if (mask !== undefined) drawPart(mask, place, "soft mask");
      state.setParameters(given);
    }

    function draw(name: PdfItem | undefined): void {
      const stream = reader.stream(resource("XObject", name));
      if (stream === undefined) return;
      const kind = reader.name(stream.dictionary.get("Subtype"));
      if (kind === "Image") {
        checkMarked("Do");
        checkImage(inspection, stream, label);
        colours.image(stream, resources, label);
        const mask = reader.stream(stream.dictionary.get("SMask"));
        if (mask !== undefined) checkImage(inspection, mask, label);
        if (mask !== undefined || (reader.number(stream.dictionary.get("SMaskInData")) ?? 0) !== 0) transparent = true;
      } else if (kind === "Form") {
        if (drawForm(stream, { ...place, explicit: false, marks, depth: place.depth + 1 }, resource("XObject", name)))
          transparent = true;
      } else findings.add("forbidden-xobject", label);
    }

    /** An entry of the resources, without following references. */
    function resource(kind: string, name: PdfItem | undefined): PdfItem | undefined {
      const entry = reader.dictionary(resources.get(kind)).get(nameOf(name));
      if (entry === undefined || reader.resolve(entry) === undefined) {
        findings.add("missing-resource", `${label}: ${kind} ${nameOf(name)}`);
        return undefined;
      }
      if (!place.explicit) findings.add("inherited-resource", `${label}: ${kind} ${nameOf(name)}`);
      return entry;
    }
  }

  function drawForm(form: PdfStream, place: Place, reference: PdfItem | undefined): boolean {
    const { dictionary } = form;
    const group = reader.dictionary(dictionary.get("Group"));
    if (dictionary.has("Ref")) findings.add("reference-xobject", place.label);
    if (dictionary.has("OPI") || dictionary.has("PS") || reader.name(dictionary.get("Subtype2")) === "PS")
      findings.add("forbidden-xobject", place.label);
    colours.space(group.get("CS"), place.resources, place.label);
    const key = reader.number(dictionary.get("StructParents"));
    if (key !== undefined) {
      const times = (drawn.get(form) ?? 0) + 1;
      drawn.set(form, times);
      if (times > 1) findings.add("form-drawn-twice", place.label);
    }
    // A form in the same kind of context would give the same findings again.
    const surroundings = `${place.marks.some(({ artifact }) => artifact)} ${place.marks.some(({ element }) => element !== undefined)}`;
    const before = read.get(form) ?? new Set();
    read.set(form, before);
    if (before.has(surroundings) || place.depth > 20) return group.size > 0;
    before.add(surroundings);
    const owner = reference instanceof PdfReference ? reference.number : undefined;
    const resources = dictionary.has("Resources") ? reader.dictionary(dictionary.get("Resources")) : place.resources;
    const explicit = dictionary.has("Resources") || place.explicit;
    return (
      run(reader.decode(form), { ...place, ...(key !== undefined && { owner, key }), resources, explicit }) ||
      group.size > 0
    );
  }
}

function nameOf(item: PdfItem | undefined): string {
  return item instanceof PdfName ? item.name : "";
}
