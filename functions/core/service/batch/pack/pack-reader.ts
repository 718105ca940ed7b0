import { isCorrupt } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import type { ObjectStore } from "../../../ports.ts";
import { readPdf } from "../../lifecycle/records/read-pdf.ts";
import type { PackedPlace } from "./page-index.ts";

/** Packs in memory: the one whose items come, and the one before, since items are read ahead. */
const mostPacks = 2;

/** Reads the items of packs one after the other: each pack once, whole. */
export class PackReader {
  readonly #store: ObjectStore;
  readonly #packs = new Map<string, Promise<Uint8Array | undefined>>();

  /** @param store one that finds packed items by their keys, see `withPacks` */
  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /**
   * @param pack its key
   * @param key of the item, by which it is looked for if it no longer lies there
   * @throws BroadsheetError `damaged` if it is lost or has another hash; `unavailable`
   */
  async read(pack: string, place: Omit<PackedPlace, "pack">, key: string): Promise<Uint8Array> {
    const whole = await this.#open(pack);
    const body = whole?.slice(place.at, place.at + place.bytes);
    return body !== undefined && sha256(body) === place.sha256 ? body : readPdf(this.#store, key, place.sha256);
  }

  #open(key: string): Promise<Uint8Array | undefined> {
    const known = this.#packs.get(key);
    if (known !== undefined) return known;
    const opening = this.#store
      .get(key)
      .then((found) => found?.body)
      .catch((error: unknown) => {
        // Its other items may be sound.
        if (isCorrupt(error)) return undefined;
        this.#packs.delete(key);
        throw error;
      });
    this.#packs.set(key, opening);
    if (this.#packs.size > mostPacks) this.#packs.delete(this.#packs.keys().next().value!);
    return opening;
  }
}
