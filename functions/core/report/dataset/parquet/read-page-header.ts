/** The fields of a page header that we need (parquet-format, `PageHeader`). */
export interface PageHeader {
  /** Bytes of the header itself. */
  readonly length: number;
  /** Bytes of the stored page that follows. */
  readonly compressedSize: number;
  /** CRC-32 of those bytes, as an unsigned number; optional. */
  readonly crc?: number;
}

/** Deepest nesting of Thrift structures; no header goes so deep. */
const maximumDepth = 16;

/**
 * Reads a page header, a structure in Thrift's compact protocol.
 *
 * @returns undefined if the bytes are not a header
 */
export function readPageHeader(bytes: Uint8Array, start: number): PageHeader | undefined {
  const reader = new CompactReader(bytes, start);
  const fields = new Map<number, number>();
  try {
    reader.readStruct(fields, 0);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  const compressedSize = fields.get(3);
  const crc = fields.get(4);
  if (compressedSize === undefined || compressedSize < 0) return undefined;
  return { length: reader.at - start, compressedSize, ...(crc !== undefined && { crc: crc >>> 0 }) };
}

/** Reads as much of Thrift's compact protocol as it takes to find a structure's 32-bit fields and skip the rest. */
class CompactReader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** @param fields receives the integers of the outermost structure, by field id */
  readStruct(fields: Map<number, number> | undefined, depth: number): void {
    if (depth > maximumDepth) throw new RangeError("nested too deep");
    let id = 0;
    for (;;) {
      const head = this.#byte();
      if (head === 0) return;
      id = head >> 4 === 0 ? this.#zigzag() : id + (head >> 4);
      const type = head & 15;
      if (type >= 3 && type <= 6) {
        const value = type === 3 ? this.#byte() : this.#zigzag();
        fields?.set(id, value);
      } else this.#skip(type, depth);
    }
  }

  #skip(type: number, depth: number): void {
    if (type === 1 || type === 2) return;
    if (type >= 3 && type <= 6) {
      if (type === 3) this.at += 1;
      else this.#varint();
    } else if (type === 7) this.at += 8;
    else if (type === 8) {
      // Not `this.at += this.#varint()`, which takes `at` from before the size.
      const size = this.#varint();
      this.at += size;
    } else if (type === 9 || type === 10) {
      const head = this.#byte();
      const size = head >> 4 === 15 ? this.#varint() : head >> 4;
      for (let index = 0; index < size; index++) this.#skipElement(head & 15, depth);
    } else if (type === 12) this.readStruct(undefined, depth + 1);
    else throw new RangeError("an unknown type");
    if (this.at > this.#bytes.length) throw new RangeError("cut off");
  }

  /** In lists a boolean takes a byte. */
  #skipElement(type: number, depth: number): void {
    if (type === 1 || type === 2) this.#byte();
    else this.#skip(type, depth);
  }

  #byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new RangeError("cut off");
    return byte;
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new RangeError("a number without end");
  }

  #zigzag(): number {
    const value = this.#varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
