import { deflateSync } from "node:zlib";
import { PdfReference, serializePdf, type PdfDictionary, type PdfValue } from "./pdf-value.ts";

/** Objects per object stream: readers inflate a whole one to get at any object in it. */
const streamSize = 200;

/** Bytes above 127 tell that the file is binary (ISO 19005-3, 6.1.2). */
const header = Buffer.concat([Buffer.from("%PDF-1.7\n%", "latin1"), Buffer.from([0xe2, 0xe3, 0xcf, 0xd3, 0x0a])]);

/**
 * The body of a PDF 1.7 file (ISO 32000-1, 7.5): indirect objects in, bytes out. Objects that are
 * not streams are packed into compressed object streams (7.5.7): a tagged file is mostly small
 * structure objects, and packed they take a quarter of the space.
 */
export class PdfFile {
  readonly #chunks: Uint8Array[] = [header];
  #offset = header.length;
  #count = 0;
  /** Per object: its offset, or its object stream and place in it. */
  readonly #places: { readonly type: 1 | 2; readonly at: number; readonly index: number }[] = [];
  #packed: { readonly number: number; readonly syntax: string }[] = [];

  /** Takes the next object number; the object is written later. */
  reserve(): PdfReference {
    return new PdfReference(++this.#count);
  }

  /** Writes an object that has been reserved. */
  write(reference: PdfReference, value: PdfValue): PdfReference {
    this.#packed.push({ number: reference.number, syntax: serializePdf(value) });
    if (this.#packed.length >= streamSize) this.#pack();
    return reference;
  }

  add(value: PdfValue): PdfReference {
    return this.write(this.reserve(), value);
  }

  /** @param plain written as it is: XMP must not be compressed (ISO 19005-3, 6.6.2.1) */
  writeStream(reference: PdfReference, dictionary: PdfDictionary, body: Uint8Array, plain = false): PdfReference {
    const bytes = plain ? body : deflateSync(body);
    const entries = { ...dictionary, ...(plain ? {} : { Filter: "FlateDecode" }), Length: bytes.length };
    this.#places[reference.number] = { type: 1, at: this.#offset, index: 0 };
    this.#push(Buffer.from(`${reference.number} 0 obj\n${serializePdf(entries)}\nstream\n`, "latin1"));
    this.#push(bytes);
    this.#push(Buffer.from("\nendstream\nendobj\n", "latin1"));
    return reference;
  }

  addStream(dictionary: PdfDictionary, body: Uint8Array, plain = false): PdfReference {
    return this.writeStream(this.reserve(), dictionary, body, plain);
  }

  /**
   * Ends the file with its cross-reference stream (7.5.8).
   *
   * @param id 16 bytes; both halves of the file identifier (14.4)
   */
  finish(root: PdfReference, info: PdfReference, id: Uint8Array): Uint8Array {
    this.#pack();
    const reference = this.reserve();
    const start = this.#offset;
    this.#places[reference.number] = { type: 1, at: start, index: 0 };
    const size = this.#count + 1;
    const body = deflateSync(this.#crossReferences(size));
    const dictionary = {
      Type: "XRef", Size: size, W: [1, 3, 2], Root: root, Info: info, ID: [id, id],
      Filter: "FlateDecode", DecodeParms: { Predictor: 12, Columns: 6 }, Length: body.length,
    };
    this.#push(Buffer.from(`${reference.number} 0 obj\n${serializePdf(dictionary)}\nstream\n`, "latin1"));
    this.#push(body);
    this.#push(Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`, "latin1"));
    return Buffer.concat(this.#chunks);
  }

  #push(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#offset += bytes.length;
  }

  #pack(): void {
    const packed = this.#packed;
    if (packed.length === 0) return;
    this.#packed = [];
    const stream = this.reserve();
    let offset = 0;
    const heads = packed.map(({ number, syntax }, index) => {
      this.#places[number] = { type: 2, at: stream.number, index };
      const head = `${number} ${offset}`;
      offset += syntax.length + 1;
      return head;
    });
    const first = `${heads.join(" ")}\n`;
    const body = Buffer.from(first + packed.map(({ syntax }) => syntax).join("\n"), "latin1");
    this.writeStream(stream, { Type: "ObjStm", N: packed.length, First: first.length }, body);
  }

  /** Rows of type, 3 bytes and 2 bytes, each as its difference from the row above (PNG filter Up). */
  #crossReferences(size: number): Uint8Array {
    const rows = Buffer.alloc(size * 7);
    const above = Buffer.alloc(6);
    const row = Buffer.alloc(6);
    for (let number = 0; number < size; number++) {
      const place = this.#places[number];
      if (number > 0 && place === undefined) throw new TypeError(`PDF object ${number} was reserved and never written`);
      row.writeUInt8(place?.type ?? 0, 0);
      row.writeUIntBE(place?.at ?? 0, 1, 3);
      row.writeUInt16BE(place?.index ?? 65535, 4);
      rows[number * 7] = 2;
      for (let i = 0; i < 6; i++) rows[number * 7 + 1 + i] = (row[i]! - above[i]! + 256) % 256;
      row.copy(above);
    }
    return rows;
  }
}
