import { BroadsheetError } from "../../core/errors.ts";
import { decodeStream, filtersOf } from "./decode-stream.ts";
import { PdfLexer, PdfSyntaxError } from "./pdf-lexer.ts";
import {
  isArray,
  isDictionary,
  PdfName,
  PdfReference,
  PdfStream,
  PdfString,
  type PdfArray,
  type PdfDictionary,
  type PdfItem,
} from "./pdf-syntax.ts";
import { readCrossReferences, type Place } from "./read-cross-references.ts";
import { readObjectAt } from "./read-object.ts";

const empty: PdfDictionary = new Map();
/** Longest chain of references; a longer one counts as a circle. */
const longestChain = 50;

/** A fault in the file: reported, then skipped. */
export interface Damage {
  readonly object: number | undefined;
  readonly message: string;
}

/** Reads a PDF file from any producer, object by object, on demand. Missing or damaged objects read as absent. */
export class PdfReader {
  readonly bytes: Uint8Array;
  readonly trailer: PdfDictionary;
  /** Why the cross-references could not be used; `undefined` if they could. */
  readonly crossReferenceDamage: string | undefined;
  /** Offsets of the cross-reference sections, newest first; empty if they could not be used. */
  readonly crossReferenceSections: readonly number[];
  readonly damage: Damage[] = [];
  readonly #places: ReadonlyMap<number, Place>;
  readonly #objects = new Map<number, PdfItem>();
  readonly #packed = new Map<number, readonly PdfItem[]>();
  readonly #reading = new Set<number>();
  readonly #decoded = new WeakMap<PdfStream, Uint8Array>();

  /** @throws BroadsheetError `invalid-request` if the bytes are not a PDF */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
    if (!head.includes("%PDF-")) throw notPdf("the file is not a PDF: it does not begin with %PDF-");
    const { places, trailer, sections, damage } = readCrossReferences(bytes);
    this.#places = places;
    this.trailer = trailer;
    this.crossReferenceDamage = damage;
    this.crossReferenceSections = sections;
    if (places.size === 0) throw notPdf("the file is not a complete PDF: it has no objects");
  }

  get encrypted(): boolean {
    return isDictionary(this.resolve(this.trailer.get("Encrypt")));
  }

  get catalog(): PdfDictionary {
    return this.dictionary(this.trailer.get("Root"));
  }

  /** Numbers of all objects in the file, ascending. */
  get numbers(): number[] {
    return [...this.#places.keys()].sort((a, b) => a - b);
  }

  place(number: number): Place | undefined {
    return this.#places.get(number);
  }

  /** Follows references to a value. */
  readonly resolve = (item: PdfItem | undefined): PdfItem | undefined => {
    let value = item;
    for (let step = 0; value instanceof PdfReference; step++) {
      if (step > longestChain) return undefined;
      value = this.object(value.number);
    }
    return value ?? undefined;
  };

  /** An object by its number; `undefined` if the file has none. */
  object(number: number): PdfItem | undefined {
    if (this.#objects.has(number)) return this.#objects.get(number);
    const place = this.#places.get(number);
    if (place === undefined || this.#reading.has(number)) return undefined;
    this.#reading.add(number);
    let item: PdfItem = null;
    try {
      item =
        "offset" in place ? this.#readAt(number, place.offset) : (this.#objectsIn(place.stream)[place.index] ?? null);
    } catch (error) {
      if (!(error instanceof PdfSyntaxError)) throw error;
      this.damage.push({ object: number, message: error.message });
    }
    this.#reading.delete(number);
    this.#objects.set(number, item);
    return item;
  }

  /** A dictionary, or that of a stream; empty if there is none. */
  dictionary(item: PdfItem | undefined): PdfDictionary {
    const value = this.resolve(item);
    if (value instanceof PdfStream) return value.dictionary;
    return isDictionary(value) ? value : empty;
  }

  /** An array. A single value, or a reference to one, counts as an array of one; an absent value as an empty array. */
  list(item: PdfItem | undefined): PdfArray {
    const value = this.resolve(item);
    return value === undefined || item === undefined ? [] : isArray(value) ? value : [item];
  }

  name(item: PdfItem | undefined): string | undefined {
    const value = this.resolve(item);
    return value instanceof PdfName ? value.name : undefined;
  }

  number(item: PdfItem | undefined): number | undefined {
    const value = this.resolve(item);
    return typeof value === "number" ? value : undefined;
  }

  text(item: PdfItem | undefined): string | undefined {
    const value = this.resolve(item);
    return value instanceof PdfString ? value.text : undefined;
  }

  stream(item: PdfItem | undefined): PdfStream | undefined {
    const value = this.resolve(item);
    return value instanceof PdfStream ? value : undefined;
  }

  filters(stream: PdfStream): readonly string[] {
    return filtersOf(stream.dictionary, this.resolve);
  }

  /** The decoded content of a stream; if it cannot be decoded, empty and reported as damage. */
  decode(stream: PdfStream): Uint8Array {
    let data = this.#decoded.get(stream);
    if (data === undefined) {
      try {
        data = decodeStream(stream, this.resolve);
      } catch (error) {
        if (!(error instanceof PdfSyntaxError)) throw error;
        this.damage.push({ object: undefined, message: error.message });
        data = new Uint8Array();
      }
      this.#decoded.set(stream, data);
    }
    return data;
  }

  #readAt(number: number, offset: number): PdfItem {
    const read = readObjectAt(this.bytes, offset, this.resolve);
    if (read.number !== number) throw new PdfSyntaxError(`the object ${read.number} stands in place of ${number}`);
    return read.item;
  }

  #objectsIn(number: number): readonly PdfItem[] {
    let items = this.#packed.get(number);
    if (items === undefined) {
      const stream = this.object(number);
      items = stream instanceof PdfStream ? this.#unpack(stream) : [];
      this.#packed.set(number, items);
    }
    return items;
  }

  #unpack(stream: PdfStream): PdfItem[] {
    const count = this.number(stream.dictionary.get("N")) ?? 0;
    const first = this.number(stream.dictionary.get("First")) ?? 0;
    const data = this.decode(stream);
    const heads = new PdfLexer(data);
    const items: PdfItem[] = [];
    for (let index = 0; index < count && heads.position < data.length; index++) {
      heads.value();
      const offset = heads.value();
      if (typeof offset !== "number") break;
      items.push(new PdfLexer(data, first + offset).value());
    }
    return items;
  }
}

function notPdf(message: string): BroadsheetError {
  return new BroadsheetError("invalid-request", { code: "not-a-pdf", message, hint: "Give a PDF file" });
}
