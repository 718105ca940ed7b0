import { deflateSync } from "node:zlib";
import { PdfKitDocument, type PdfKitTree } from "./pdfkit-document.ts";
import { cutText, ObjectNumber, type PdfDictionary, type PdfReference, type PdfValue } from "./pdf-value.ts";
import { xmpProperties, type PdfInfo } from "./xmp-properties.ts";

/** Objects per object stream: readers inflate a whole one to get at any object in it. */
const streamSize = 200;

/**
 * Operators of a page, bytes, beyond which they are compressed with less effort: a map's coordinates
 * become 7% larger and take a quarter of the time.
 */
const largeContent = 250_000;

/**
 * A PDFKit document that claims PDF/A-3a and PDF/UA-1 and that is the same bytes whenever it is
 * the same document. What differs from PDFKit:
 *
 * - Objects that are not streams are packed into compressed object streams (ISO 32000-1, 7.5.7),
 *   the cross-reference table is a stream (7.5.8): a tagged file is mostly small structure
 *   objects, and packed it takes a third of the space.
 * - The file identifier is the report's id, XMP text is escaped, and name trees are sorted by
 *   their bytes rather than by the machine's locale.
 * - A few entries are written as ISO 32000-1 has them.
 */
export class PdfFile extends PdfKitDocument {
  readonly #about: PdfInfo;
  readonly #chunks: Uint8Array[] = [];
  /** What PDFKit has written of the present object, until it is known whether a stream follows. */
  #held: string[] = [];
  #packed: { readonly number: number; readonly syntax: string }[] = [];
  /** By object number: its object stream, and its place in it. */
  readonly #streams: number[] = [];
  readonly #places: number[] = [];

