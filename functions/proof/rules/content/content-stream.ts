import { contentOperations, type Operation } from "../../reader/content-operations.ts";
import { PdfSyntaxError } from "../../reader/pdf-lexer.ts";
import {
  PdfName,
  PdfReference,
  PdfString,
  type PdfDictionary,
  type PdfItem,
  type PdfStream,
} from "../../reader/pdf-syntax.ts";
import { checkValue } from "../check-value.ts";
import { hasPrivateUse } from "../check-private-use.ts";
import type { RuleCode } from "../rule-book.ts";
import { codesOf, fontUse } from "../fonts/font-use.ts";
import { markKey, type StructureElement } from "../structure/read-structure.ts";
import { speaks, type ContentMark } from "./content-mark.ts";
import type { ContentFile, Place } from "./content-place.ts";
import { GraphicsState } from "./graphics-state.ts";
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

type Step = (stream: ContentStream, operation: Operation) => void;

/** One content stream, checked operation by operation. */
export class ContentStream {
  readonly #file: ContentFile;
  readonly #place: Place;
  readonly #marks: ContentMark[];
  readonly #state: GraphicsState;
  #transparent = false;

  /** What operators do that neither set a colour nor only paint or place. */
  static readonly #steps: ReadonlyMap<string, Step> = new Map<string, Step>([
    ["q", (stream) => stream.#save()],
    ["Q", (stream) => stream.#restore()],
    ["BMC", (stream, { operands }) => void stream.#marks.push(stream.#mark(operands))],
    ["BDC", (stream, { operands }) => void stream.#marks.push(stream.#mark(operands))],
    ["EMC", (stream) => stream.#endMark()],
    ["Tf", (stream, { operands }) => stream.#setFont(operands[0])],
    ["Tr", (stream, { operands }) => stream.#state.setMode(operands[0])],
    ...["Tj", "'", '"', "TJ"].map((name): [string, Step] => [name, (stream, { operands }) => stream.#show(operands)]),
    ["ri", (stream, { operands }) => stream.#setIntent(operands[0])],
    ["gs", (stream, { operands }) => stream.#setParameters(operands[0])],
    ["Do", (stream, { operands }) => stream.#draw(operands[0])],
    ["BI", (stream, { image }) => stream.#file.colours.inlineImage(image!, ...stream.#where)],
    ["sh", (stream, { operands }) => stream.#shade(operands[0])],
  ]);

  constructor(file: ContentFile, place: Place) {
    this.#file = file;
    this.#place = place;
    this.#marks = [...place.marks];
    this.#state = new GraphicsState(file.inspection.reader, place.resources);
  }

  /** @returns whether something transparent is drawn */
  check(bytes: Uint8Array): boolean {
    const { findings } = this.#file.inspection;
    const { label, marks } = this.#place;
    try {
      for (const operation of contentOperations(bytes)) this.#step(operation);
    } catch (error) {
      if (!(error instanceof PdfSyntaxError)) throw error;
      findings.add("unknown-operator", `${label}: ${error.message}`);
    }
    if (this.#marks.length !== marks.length) findings.add("mark-nesting", label);
    if (this.#state.depth > 0) findings.add("state-nesting", label);
    return this.#transparent;
  }

  /** Resources and label, as the rules for colours take them. */
  get #where(): [PdfDictionary, string] {
    return [this.#place.resources, this.#place.label];
  }

  #find(rule: RuleCode, detail = ""): void {
    this.#file.inspection.findings.add(rule, `${this.#place.label}${detail}`);
  }

  #step(operation: Operation): void {
    const { operator, operands, image } = operation;
    const { findings } = this.#file.inspection;
    for (const operand of operands) checkValue(operand, this.#place.label, findings);
    if (image !== undefined) checkValue(image, this.#place.label, findings);
    if (!operators.has(operator)) return this.#find("unknown-operator", `: ${operator.slice(0, 20)}`);
    if (painting.has(operator)) {
      this.#checkMarked(operator);
      if (this.#state.overprintsByMode) this.#find("overprint-mode");
    }
    const step = ContentStream.#steps.get(operator);
    if (step === undefined) this.#setColour(operator, operands);
    else step(this, operation);
  }

  #save(): void {
    this.#state.save();
    if (this.#state.depth > deepestState) this.#find("state-nesting");
  }

  #restore(): void {
    if (!this.#state.restore()) this.#find("state-nesting");
  }

  #endMark(): void {
    if (this.#marks.length <= this.#place.marks.length) this.#find("mark-nesting");
    else this.#marks.pop();
  }

  #setFont(name: PdfItem | undefined): void {
    const { inspection } = this.#file;
    const font = this.#resource("Font", name);
    this.#state.setFont(font === undefined ? undefined : fontUse(inspection, inspection.reader.dictionary(font)));
  }

  #setIntent(name: PdfItem | undefined): void {
    if (!intents.has(nameOf(name))) this.#find("rendering-intent");
  }

  #shade(name: PdfItem | undefined): void {
    const shading = this.#resource("Shading", name);
    if (shading === undefined) return;
    this.#file.colours.space(this.#file.inspection.reader.dictionary(shading).get("ColorSpace"), ...this.#where);
  }

  #setColour(operator: string, operands: readonly PdfItem[]): void {
    const need = (kind: string, name: PdfItem): void => void this.#resource(kind, name);
    this.#file.colours.operation(operator, operands, ...this.#where, need);
    if (operator === "scn" || operator === "SCN") this.#drawPattern(operands.at(-1));
    this.#state.setColour(operator, operands[0]);
  }

  #drawPattern(name: PdfItem | undefined): void {
    if (!(name instanceof PdfName)) return;
    const { reader } = this.#file.inspection;
    const pattern = reader.stream(reader.dictionary(this.#place.resources.get("Pattern")).get(name.name));
    if (pattern !== undefined && this.#file.drawPart(pattern, this.#place, `pattern ${name.name}`))
      this.#transparent = true;
  }

  #checkMarked(operator: string): void {
    if (!this.#marks.some(({ artifact, element }) => artifact || element !== undefined))
      this.#find("unmarked-content", ` (${operator})`);
  }

  /** The marked-content sequence that BMC or BDC begins. */
  #mark([tag, properties]: readonly PdfItem[]): ContentMark {
    const { reader } = this.#file.inspection;
    const named = properties instanceof PdfName ? this.#resource("Properties", properties) : properties;
    const dictionary = reader.dictionary(named);
    const mcid = reader.number(dictionary.get("MCID"));
    const artifact = nameOf(tag) === "Artifact";
    if (artifact && this.#marks.some(({ element }) => element !== undefined)) this.#find("artifact-in-content");
    if (mcid !== undefined && this.#marks.some((mark) => mark.artifact)) this.#find("content-in-artifact");
    for (const key of ["Alt", "ActualText"])
      if (hasPrivateUse(reader.text(dictionary.get(key)) ?? "")) this.#find("private-use-alternative");
    const element = mcid === undefined || artifact ? undefined : this.#elementOf(mcid);
    return { artifact, element, mcid, lang: dictionary.has("Lang"), actualText: dictionary.has("ActualText") };
  }

  #elementOf(mcid: number): StructureElement | undefined {
    const { reader, structure } = this.#file.inspection;
    const { owner, key, depth } = this.#place;
    const mark = markKey(owner, mcid);
    const claims = structure.marked.get(mark) ?? [];
    const times = this.#file.countMark(mark);
    if (claims.length !== 1 || (times > 1 && depth === 0)) this.#find("content-not-in-tree", `, MCID ${mcid}`);
    const [element] = claims;
    const entry = key === undefined ? undefined : reader.list(this.#file.parents.get(key))[mcid];
    if (element !== undefined && !(entry instanceof PdfReference && entry.number === element.object))
      this.#find("parent-tree", `, MCID ${mcid}`);
    return element;
  }

  #show(operands: readonly PdfItem[]): void {
    const { reader } = this.#file.inspection;
    const strings = operands
      .flatMap((item) => (Array.isArray(item) ? (item as readonly PdfItem[]) : [item]))
      .filter((item) => item instanceof PdfString);
    const { use } = this.#state;
    if (use === undefined) return this.#find("missing-resource", ": no font");
    if (!this.#state.invisible) use.visible = true;
    const replaced = this.#marks.some(
      ({ actualText, element }) =>
        actualText || (element !== undefined && reader.text(element.dictionary.get("ActualText")) !== undefined),
    );
    for (const { bytes: text } of strings) {
      for (const code of codesOf(use, text, reader)) {
        if (!use.codes.has(code)) use.codes.set(code, this.#place.page.number);
        if (!replaced) use.plain.add(code);
      }
    }
    if (reader.name(use.dictionary.get("Subtype")) === "Type3") this.#drawGlyphs(use.dictionary);
    if (!this.#file.spoken && !this.#marks.some(speaks)) this.#find("no-language");
  }

  /** The glyphs of a Type 3 font are content streams. */
  #drawGlyphs(font: PdfDictionary): void {
    const { reader } = this.#file.inspection;
    const explicit = font.has("Resources");
    const resources = explicit ? reader.dictionary(font.get("Resources")) : this.#place.resources;
    for (const [name, item] of reader.dictionary(font.get("CharProcs"))) {
      const glyph = reader.stream(item);
      if (glyph === undefined) continue;
      if (this.#file.drawPart(glyph, { ...this.#place, resources }, `glyph ${name}`, explicit))
        this.#transparent = true;
    }
  }

  #setParameters(name: PdfItem | undefined): void {
    const { inspection } = this.#file;
    const { reader } = inspection;
    const entry = this.#resource("ExtGState", name);
    if (entry === undefined) return;
    const given = reader.dictionary(entry);
    if (checkGraphicsState(inspection, given, this.#place.label)) this.#transparent = true;
    const mask = reader.stream(reader.dictionary(given.get("SMask")).get("G"));
    if (mask !== undefined) this.#file.drawPart(mask, this.#place, "soft mask");
    this.#state.setParameters(given);
  }

  #draw(name: PdfItem | undefined): void {
    const { reader } = this.#file.inspection;
    const entry = this.#resource("XObject", name);
    const stream = reader.stream(entry);
    if (stream === undefined) return;
    const kind = reader.name(stream.dictionary.get("Subtype"));
    if (kind === "Image") this.#drawImage(stream);
    else if (kind === "Form") {
      const within = { ...this.#place, explicit: false, marks: this.#marks, depth: this.#place.depth + 1 };
      if (this.#file.drawForm(stream, within, entry)) this.#transparent = true;
    } else this.#find("forbidden-xobject");
  }

  #drawImage(image: PdfStream): void {
    const { inspection, colours } = this.#file;
    const { reader } = inspection;
    this.#checkMarked("Do");
    checkImage(inspection, image, this.#place.label);
    colours.image(image, ...this.#where);
    const mask = reader.stream(image.dictionary.get("SMask"));
    if (mask !== undefined) checkImage(inspection, mask, this.#place.label);
    if (mask !== undefined || (reader.number(image.dictionary.get("SMaskInData")) ?? 0) !== 0) this.#transparent = true;
  }

  /** An entry of the resources, without following references. */
  #resource(kind: string, name: PdfItem | undefined): PdfItem | undefined {
    const { reader } = this.#file.inspection;
    const entry = reader.dictionary(this.#place.resources.get(kind)).get(nameOf(name));
    if (entry === undefined || reader.resolve(entry) === undefined) {
      this.#find("missing-resource", `: ${kind} ${nameOf(name)}`);
      return undefined;
    }
    if (!this.#place.explicit) this.#find("inherited-resource", `: ${kind} ${nameOf(name)}`);
    return entry;
  }
}

function nameOf(item: PdfItem | undefined): string {
  return item instanceof PdfName ? item.name : "";
}
