import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { compareNames } from "./compare-names.ts";
import { crossReferenceRows } from "./cross-reference-rows.ts";
import { PdfKitDocument, type PdfKitFileOptions, type PdfKitTree } from "./pdfkit-document.ts";
import {
  cutText,
  ObjectNumber,
  pdfText,
  withoutPrivateUse,
  type PdfDictionary,
  type PdfReference,
  type PdfValue,
} from "./pdf-value.ts";
import { StreamCompressor } from "./stream-compressor.ts";
import { xmpProperties, type PdfInfo } from "./xmp-properties.ts";
import { claimsOf, headerOf, rolesForEarlier, structureNamespace, type Claims } from "../../../xml/conformance.ts";

/** Objects per object stream: to read one object, a reader inflates the whole stream. */
const streamSize = 200;

/**
 * Page content above this size, bytes, is compressed with less effort: a map's coordinates become 7% larger and take a
 * quarter of the time.
 */
const largeContent = 250_000;

/** Body given to PDFKit for a stream that is written elsewhere: PDFKit omits an empty stream. */
const placeholder = Buffer.from(" ");

/** A stream in the file. Its bytes, and so its offset and length, may not be known yet. */
interface StreamObject {
  readonly number: number;
  /** @param length length of the body */
  dictionary(length: number): string;
  readonly body: Uint8Array | Promise<Uint8Array>;
}

/**
 * A PDFKit document that claims PDF/A and PDF/UA, and has the same bytes whenever it has the same content. It differs
 * from PDFKit in these ways:
 *
 * - Objects that are not streams are packed into compressed object streams (ISO 32000-1, 7.5.7), and the
 *   cross-reference table is a stream (7.5.8): a tagged file is mostly small structure objects, which then take a third
 *   of the space.
 * - Streams may be compressed on other threads while the document is written; objects stay in the order in which they
 *   were written.
 * - The file identifier is the report's id, XMP text is escaped, and name trees are sorted by
 *   their bytes rather than by the machine's locale.
 * - One dictionary entry is corrected to match ISO 32000-1.
 * - It can be PDF 2.0, which PDFKit does not write: with that version in its header, without an information dictionary,
 *   and with PDF 2.0's structure namespace.
 */
export class PdfFile extends PdfKitDocument {
  readonly #about: PdfInfo;
  readonly #claims: Claims;
  readonly #header: Uint8Array;
  readonly #compressor: StreamCompressor;
  readonly #written: StreamObject[] = [];
  /** By object number: bodies of streams for which PDFKit has a placeholder. */
  readonly #bodies = new Map<number, StreamObject["body"]>();
  /** What PDFKit has written of the present object, held until it is clear whether a stream follows. */
  #held: string[] = [];
  #packed: { readonly number: number; readonly syntax: string }[] = [];
  /** By object number: its object stream, and its index there. */
  readonly #streams: number[] = [];
  readonly #places: number[] = [];

  readonly #compressed: boolean;
  /** Whether PDFKit ends the file, which it begins with the information dictionary. */
  #ending = false;
  #namespace: PdfReference | undefined;

