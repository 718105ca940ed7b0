import type { DrawnParts, Paint } from "./drawn.ts";

/** What drawings name: outlines of glyphs, charts and images. */
export class DrawnKit {
  readonly faces = new Map<string, { readonly em: number; readonly glyphs: Map<number, Path2D> }>();
  readonly figures = new Map<string, readonly Paint[]>();
  /** An image that could not be read is absent: its space stays empty. */
  readonly images = new Map<string, ImageBitmap>();
  /** Resolves once all images are here. */
  ready: Promise<unknown> | undefined;

  /** Takes what came with an answer. */
  add({ faces, figures, images }: DrawnParts): void {
    for (const [name, { em, glyphs }] of Object.entries(faces)) {
      const face = this.faces.get(name) ?? { em, glyphs: new Map<number, Path2D>() };
      this.faces.set(name, face);
      for (const [id, outline] of Object.entries(glyphs)) face.glyphs.set(Number(id), new Path2D(outline));
    }
    for (const [digest, paints] of Object.entries(figures)) this.figures.set(digest, paints);
    const added = Object.entries(images);
    if (added.length === 0) return;
    this.ready = Promise.all([this.ready, ...added.map(([key, url]) => this.#read(key, url))]);
  }

  async #read(key: string, url: string): Promise<void> {
    const [head = "", data = ""] = url.split(",");
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    try {
      this.images.set(key, await createImageBitmap(new Blob([bytes], { type: head.slice(5).replace(/;.*$/, "") })));
    } catch {
      // As in the PDF, the space of an image that cannot be read stays empty; the warning says so.
    }
  }
}
