import { EmbeddedFace } from "./embedded-face.ts";
import type { Face } from "../../fonts/face.ts";
import type { Typesetter } from "../../fonts/typesetter.ts";
import type { PdfFile } from "./pdf-file.ts";

/** The faces that a document uses; PDFKit embeds them when it ends. */
export class PdfFonts {
  readonly #file: PdfFile;
  readonly #typesetter: Typesetter;
  readonly #faces = new Map<string, EmbeddedFace>();

  constructor(file: PdfFile, typesetter: Typesetter) {
    this.#file = file;
    this.#typesetter = typesetter;
  }

  /** The face of a key in `FaceRun.face`, among the present page's resources. */
  face(key: string): EmbeddedFace {
    let face = this.#faces.get(key);
    if (face === undefined) this.#faces.set(key, (face = new EmbeddedFace(this.#typesetter.face(key), this.#file)));
    this.#file.page.fonts[face.id] ??= face.reference;
    return face;
  }

  /** Makes the font files: no more text follows. */
  finish(): void {
    for (const face of this.#faces.values()) face.finish();
  }

  /** The faces used so far. */
  used(): Face[] {
    return [...this.#faces.keys()].map((key) => this.#typesetter.face(key));
  }
}
