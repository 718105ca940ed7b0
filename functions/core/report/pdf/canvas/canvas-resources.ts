import type { PdfFile } from "../file/pdf-file.ts";
import type { PdfReference } from "../file/pdf-value.ts";

/** The graphics states (ISO 32000-1, 8.4.5), patterns (8.7) and images (8.9) of a document's canvases. */
export class CanvasResources {
  readonly file: Pick<PdfFile, "add" | "addStream">;
  readonly #known = new Map<string, string>();
  readonly #shared = new Map<string, PdfReference>();
  readonly #entries = {
    ExtGState: {} as Record<string, PdfReference>,
    Pattern: {} as Record<string, PdfReference>,
    XObject: {} as Record<string, PdfReference>,
  };

  constructor(file: Pick<PdfFile, "add" | "addStream">) {
    this.file = file;
  }

  /**
   * Returns the resource name of an object, which is written once per document.
   *
   * @param key identifies the object among its kind
   * @param make writes the object; called only for a key that is new
   */
  name(kind: "ExtGState" | "Pattern" | "XObject", key: string, make: () => PdfReference): string {
    const known = this.#known.get(`${kind} ${key}`);
    if (known !== undefined) return known;
    const name = `C${this.#known.size + 1}`;
    this.#known.set(`${kind} ${key}`, name);
    this.#entries[kind][name] = make();
    return name;
  }

  /** An object that resources build on, written once per document. @param key equal for equal objects */
  shared(key: string, make: () => PdfReference): PdfReference {
    const known = this.#shared.get(key) ?? make();
    this.#shared.set(key, known);
    return known;
  }

  /** Entries for the resource dictionary of every page with a canvas; unused kinds are absent. */
  entries(): { readonly [kind in "ExtGState" | "Pattern" | "XObject"]?: Record<string, PdfReference> } {
    return Object.fromEntries(Object.entries(this.#entries).filter(([, names]) => Object.keys(names).length > 0));
  }
}
