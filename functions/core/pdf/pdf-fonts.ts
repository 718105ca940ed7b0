import { EmbeddedFace } from "./embedded-face.ts";
import type { Typesetter } from "./open-typesetter.ts";
import type { PdfFile } from "./pdf-file.ts";
import type { PdfReference } from "./pdf-value.ts";

/** The faces that a document uses, embedded when it is finished. */
export class PdfFonts {
  readonly #file: PdfFile;
  readonly #typesetter: Typesetter;
  readonly #faces = new Map<string, EmbeddedFace>();

  constructor(file: PdfFile, typesetter: Typesetter) {
    this.#file = file;
    this.#typesetter = typesetter;
  }

  /** The face of a key in `FaceRun.face`, named `F1`, `F2` and so on in order of first use. */
  face(key: string): EmbeddedFace {
    let face = this.#faces.get(key);
    if (face === undefined) {
      face = new EmbeddedFace(this.#typesetter.face(key), `F${this.#faces.size + 1}`, this.#file.reserve());
      this.#faces.set(key, face);
    }
    return face;
  }

  /** Writes the font objects. @returns the resource dictionary's `Font` entry */
  write(): Record<string, PdfReference> {
    const entries: Record<string, PdfReference> = {};
    for (const face of this.#faces.values()) {
      face.write(this.#file);
      entries[face.id] = face.reference;
    }
    return entries;
  }
}
