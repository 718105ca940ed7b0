import { decodeStream } from "./decode-stream.ts";
import { PdfLexer, PdfSyntaxError } from "./pdf-lexer.ts";
import { isArray, isDictionary, PdfKeyword, PdfStream, type PdfDictionary, type PdfItem } from "./pdf-syntax.ts";
import { readObjectAt } from "./read-object.ts";

/** Where an object is: at a byte of the file, or in an object stream. */
export type Place =
  | { readonly offset: number; readonly generation: number }
  | { readonly stream: number; readonly index: number };

export interface CrossReferences {
  readonly places: ReadonlyMap<number, Place>;
  readonly trailer: PdfDictionary;
  /** Offsets of the sections, newest first; empty if they are not valid. */
  readonly sections: readonly number[];
  /** The fault of the file's cross-references, if they had to be rebuilt by reading the whole file. */
  readonly damage: string | undefined;
}

const decoder = new TextDecoder("latin1");

/**
 * Locates the objects of a file (ISO 32000-1, 7.5.4 and 7.5.8): by its cross-reference sections, newest first, or, if
 * they are not valid, by searching the whole file for objects.
 */
export function readCrossReferences(bytes: Uint8Array): CrossReferences {
  try {
    const { places, trailer, sections } = readSections(bytes);
    if (trailer.has("Root")) return { places, trailer, sections, damage: undefined };
    return { ...scan(bytes), sections: [], damage: "the trailer names no catalog" };
  } catch (error) {
    const reason = error instanceof PdfSyntaxError ? error.message : "the cross-references cannot be read";
    return { ...scan(bytes), sections: [], damage: reason };
  }
}

function readSections(bytes: Uint8Array): { places: Map<number, Place>; trailer: PdfDictionary; sections: number[] } {
  const places = new Map<number, Place>();
  const freed = new Set<number>();
  const trailer = new Map<string, PdfItem>();
  const queue = [findStart(bytes)];
  const seen = new Set<number>();
  for (let offset = queue.shift(); offset !== undefined; offset = queue.shift()) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    const add = (number: number, place: Place | undefined): void => {
      if (places.has(number) || freed.has(number)) return;
      if (place === undefined) freed.add(number);
      else places.set(number, place);
    };
    const section = readSection(bytes, offset, add);
    for (const [key, value] of section) if (!trailer.has(key)) trailer.set(key, value);
    for (const key of ["XRefStm", "Prev"]) {
      const next = section.get(key);
      if (typeof next === "number") queue.push(next);
    }
  }
  return { places, trailer, sections: [...seen] };
}

function findStart(bytes: Uint8Array): number {
  const tail = decoder.decode(bytes.subarray(Math.max(0, bytes.length - 2048)));
  const found = /startxref\s+(\d+)(?![\s\S]*startxref)/.exec(tail);
  if (found === null) throw new PdfSyntaxError("the file does not say where its cross-references start");
  return Number(found[1]);
}

function readSection(
  bytes: Uint8Array,
  offset: number,
  add: (number: number, place: Place | undefined) => void,
): PdfDictionary {
  const lexer = new PdfLexer(bytes, offset);
  const first = lexer.next();
  if (first instanceof PdfKeyword && first.word === "xref") return readTable(lexer, add);
  const { item } = readObjectAt(bytes, offset, (value) => value);
  if (!(item instanceof PdfStream)) throw new PdfSyntaxError(`there are no cross-references at byte ${offset}`);
  readStream(item, add);
  return item.dictionary;
}

function readTable(lexer: PdfLexer, add: (number: number, place: Place | undefined) => void): PdfDictionary {
  for (;;) {
    const start = lexer.next();
    if (start instanceof PdfKeyword && start.word === "trailer") break;
    const count = lexer.next();
    if (typeof start !== "number" || typeof count !== "number")
      throw new PdfSyntaxError("the cross-reference table is damaged");
    for (let i = 0; i < count; i++) {
      const [offset, generation, kind] = [lexer.next(), lexer.next(), lexer.next()];
      if (typeof offset !== "number" || typeof generation !== "number" || !(kind instanceof PdfKeyword))
        throw new PdfSyntaxError("the cross-reference table is damaged");
      add(start + i, kind.word === "n" ? { offset, generation } : undefined);
    }
  }
  const trailer = lexer.value();
  if (!isDictionary(trailer)) throw new PdfSyntaxError("the trailer is not a dictionary");
  return trailer;
}

function readStream(stream: PdfStream, add: (number: number, place: Place | undefined) => void): void {
  const widths = stream.dictionary.get("W");
  const size = stream.dictionary.get("Size");
  if (!isArray(widths) || typeof size !== "number")
    throw new PdfSyntaxError("a cross-reference stream does not state its layout");
  const [one = 0, two = 0, three = 0] = widths as readonly number[];
  const index = (stream.dictionary.get("Index") ?? [0, size]) as readonly number[];
  const data = decodeStream(stream, (item) => item);
  let at = 0;
  const field = (width: number): number => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + (data[at++] ?? 0);
    return value;
  };
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    for (let i = 0; i < index[pair + 1]! && at < data.length; i++) {
      const kind = one === 0 ? 1 : field(one);
      const [second, third] = [field(two), field(three)];
      add(
        index[pair]! + i,
        kind === 1 ? { offset: second, generation: third } : kind === 2 ? { stream: second, index: third } : undefined,
      );
    }
  }
}

/** Finds objects by their heads (the last one with a number counts) and the trailer by its Root. */
function scan(bytes: Uint8Array): { places: Map<number, Place>; trailer: PdfDictionary } {
  const places = new Map<number, Place>();
  const trailer = new Map<string, PdfItem>();
  const text = decoder.decode(bytes);
  for (const match of text.matchAll(/(?<=^|[\s>])(\d{1,10})\s+(\d{1,5})\s+obj\b|\btrailer\b/g)) {
    try {
      if (match[1] === undefined) {
        const found = new PdfLexer(bytes, match.index + 7).value();
        if (isDictionary(found)) for (const [key, value] of found) trailer.set(key, value);
        continue;
      }
      const number = Number(match[1]);
      places.set(number, { offset: match.index, generation: Number(match[2]) });
      const { item } = readObjectAt(bytes, match.index, (value) => value);
      if (item instanceof PdfStream) addPacked(item, number, places, trailer);
    } catch (error) {
      if (!(error instanceof PdfSyntaxError)) throw error;
    }
  }
  return { places, trailer };
}

function addPacked(stream: PdfStream, number: number, places: Map<number, Place>, trailer: Map<string, PdfItem>): void {
  const type = stream.dictionary.get("Type");
  const name = typeof type === "object" && type !== null && "name" in type ? type.name : undefined;
  if (name === "XRef")
    for (const key of ["Root", "Info", "ID", "Encrypt"])
      if (stream.dictionary.has(key)) trailer.set(key, stream.dictionary.get(key)!);
  const count = stream.dictionary.get("N");
  if (name !== "ObjStm" || typeof count !== "number") return;
  const lexer = new PdfLexer(decodeStream(stream, (item) => item));
  for (let index = 0; index < count; index++) {
    const [packed, offset] = [lexer.next(), lexer.next()];
    if (typeof packed !== "number" || typeof offset !== "number") return;
    places.set(packed, { stream: number, index });
  }
}
