import type { Preview } from "../preview.ts";
import type { DrawnBox } from "./drawn.ts";
import { DrawnKit } from "./drawn-kit.ts";

/** A page that a canvas can draw. */
export interface DrawnPage {
  readonly boxes: readonly DrawnBox[];
  readonly kit: DrawnKit;
}

/** What is here with one preview. */
interface Received {
  readonly kit: DrawnKit;
  /** By number. */
  readonly pages: ReadonlyMap<number, readonly DrawnBox[]>;
}

/** Previews whose drawings later ones may build on: as many as the server keeps of a session. */
const mostPreviews = 3;

/** The drawings that came with answers. An answer leaves out what came with the preview that it changes, or before. */
export class DrawnPages {
  readonly #received = new Map<string, Received>();
  /** Digest → page. */
  #known = new Map<string, DrawnPage>();

  /**
   * Takes the drawings of an answer.
   *
   * @param since the preview that it changes
   */
  receive({ id, pages, drawn }: Preview, since: string | undefined): void {
    if (drawn === undefined) return;
    const before = drawn.whole || since === undefined ? undefined : this.#received.get(since);
    const kit = before?.kit ?? new DrawnKit();
    kit.add(drawn);
    const boxes = new Map(before?.pages);
    const known = new Map<string, DrawnPage>();
    for (const { number, digest, drawing } of pages) {
      const old = boxes.get(number);
      if (drawing === undefined) {
        const same = this.#known.get(digest);
        if (same !== undefined) known.set(digest, same);
        continue;
      }
      const here = drawing.map((box) => (typeof box === "number" ? old?.[box] : box));
      // A drawing that builds on what is not here is as good as none: the page comes as a PDF.
      if (!here.every((box) => box !== undefined)) continue;
      boxes.set(number, here);
      known.set(digest, { boxes: here, kit });
    }
    this.#known = known;
    this.#received.delete(id);
    this.#received.set(id, { kit, pages: boxes });
    if (this.#received.size > mostPreviews) this.#received.delete(this.#received.keys().next().value!);
  }

  /** The drawing of a page of the last answer, if it came with that or one before. */
  find(digest: string): DrawnPage | undefined {
    return this.#known.get(digest);
  }
}