  constructor(about: PdfInfo) {
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
      info: {
        Title: cutText(title),
        ...(author === undefined ? {} : { Author: cutText(author) }),
        ...(subject === undefined ? {} : { Subject: cutText(subject) }),
        ...(keywords === undefined ? {} : { Keywords: cutText(keywords) }),
        Creator: producer,
        Producer: producer,
        CreationDate: time,
        ModDate: time,
      },
    });
    this.#about = about;
    // The header, which PDFKit writes before this class has its fields.
    this.#chunks.push(this.read());
    this._root.data["PageLabels"] = { Nums: [0, { S: "D" }] };
    const destinations = this.#names()["Dests"]!;
    destinations._compareKeys = compareNames;
    // Limits are for nodes below the root (7.9.6).
    destinations.limits = false;
    this.getStructParentTree().limits = false;
  }

  override ref(data?: PdfValue): PdfReference {
    return super.ref(data === undefined ? data : mendDictionary(data as PdfDictionary));
  }

  /** Writes an object. */
  add(value: PdfValue): PdfReference {
    const reference = this.ref(value);
    reference.end();
    return reference;
  }

  /** Takes the number of an object whose value `writeObject` tells later. */
  reserve(): ObjectNumber {
    return new ObjectNumber(this._offsets.push(null));
  }

  /** Writes a reserved object that is no stream. @param syntax its value, one character a byte */
  writeObject({ number }: ObjectNumber, syntax: string): void {
    this.#pack(number, syntax);
  }

  /** PDFKit turns every page upside down; here y points up from the bottom as PDF has it. */
  override transform(): this {
    return this;
  }

  /** Ends the present page with all its content: kept open, and copied by PDFKit, hundreds of pages fill the memory. */
  endPage(operators: string): void {
    const { content } = this.page;
    content.compress = false;
    content.data["Filter"] = "FlateDecode";
    content.write(deflateSync(Buffer.from(operators, "latin1"), operators.length > largeContent ? { level: 4 } : {}));
    this.flushPages();
  }

  addStream(dictionary: PdfDictionary, body: Uint8Array): PdfReference {
    const reference = this.ref(dictionary);
    reference.end(body);
    return reference;
  }

  /** Ends the document. @returns the file */
  finish(): Uint8Array {
    const attached = this.#names()["EmbeddedFiles"];
    if (attached !== undefined) attached._compareKeys = compareNames;
    this.end();
    return Buffer.concat(this.#chunks);
  }

  /** PDFKit is a readable stream; its chunks are collected as they come. */
  override push(chunk: Uint8Array | null): boolean {
    if (!(#chunks in this)) return super.push(chunk);
    if (chunk !== null) this.#chunks.push(chunk);
    return true;
  }

  /** PDFKit writes an object as `1 0 obj`, its dictionary, and either `stream` and so on or `endobj`. */
  override _write(data: Uint8Array | string): void {
    if (!(#held in this)) return super._write(data);
    const held = this.#held;
    if (typeof data !== "string") return super._write(data);
    if (held.length === 0 && data.endsWith(" 0 obj")) held.push(data);
    else if (held.length === 1) held.push(data);
    else if (held.length === 2) {
      this.#held = [];
      if (data === "endobj") return this.#pack(Number.parseInt(held[0]!, 10), held[1]!);
      for (const line of [...held, data]) super._write(line);
    } else super._write(data);
  }

  override _addInfo(): void {
    this.appendXML(xmpProperties(this.#about));
  }

  /** Writes the cross-reference stream where PDFKit would write a table and a trailer. */
  override _finalize(): void {
    this.#writePacked();
    const number = this._offsets.push(this._offset);
    const start = this._offset;
    const id = Buffer.from(this.#about.reportId.slice(0, 32), "hex").toString("hex");
    const body = deflateSync(this.#crossReferences());
    this.#writeStream(
      number,
      `/Type /XRef /Size ${number + 1} /W [1 3 2] /Root ${this._root} /Info ${this._info} /ID [<${id}> <${id}>] /DecodeParms << /Predictor 12 /Columns 6 >>`,
      body,
    );
    super._write(`startxref\n${start}\n%%EOF`);
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
    const stream = this._offsets.push(this._offset);
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
    this.#writeStream(stream, `/Type /ObjStm /N ${packed.length} /First ${first.length}`, deflateSync(body));
  }

  /** @param entries beside its filter and length */
  #writeStream(number: number, entries: string, body: Uint8Array): void {
    super._write(`${number} 0 obj\n<< ${entries} /Filter /FlateDecode /Length ${body.length} >>\nstream`);
    super._write(body);
    super._write("\nendstream\nendobj");
  }

  /** A row of type, 3 bytes and 2 bytes per object, each as its difference from the row above (PNG filter Up). */
  #crossReferences(): Uint8Array {
    const size = this._offsets.length + 1;
    const rows = Buffer.alloc(size * 7);
    const above = Buffer.alloc(6);
    const row = Buffer.from([0, 0, 0, 0, 0xff, 0xff]);
    for (let number = 0; number < size; number++) {
      const stream = this.#streams[number];
      if (number > 0) {
        row.writeUInt8(stream === undefined ? 1 : 2, 0);
        row.writeUIntBE(stream ?? this._offsets[number - 1] ?? 0, 1, 3);
        row.writeUInt16BE(this.#places[number] ?? 0, 4);
      }
      rows[number * 7] = 2;
      for (let i = 0; i < 6; i++) rows[number * 7 + 1 + i] = (row[i]! - above[i]! + 256) % 256;
      row.copy(above);
    }
    return rows;
  }
}

/** Mends two entries of PDFKit's: a misspelt length of the metadata, and a checksum in text rather than bytes (table 46). */
function mendDictionary(data: PdfDictionary): PdfDictionary {
  if (data["Type"] === "Metadata") return { ...data, length: undefined };
  if (data["Type"] !== "EmbeddedFile") return data;
  const parameters = data["Params"] as PdfDictionary;
  return { ...data, Params: { ...parameters, CheckSum: Buffer.from(String(parameters["CheckSum"]), "hex") } };
}

/** By their bytes as PDFKit writes them (7.9.6): ASCII as it is, everything else in UTF-16 behind a byte order mark. */
function compareNames(a: string, b: string): number {
  const [first, second] = [a, b].map((name) => (/^[\0-\x7f]*$/.test(name) ? name : `\ufeff${name}`)) as [string, string];
  return first < second ? -1 : first > second ? 1 : 0;
}
