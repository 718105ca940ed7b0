import { deflateSync } from "node:zlib";

/** Objects per object stream, as in a report. */
const streamSize = 200;

/**
 * Writes the objects of a PDF one after the other (ISO 32000-1, 7.5): streams as they come, all others packed in object
 * streams, and at last the cross-references. Of what is written it keeps only the places, 8 bytes for each object.
 */
export class ObjectWriter {
  /** By object number: offset of a stream, or -1 - (number of the object stream × 65,536 + index). */
  readonly #places: number[] = [0];
  #packed: { readonly number: number; readonly syntax: string }[] = [];
  #chunks: Uint8Array[] = [];
  #offset = 0;

  /** Begins the file. @param header its first bytes */
  begin(header: Uint8Array): void {
    this.#append(header);
  }

  /** Takes the number of an object that is written later. */
  reserve(): number {
    return this.#places.push(0) - 1;
  }

  /** Writes an object that is not a stream. @param syntax one character per byte */
  add(syntax: string, number = this.reserve()): number {
    this.#packed.push({ number, syntax });
    if (this.#packed.length === streamSize) this.#writePacked();
    return number;
  }

  /** Writes a stream. @param syntax its dictionary, with the length of the body */
  addStream(syntax: string, body: Uint8Array, number = this.reserve()): number {
    this.#places[number] = this.#offset;
    this.#append(
      Buffer.from(`${number} 0 obj\n${syntax}\nstream\n`, "latin1"),
      body,
      Buffer.from("\nendstream\nendobj\n", "latin1"),
    );
    return number;
  }

  /** Ends the file. @param trailer entries of the trailer, as syntax */
  end(trailer: string): void {
    this.#writePacked();
    const own = this.reserve();
    this.#places[own] = this.#offset;
    const start = this.#offset;
    const body = deflateSync(this.#rows());
    const size = this.#places.length;
    this.addStream(
      `<</Type /XRef /Size ${size} /W [1 5 2] ${trailer} /DecodeParms <</Predictor 12 /Columns 8>> /Filter /FlateDecode /Length ${body.length}>>`,
      body,
      own,
    );
    this.#append(Buffer.from(`startxref\n${start}\n%%EOF\n`, "latin1"));
  }

  /** Hands over what has been written since the last call. */
  take(): readonly Uint8Array[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks;
  }

  #append(...parts: readonly Uint8Array[]): void {
    for (const part of parts) {
      this.#chunks.push(part);
      this.#offset += part.byteLength;
    }
  }

  #writePacked(): void {
    const packed = this.#packed;
    if (packed.length === 0) return;
    this.#packed = [];
    const stream = this.reserve();
    let offset = 0;
    const heads = packed.map(({ number, syntax }, index) => {
      this.#places[number] = -1 - (stream * 65_536 + index);
      const head = `${number} ${offset}`;
      offset += syntax.length + 1;
      return head;
    });
    const first = `${heads.join(" ")}\n`;
    const body = deflateSync(Buffer.from(first + packed.map(({ syntax }) => syntax).join("\n"), "latin1"));
    this.addStream(
      `<</Type /ObjStm /N ${packed.length} /First ${first.length} /Filter /FlateDecode /Length ${body.length}>>`,
      body,
      stream,
    );
  }

  /** The rows of the cross-reference stream (7.5.8), each after its predictor: the difference from the row above. */
  #rows(): Buffer {
    const rows = Buffer.alloc(this.#places.length * 9);
    const row = Buffer.alloc(8);
    const above = Buffer.alloc(8);
    for (const [number, place] of this.#places.entries()) {
      const packed = place < 0 ? -1 - place : undefined;
      row[0] = number === 0 ? 0 : packed === undefined ? 1 : 2;
      row.writeUIntBE(packed === undefined ? place : Math.floor(packed / 65_536), 1, 5);
      row.writeUInt16BE(number === 0 ? 65_535 : packed === undefined ? 0 : packed % 65_536, 6);
      const at = number * 9;
      rows[at] = 2;
      for (let index = 0; index < 8; index++) rows[at + 1 + index] = (row[index]! - above[index]!) & 0xff;
      row.copy(above);
    }
    return rows;
  }
}
