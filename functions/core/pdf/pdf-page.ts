import type { PdfFile } from "./pdf-file.ts";
import type { PdfReference } from "./pdf-value.ts";

/** A page under construction. Content is in default user space: points, y upwards from the bottom left. */
export class PdfPage {
  readonly reference: PdfReference;
  readonly width: number;
  readonly height: number;
  readonly annotations: PdfReference[] = [];
  readonly #file: PdfFile;
  readonly #content: string[] = [];

  constructor(file: PdfFile, width: number, height: number) {
    this.#file = file;
    this.reference = file.reserve();
    this.width = width;
    this.height = height;
  }

  /** Adds operators to the content stream. */
  draw(operators: string): void {
    this.#content.push(operators);
  }

  /**
   * Left, bottom, right and top of an area.
   *
   * @param y its upper edge, points from the page's top
   */
  rectangle(x: number, y: number, width: number, height: number): readonly number[] {
    return [x, this.height - y - height, x + width, this.height - y].map((value) => Math.round(value * 100) / 100);
  }

  /** @param structParents key of the page in the structure tree's parent tree */
  write(parent: PdfReference, resources: PdfReference, structParents: number): void {
    const contents = this.#file.addStream({}, Buffer.from(`${this.#content.join("\n")}\n`, "latin1"));
    this.#file.write(this.reference, {
      Type: "Page",
      Parent: parent,
      MediaBox: [0, 0, this.width, this.height],
      Resources: resources,
      Contents: contents,
      StructParents: structParents,
      // Structure order: required of pages with annotations (ISO 14289-1, 7.18.3).
      Tabs: "S",
      ...(this.annotations.length === 0 ? {} : { Annots: this.annotations }),
    });
  }
}
