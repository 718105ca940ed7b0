import { readStruct } from "./read-struct.ts";

/** The fields of a page header that we need (parquet-format, `PageHeader`). */
export interface PageHeader {
  /** Bytes of the header itself. */
  readonly length: number;
  /** Bytes of the stored page that follows. */
  readonly compressedSize: number;
  /** CRC-32 of those bytes, as an unsigned number; optional. */
  readonly crc?: number;
}

/**
 * Reads a page header, a structure in Thrift's compact protocol.
 *
 * @returns undefined if the bytes are not a header
 */
export function readPageHeader(bytes: Uint8Array, start: number): PageHeader | undefined {
  try {
    const { end, fields } = readStruct(bytes, start);
    const compressedSize = fields.get(3)?.number;
    const crc = fields.get(4)?.number;
    if (compressedSize === undefined || compressedSize < 0) return undefined;
    return { length: end - start, compressedSize, ...(crc !== undefined && { crc: crc >>> 0 }) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
