import type { Chart } from "./chart/chart.ts";
import { blocksOf } from "./document/blocks-of.ts";
import type { Document, PictureContent } from "./document/document.ts";
import type { Drawing } from "../drawing.ts";
import { BroadsheetError, type Problem, type Where } from "../errors.ts";
import { PictureFault } from "./picture/picture-fault.ts";
import { readPicture } from "./picture/read-picture.ts";

/** A picture of a report, in a block or requested by layout through its id. */
export interface AskedPicture {
  readonly id: string;
  readonly content: PictureContent;
  readonly alt: string;
  readonly where: Where;
}

/** Drawings by what they show: the bytes of a file, or the text of a barcode or formula. */
export interface KnownDrawings {
  get(content: Uint8Array | string): Drawing | undefined;
  set(content: Uint8Array | string, drawing: Drawing): unknown;
}

/**
 * Reads and checks the pictures of a report, so that they can draw themselves. The reader for a kind of picture is
 * loaded when the first of that kind is found.
 *
 * @param ink colour of formulas, `#rrggbb`
 * @param known drawings by content, each shared by all its uses; those kept from another report must have its ink and
 *   language
 * @returns id → picture
 * @throws BroadsheetError `invalid-template` with every picture that cannot be printed faithfully
 */
export async function drawPictures(
  document: Document,
  ink = "#000000",
  known: KnownDrawings = new Map(),
): Promise<Map<string, Chart>> {
  const drawn = new Map<string, Chart>();
  const problems: Problem[] = [];
  for (const { id, content, alt, where } of picturesOf(document)) {
    try {
      const key = content.kind === "image" ? content.bytes : JSON.stringify(content);
      const drawing = known.get(key) ?? (await drawContent(content, ink, document.language));
      known.set(key, drawing);
      drawn.set(id, { ...drawing, name: content.name, alt: content.kind === "formula" ? drawing.alt : alt });
    } catch (error) {
      if (!(error instanceof PictureFault)) throw error;
      problems.push(problemOf(error, content, where));
    }
  }
  if (problems.length > 0) throw new BroadsheetError("invalid-template", problems);
  return drawn;
}

async function drawContent(content: PictureContent, ink: string, language: string): Promise<Drawing> {
  if (content.kind === "barcode") return (await import("./picture/barcode/draw-barcode.ts")).drawBarcode(content);
  if (content.kind === "formula") {
    const drawing = (await import("./picture/formula/draw-formula.ts")).drawFormula(content.tex, content.display, ink);
    const { speakFormula } = await import("./picture/formula/speak-formula.ts");
    const spoken = await speakFormula(drawing.mathml, language);
    if (spoken !== undefined) return { ...drawing, alt: spoken };
    // Where the language has no rules, words in English say more than TeX does.
    const english = await speakFormula(drawing.mathml, "en");
    return english === undefined ? { ...drawing, alt: content.tex } : { ...drawing, alt: english, lang: "en" };
  }
  return await readPicture(content.bytes, content.rasterOnly);
}

/** Every picture of a report. */
export function picturesOf(document: Document): AskedPicture[] {
  const blocks = [...blocksOf(document)].flatMap((block) =>
    block.type === "picture" ? [{ ...block, alt: block.alt ?? "" }] : [],
  );
  return [...blocks, ...[...(document.pictures ?? [])].map(([id, picture]) => ({ id, ...picture, alt: "" }))];
}

/** A fault with the place that uses the picture, and the line in its file if there is one. */
function problemOf(
  { message, about: { line, ...about } }: PictureFault,
  { name, kind }: PictureContent,
  where: Where,
): Problem {
  const place = line === undefined ? name : `${name}:${line}`;
  return {
    code: `invalid-${kind}`,
    message: `${where.file}:${where.line}: ${place} ${message}`,
    where: { ...where, name },
    ...about,
  };
}
