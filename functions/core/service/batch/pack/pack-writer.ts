import { sha256 } from "../../../json/canonical-json.ts";
import type { ReadyItem } from "../batch.ts";
import { packName } from "./pack-keys.ts";

/** Bytes at which a pack is written: deleting an item writes its pack anew, and a page waits for it in memory. */
const mostBytes = 8_000_000;

/**
 * Largest PDF that goes into a pack. A larger one is an object of its own: Lambda answers with at most 6 MB in base64,
 * so that only a link leads to it, and one put more for so many bytes costs nothing.
 */
export const largestPacked = 4_400_000;

/** A pack to store, and the results that it makes true. */
export interface Pack {
  readonly name: string;
  readonly body: Uint8Array;
  readonly items: readonly ReadyItem[];
}

/** Collects the PDFs of a page. */
export class PackWriter {
  #waiting: { readonly item: ReadyItem; readonly pdf: Uint8Array }[] = [];
  #bytes = 0;

  add(item: ReadyItem, pdf: Uint8Array): void {
    this.#waiting.push({ item, pdf });
    this.#bytes += pdf.byteLength;
  }

  get isFull(): boolean {
    return this.#bytes >= mostBytes;
  }

  /** The pack of all PDFs that wait; undefined if none does. */
  take(): Pack | undefined {
    if (this.#waiting.length === 0) return undefined;
    const waiting = this.#waiting;
    const body = Buffer.concat(waiting.map(({ pdf }) => pdf));
    [this.#waiting, this.#bytes] = [[], 0];
    const name = packName(0, sha256(body));
    let at = 0;
    const items = waiting.map(({ item, pdf }): ReadyItem => {
      const packed = { pack: name, at };
      at += pdf.byteLength;
      return { ...item, packed };
    });
    return { name, body, items };
  }
}
