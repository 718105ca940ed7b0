import type { DrawnParts, PreviewPage } from "../../core/report/preview/preview.ts";
import type { DrawnFigure, DrawnPage } from "../../core/report/rendition/drawn/draw-boxes.ts";
import type { Paint } from "../../core/report/rendition/drawn/drawn.ts";
import type { DrawnUses } from "../../core/report/rendition/drawn/drawn-uses.ts";

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
const mostBytes = 16 * 1024 * 1024;

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
  readonly #uses: DrawnUses[] = [];
  readonly #drawn = new Map<string, DrawnFigure>();
  #bytes: number;

  /** @param before what the editor has; undefined: nothing */
  constructor(before: SentDrawings | undefined, most = mostBytes) {
    this.#before = before === undefined || before.bytes > most ? undefined : before;
    this.#pages = new Map(this.#before?.pages);
    this.#glyphs = new Set(this.#before?.glyphs);
    this.#figures = new Set(this.#before?.figures);
    this.#images = new Set(this.#before?.images);
    this.#bytes = this.#before?.bytes ?? 0;
  }

  /** The boxes of a page, with numbers for those that the editor has. */
  page(number: number, { boxes, figures, uses }: DrawnPage): NonNullable<PreviewPage["drawing"]> {
    const before = this.#before?.pages.get(number) ?? [];
    const places = new Map(before.map((box, index) => [box, index]));
    const written = boxes.map((box) => JSON.stringify(box));
    this.#pages.set(number, written);
    this.#uses.push(uses);
    for (const [digest, figure] of figures) {
      this.#drawn.set(digest, figure);
      this.#uses.push(figure.uses);
    }
    return boxes.map((box, index) => places.get(written[index]!) ?? box);
  }

  /** What the pages need and the editor does not have. */
  parts(): DrawnParts {
    const faces: Record<string, { em: number; glyphs: Record<number, string> }> = {};
    const images: Record<string, string> = {};
    for (const uses of this.#uses) {
      for (const [name, { em, glyphs }] of Object.entries(uses.faces((face, id) => this.#knows(face, id)))) {
        faces[name] ??= { em, glyphs: {} };
        Object.assign(faces[name].glyphs, glyphs);
      }
      Object.assign(
        images,
        uses.images((key) => this.#images.has(key)),
      );
      for (const key of Object.keys(images)) this.#images.add(key);
    }
    const figures: Record<string, readonly Paint[]> = {};
    for (const [digest, { paints }] of this.#drawn) {
      if (this.#figures.has(digest)) continue;
      figures[digest] = paints;
      this.#figures.add(digest);
    }
    this.#bytes += lengthOf(figures) + lengthOf(images);
    return { whole: this.#before === undefined, faces, figures, images };
  }

  /** What the editor has after this answer. */
  sent(): SentDrawings {
    return {
      pages: this.#pages,
      glyphs: this.#glyphs,
      figures: this.#figures,
      images: this.#images,
      bytes: this.#bytes,
    };
  }

  /** Whether the editor has a glyph; from now on it has. */
  #knows(face: string, id: number): boolean {
    const name = `${id} ${face}`;
    if (this.#glyphs.has(name)) return true;
    this.#glyphs.add(name);
    return false;
  }
}

function lengthOf(parts: Readonly<Record<string, unknown>>): number {
  return Object.values(parts).reduce((sum: number, part) => sum + JSON.stringify(part).length, 0);
}
