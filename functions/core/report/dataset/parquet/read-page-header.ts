import { readStruct } from "./read-struct.ts";

/** The fields of a page header that we need (parquet-format, `PageHeader`). */
export interface PageHeader {
  /** Bytes of the header itself. */
  readonly length: number;
  /** Bytes of the stored page that follows. */
  readonly compressedSize: number;
  /** CRC-32 of those bytes, as an unsigned number; optional. */
  readonly crc?: number;
  /** Bytes of the page when it is decompressed; absent where it says none that can be. */
  readonly size?: number;
  /** Values of a data page, missing ones included. Absent: it is a dictionary or an index, or says no number. */
  readonly values?: number;
  /** Bytes at the page's beginning that are never compressed: the levels of a data page of the second version. */
  readonly levels?: number;
  /** Whether a data page of the second version says that it is not compressed, whatever its column is. */
  readonly plain?: true;
}

/**
 * Reads a page header, a structure in Thrift's compact protocol.
 *
 * @returns undefined if the bytes are not a header
 */
export function readPageHeader(bytes: Uint8Array, start: number): PageHeader | undefined {
  try {
    const { end, fields } = readStruct(bytes, start);
    const compressedSize = countOf(fields, 3);
    const crc = fields.get(4)?.number;
    if (compressedSize === undefined) return undefined;
    return {
      length: end - start,
      compressedSize,
      ...(crc !== undefined && { crc: crc >>> 0 }),
      ...defined("size", countOf(fields, 2)),
      ...ofData(fields),
    };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

type Fields = ReturnType<typeof readStruct>["fields"];

/** What the header of a data page says: `data_page_header`, or `data_page_header_v2`. */
function ofData(fields: Fields): Pick<PageHeader, "values" | "levels" | "plain"> {
  const [first, second] = [fields.get(5)?.fields, fields.get(8)?.fields];
  if (second === undefined) return first === undefined ? {} : defined("values", countOf(first, 1));
  const levels = (countOf(second, 5) ?? 0) + (countOf(second, 6) ?? 0);
  return { ...defined("values", countOf(second, 1)), levels, ...(second.get(7)?.isTrue === false && { plain: true }) };
}

function countOf(fields: Fields, id: number): number | undefined {
  const number = fields.get(id)?.number;
  return number === undefined || number < 0 ? undefined : number;
}

function defined<Name extends "size" | "values">(name: Name, value: number | undefined): Partial<Record<Name, number>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, number>);
}
