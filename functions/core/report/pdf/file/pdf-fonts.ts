import { EmbeddedFace } from "./embedded-face.ts";
import type { Face } from "../../fonts/face.ts";
import type { Typesetter } from "../../fonts/typesetter.ts";
import type { PdfFile } from "./pdf-file.ts";

/** The faces of a document, which PDFKit embeds at its end. */
export class PdfFonts {
  readonly #file: PdfFile;
  readonly #typesetter: Typesetter;
  readonly #faces = new Map<string, EmbeddedFace>();

  constructor(file: PdfFile, typesetter: Typesetter) {
    this.#file = file;
    this.#typesetter = typesetter;
  }

  /** Returns the face for a key in `FaceRun.face`, and adds it to the present page's resources. */
  face(key: string): EmbeddedFace {
    let face = this.#faces.get(key);
    if (face === undefined) this.#faces.set(key, (face = new EmbeddedFace(this.#typesetter.face(key), this.#file)));
    this.#file.page.fonts[face.id] ??= face.reference;
    return face;
  }

  /** Builds the font files. No text may follow. */
  finish(): void {
    for (const face of this.#faces.values()) face.finish();
  }

  /** The faces used so far. */
  used(): Face[] {
    return [...this.#faces.keys()].map((key) => this.#typesetter.face(key));
  }
}
