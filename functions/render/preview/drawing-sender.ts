import type { DrawnParts, PreviewPage } from "../../core/report/preview/preview.ts";
import type { DrawnPage } from "../../core/report/rendition/drawn/draw-boxes.ts";
import type { DrawnFaces, Paint } from "../../core/report/rendition/drawn/drawn.ts";

/** What an editor has of drawings: all that it was sent from preview to preview. */
export interface SentDrawings {
  /** Page → its boxes, each as JSON. */
  readonly pages: ReadonlyMap<number, readonly string[]>;
  /** Names of a face and a glyph's id. */
  readonly glyphs: ReadonlySet<string>;
  readonly figures: ReadonlySet<string>;
  readonly images: ReadonlySet<string>;
  /** Of all figures and images, roughly. */
  readonly bytes: number;
}

/** What an editor keeps of drawings at most, bytes: then it is sent all anew, and keeps only that. */
const mostKept = 16 * 1024 * 1024;

/** Most of an answer, bytes: a page beyond it comes without its drawing, and is asked for as a PDF. */
const mostSent = 3 * 1024 * 1024;

/** What drawings name, while it is collected. */
interface Parts {
  readonly faces: Record<string, { readonly em: number; readonly glyphs: Record<number, string> }>;
  readonly figures: Record<string, readonly Paint[]>;
  readonly images: Record<string, string>;
}

/**
 * Sends drawings of pages to an editor, and leaves out what it has. It has what was sent with the preview that it
 * changes, and before that.
 */
export class DrawingSender {
  readonly #before: SentDrawings | undefined;
  readonly #pages: Map<number, readonly string[]>;
  readonly #glyphs: Set<string>;
  readonly #figures: Set<string>;
  readonly #images: Set<string>;
  readonly #parts: Parts = { faces: {}, figures: {}, images: {} };
  readonly #mostSent: number;
  #kept: number;
  #sent = 0;

  /** @param before what the editor has; undefined: nothing */
  constructor(before: SentDrawings | undefined, limits = { kept: mostKept, sent: mostSent }) {
    this.#before = before === undefined || before.bytes > limits.kept ? undefined : before;
    this.#mostSent = limits.sent;
    this.#pages = new Map(this.#before?.pages);
    this.#glyphs = new Set(this.#before?.glyphs);
    this.#figures = new Set(this.#before?.figures);
    this.#images = new Set(this.#before?.images);
    this.#kept = this.#before?.bytes ?? 0;
  }

  /**
   * The boxes of a page, with numbers for those that the editor has; undefined if the answer would be too long. What
   * they name comes in `parts`.
   */
  page(number: number, { boxes, figures, uses }: DrawnPage): PreviewPage["drawing"] {
    const places = new Map(this.#before?.pages.get(number)?.map((box, index) => [box, index]));
    const written = boxes.map((box) => JSON.stringify(box));
    const drawing = boxes.map((box, index) => places.get(written[index]!) ?? box);
    const own: Parts = { faces: {}, figures: {}, images: {} };
    for (const [digest, { paints }] of figures) if (!this.#figures.has(digest)) own.figures[digest] = paints;
    for (const each of [uses, ...[...figures.values()].map((figure) => figure.uses)]) {
      addFaces(
        own.faces,
        each.faces((face, id) => this.#glyphs.has(glyphName(face, id))),
      );
      Object.assign(
        own.images,
        each.images((key) => this.#images.has(key)),
      );
    }
    const held = lengthOf(own.figures) + lengthOf(own.images);
    const length = written.reduce((sum, box) => sum + (places.has(box) ? 0 : box.length), 0);
    if (this.#sent + held + length > this.#mostSent) {
      this.#pages.delete(number);
      return undefined;
    }
    this.#sent += held + length;
    this.#kept += held;
    this.#pages.set(number, written);
    this.#take(own);
    return drawing;
  }

  /** What the pages need and the editor does not have. */
  parts(): DrawnParts {
    return { whole: this.#before === undefined, ...this.#parts };
  }

  /** What the editor has after this answer. */
  sent(): SentDrawings {
    return {
      pages: this.#pages,
      glyphs: this.#glyphs,
      figures: this.#figures,
      images: this.#images,
      bytes: this.#kept,
    };
  }

  #take({ faces, figures, images }: Parts): void {
    addFaces(this.#parts.faces, faces);
    Object.assign(this.#parts.figures, figures);
    Object.assign(this.#parts.images, images);
    for (const [face, { glyphs }] of Object.entries(faces))
      for (const id of Object.keys(glyphs)) this.#glyphs.add(glyphName(face, Number(id)));
    for (const digest of Object.keys(figures)) this.#figures.add(digest);
    for (const key of Object.keys(images)) this.#images.add(key);
  }
}

function addFaces(to: Parts["faces"], faces: DrawnFaces): void {
  for (const [name, { em, glyphs }] of Object.entries(faces)) {
    to[name] ??= { em, glyphs: {} };
    Object.assign(to[name].glyphs, glyphs);
  }
}

function glyphName(face: string, id: number): string {
  return `${id} ${face}`;
}

function lengthOf(parts: Readonly<Record<string, unknown>>): number {
  return Object.values(parts).reduce((sum: number, part) => sum + JSON.stringify(part).length, 0);
}
