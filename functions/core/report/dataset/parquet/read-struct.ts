/** Deepest nesting of structures and lists; nothing in a Parquet file goes so deep. */
const maximumDepth = 16;

/** A value of Thrift's compact protocol, and the bytes that hold it. */
export interface ThriftValue {
  /** Offset of its first byte, and the offset after its last one. */
  readonly start: number;
  readonly end: number;
  /** Integers as numbers: beyond 2^53 they lose digits. */
  readonly number?: number;
  /** A boolean of a structure, which takes no bytes: `start === end`. */
  readonly isTrue?: boolean;
  /** A text or bytes. */
  readonly bytes?: Uint8Array;
  readonly list?: readonly ThriftValue[];
  readonly fields?: ReadonlyMap<number, ThriftValue>;
}

/** A structure: its fields by id. */
export type ThriftStruct = ThriftValue & Required<Pick<ThriftValue, "fields">>;

/**
 * Reads a structure in Thrift's compact protocol, in which Parquet keeps its metadata (thrift-compact-protocol.md).
 *
 * @throws RangeError if the bytes are not one
 */
export function readStruct(bytes: Uint8Array, start: number): ThriftStruct {
  return new CompactReader(bytes, start).struct(0);
}

class CompactReader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  struct(depth: number): ThriftStruct {
    if (depth > maximumDepth) throw new RangeError("nested too deep");
    const start = this.#at;
    const fields = new Map<number, ThriftValue>();
    let id = 0;
    for (;;) {
      const head = this.#byte();
      if (head === 0) return { start, end: this.#at, fields };
      id = head >> 4 === 0 ? this.#zigzag() : id + (head >> 4);
      fields.set(id, this.#value(head & 15, depth));
    }
  }

  #value(type: number, depth: number): ThriftValue {
    const start = this.#at;
    const given = this.#content(type, depth);
    if (this.#at > this.#bytes.length) throw new RangeError("cut off");
    return { ...given, start, end: this.#at };
  }

  #content(type: number, depth: number): Omit<ThriftValue, "start" | "end"> {
    if (type === 1 || type === 2) return { isTrue: type === 1 };
    if (type === 3) return { number: this.#byte() };
    if (type >= 4 && type <= 6) return { number: this.#zigzag() };
    if (type === 7) {
      this.#at += 8;
      return {};
    }
    if (type === 8) {
      const size = this.#varint();
      this.#at += size;
      return { bytes: this.#bytes.subarray(this.#at - size, this.#at) };
    }
    if (type === 9 || type === 10) return { list: this.#list(depth + 1) };
    if (type === 12) return this.struct(depth + 1);
    throw new RangeError("an unknown type");
  }

  #list(depth: number): readonly ThriftValue[] {
    if (depth > maximumDepth) throw new RangeError("nested too deep");
    const head = this.#byte();
    const size = head >> 4 === 15 ? this.#varint() : head >> 4;
    const type = head & 15;
    const list: ThriftValue[] = [];
    // In lists a boolean takes a byte.
    for (let index = 0; index < size; index++) list.push(this.#value(type === 1 || type === 2 ? 3 : type, depth));
    return list;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
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