  /**
   * @param compressed whether streams are compressed; otherwise zlib only stores them
   * @param threads whether other threads help to compress them; the file is the same
   */
  constructor(about: PdfInfo, compressed = true, threads = true) {
    const { title, author, subject, keywords, language, producer } = about;
    const time = new Date(`${about.date}T00:00:00Z`);
    super({
      subset: "PDF/A-3a",
      pdfVersion: "1.7",
      tagged: true,
      displayTitle: true,
      lang: language,
      font: null,
      autoFirstPage: false,
      bufferPages: true,
      compress: false,
      info: {
        Title: cutText(title),
        ...(author !== undefined && { Author: cutText(author) }),
        ...(subject !== undefined && { Subject: cutText(subject) }),
        ...(keywords !== undefined && { Keywords: cutText(keywords) }),
        Creator: producer,
        Producer: producer,
        CreationDate: time,
        ModDate: time,
      },
    });
    this.#about = about;
    this.#claims = claimsOf(about.conformance);
    this.#compressed = compressed;
    this.#compressor = new StreamCompressor(threads);
    // PDFKit's own, which it writes before this class has its fields, has another version.
    this.read();
    this.#header = headerOf(this.#claims);
    this.subset = this.#claims.archive.part;
    this.subset_conformance = this.#claims.archive.level;
    if (!this.#claims.information) this.info = {};
    const destinations = this.#names()["Dests"]!;
    destinations._compareKeys = compareNames;
    // Limits belong to nodes below the root (7.9.6).
    destinations.limits = false;
    this.getStructParentTree().limits = false;
  }

  override ref(data?: PdfValue): PdfReference {
    if (data === undefined && #ending in this && this.#ending && this._info === undefined && !this.#claims.information)
      return noInformation;
    return super.ref(data === undefined ? data : mendDictionary(data as PdfDictionary));
  }

  /**
   * Labels the pages with their printed numbers (12.4.2). @param nums alternating page indices and label dictionaries,
   * each for its page and those after it
   */
  labelPages(nums: readonly PdfValue[]): void {
    this._root.data["PageLabels"] = { Nums: nums };
  }

  /** Whether the file is PDF 2.0. */
  get isPdf2(): boolean {
    return this.#claims.version === "2.0";
  }

  /** A text that is read to people, as the standards of the file allow it. */
  readable(text: string): string {
    return this.isPdf2 ? withoutPrivateUse(text) : text;
  }

  /** The structure namespace of PDF 2.0 (14.7.4.1), which the tree's elements name. */
  get structureNamespace(): PdfReference {
    if (this.#namespace === undefined) {
      this.#namespace = this.add({ Type: "Namespace", NS: pdfText(structureNamespace) });
      const { data } = this.getStructTreeRoot();
      data["Namespaces"] = [this.#namespace];
      data["RoleMap"] = rolesForEarlier;
    }
    return this.#namespace;
  }

  /**
   * Names a place, for links and the outline, as a page and as a structure element: readers of PDF 1.7 know only pages
   * (12.3.2.3).
   *
   * @param y points from the bottom
   */
  addStructureDestination(
    name: string,
    { page, element, x, y }: { page: PdfReference; element: ObjectNumber; x: number; y: number },
  ): void {
    const place = ["XYZ", x, y, null];
    this.#names()["Dests"]!.add(name, { D: [page, ...place], SD: [element, ...place] });
  }

  /** Writes an object. */
  add(value: PdfValue): PdfReference {
    const reference = this.ref(value);
    reference.end();
    return reference;
  }

  /** Reserves the number of an object, which `writeObject` writes later. */
  reserve(): ObjectNumber {
    return new ObjectNumber(this._offsets.push(null));
  }

  /** Writes a reserved object that is not a stream. @param syntax its value, one character per byte */
  writeObject({ number }: ObjectNumber, syntax: string): void {
    this.#pack(number, syntax);
  }

  /** PDFKit flips every page vertically; here y points up from the bottom, as in PDF. */
  override transform(): this {
    return this;
  }

  /**
   * Ends the present page with all its content. Left open and copied by PDFKit, hundreds of pages would fill memory.
   */
  endPage(operators: string): void {
    const { content } = this.page;
    this.#bodies.set(
      content.id,
      this.deflate(Buffer.from(operators, "latin1"), operators.length > largeContent ? { level: 4 } : {}),
    );
    content.data["Filter"] = "FlateDecode";
    content.write(placeholder);
    this.flushPages();
  }

  /** Compresses the body of a stream, on another thread if worthwhile and wished. */
  deflate(body: Uint8Array, options: { readonly level?: number } = {}): StreamObject["body"] {
    return this.#compressed ? this.#compressor.compress(body, options) : deflateSync(body, { level: 0 });
  }

  /** Resolves when more streams may be written, since those that wait for compression occupy memory. */
  async room(): Promise<void> {
    await this.#compressor.room();
  }

  /** Sets the compressed body of the object that PDFKit is about to end. @returns the placeholder for PDFKit */
  replaceBody(body: StreamObject["body"]): Uint8Array {
    this.#bodies.set(this._offsets.length, body);
    return placeholder;
  }

  addStream(dictionary: PdfDictionary, body: Uint8Array): PdfReference {
    const reference = this.ref(dictionary);
    reference.end(body);
    return reference;
  }

  /**
   * Embeds a named file as an associated file of the document (7.11.4; ISO 19005-3, 6.8). PDFKit would compute the
   * checksum in JavaScript, and write it as text instead of bytes (table 46).
   *
   * @returns its file specification
   */
  override file(
    body: Uint8Array,
    { name, type, description, relationship, creationDate, modifiedDate }: PdfKitFileOptions,
  ): PdfReference {
    const checksum = createHash("md5").update(body).digest();
    const parameters = { CreationDate: creationDate, ModDate: modifiedDate, CheckSum: checksum, Size: body.length };
    const embedded = this.addStream({ Type: "EmbeddedFile", Params: parameters, Subtype: nameSyntax(type) }, body);
    const specification = this.add({
      Type: "Filespec",
      AFRelationship: relationship,
      F: pdfText(name),
      EF: { F: embedded },
      UF: pdfText(name),
      // PDF/UA-2 asks for one (ISO 14289-2, 8.14.1).
      Desc:
        description !== ""
          ? pdfText(this.readable(description))
          : this.#claims.information
            ? undefined
            : pdfText(this.readable(name)),
    });
    this.addNamedEmbeddedFile(name, specification);
    this._root.data["AF"] = [...((this._root.data["AF"] as readonly PdfValue[] | undefined) ?? []), specification];
    return specification;
  }

  /**
   * Ends the document.
   *
   * @returns the file
   * @throws Error if a stream could not be compressed
   */
  async finish(): Promise<Uint8Array> {
    const attached = this.#names()["EmbeddedFiles"];
    if (attached !== undefined) attached._compareKeys = compareNames;
    this.#ending = true;
    this.end();
    const chunks = [this.#header];
    let end = this.#header.length;
    const offsets: number[] = [];
    const append = ({ number, dictionary }: StreamObject, body: Uint8Array): void => {
      offsets[number] = end;
      for (const part of [
        latin1(`${number} 0 obj\n${dictionary(body.length)}\nstream\n`),
        body,
        latin1("\nendstream\nendobj\n"),
      ]) {
        chunks.push(part);
        end += part.length;
      }
    };
    // All are already being compressed.
    for (const stream of this.#written) append(stream, await stream.body);
    const start = end;
    append(...this.#crossReferences(offsets, start));
    return Buffer.concat([...chunks, latin1(`startxref\n${start}\n%%EOF\n`)]);
  }

  /**
   * PDFKit writes an object as `1 0 obj`, its dictionary, and then either `endobj`, or `stream` with the body and so
   * on.
   */
  override _write(data: Uint8Array | string): void {
    // The header, which PDFKit writes before this class has its fields.
    if (!(#held in this)) return super._write(data);
    const [begin, value] = this.#held;
    if (typeof data !== "string") this.#writeStream(Number.parseInt(begin!, 10), value!, data);
    else if (begin === undefined ? data.endsWith(" 0 obj") : value === undefined) return void this.#held.push(data);
    else if (data === "stream" || begin === undefined) return;
    else this.#pack(Number.parseInt(begin, 10), value!);
    this.#held = [];
  }

  override _addInfo(): void {
    this.appendXML(xmpProperties(this.#about));
  }

  /** PDFKit would write a cross-reference table and a trailer here, which is too early. */
  override _finalize(): void {
    this.#writePacked();
  }

  #names(): Record<string, PdfKitTree | undefined> {
    const names = this._root.data["Names"] as PdfReference;
    return names.data as unknown as Record<string, PdfKitTree | undefined>;
  }

  #pack(number: number, syntax: string): void {
    this.#packed.push({ number, syntax });
    if (this.#packed.length >= streamSize) this.#writePacked();
  }

  #writePacked(): void {
    const packed = this.#packed;
    if (packed.length === 0) return;
    this.#packed = [];
    const stream = this._offsets.push(null);
    let offset = 0;
    const heads = packed.map(({ number, syntax }, index) => {
      this.#streams[number] = stream;
      this.#places[number] = index;
      const head = `${number} ${offset}`;
      offset += syntax.length + 1;
      return head;
    });
    const first = `${heads.join(" ")}\n`;
    const body = Buffer.from(first + packed.map(({ syntax }) => syntax).join("\n"), "latin1");
    const entries = `/Type /ObjStm /N ${packed.length} /First ${first.length}`;
    this.#written.push({ number: stream, dictionary: flateDictionary(entries), body: this.deflate(body) });
  }

  /** @param dictionary as PDFKit writes it, with the length of the placeholder */
  #writeStream(number: number, dictionary: string, body: Uint8Array): void {
    // Only the metadata stream is not compressed, since programs other than readers search for it.
    const plain = dictionary.includes("/Type /Metadata");
    const filtered = plain || dictionary.includes("/Filter ");
    const whole = filtered ? dictionary : dictionary.replace(/>>$/, "/Filter /FlateDecode\n>>");
    this.#written.push({
      number,
      dictionary: (length) => whole.replace(/^\/Length \d+$/m, `/Length ${length}`),
      body: this.#bodies.get(number) ?? (filtered ? body : this.deflate(body)),
    });
  }

  /**
   * Builds the cross-reference stream (7.5.8).
   *
   * @param offsets offsets of the streams by object number
   * @param start its own offset
   */
  #crossReferences(offsets: number[], start: number): [StreamObject, Uint8Array] {
    const own = this._offsets.push(null);
    offsets[own] = start;
    const size = own + 1;
    const places = Array.from({ length: size }, (_, number) => ({
      offset: offsets[number] ?? 0,
      stream: this.#streams[number],
      index: this.#places[number],
    }));
    const id = Buffer.from(this.#about.reportId.slice(0, 32), "hex").toString("hex");
    const entries = `/Type /XRef /Size ${size} /W [1 3 2] /Root ${this._root}${this.#claims.information ? ` /Info ${this._info}` : ""} /ID [<${id}> <${id}>] /DecodeParms << /Predictor 12 /Columns 6 >>`;
    const body = deflateSync(crossReferenceRows(places));
    return [{ number: own, dictionary: flateDictionary(entries), body }, body];
  }
}

/** Stands for the information dictionary in a file that has none. */
const noInformation: PdfReference = { id: 0, data: {}, write: () => undefined, end: () => undefined };

/** Writes an ASCII name without spaces in PDF syntax (7.3.5). */
function nameSyntax(name: string): string {
  return name.replace(/[#%()/<>[\]{}]/g, (character) => `#${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** @param entries entries besides filter and length */
function flateDictionary(entries: string): StreamObject["dictionary"] {
  return (length) => `<< ${entries} /Filter /FlateDecode /Length ${length} >>`;
}

function latin1(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

/** Corrects an entry of PDFKit's: a misspelt length of the metadata. */
function mendDictionary(data: PdfDictionary): PdfDictionary {
  return data["Type"] === "Metadata" ? { ...data, length: undefined } : data;
}
