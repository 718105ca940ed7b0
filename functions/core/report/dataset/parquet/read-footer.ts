import { readStruct, type ThriftStruct, type ThriftValue } from "./read-struct.ts";

/** The pages of one column in one row group: offset of the first byte, and bytes. */
export type ChunkPlace = readonly [start: number, length: number];

/** What a Parquet file's footer says of where its values are. */
export interface Footer {
  /** The names of the columns, in the file's order, and how many leaves each has: a nested one has several. */
  readonly columns: readonly { readonly name: string; readonly leaves: number }[];
  /** By row group: rows, and the place of each leaf's pages. */
  readonly groups: readonly { readonly rows: number; readonly chunks: readonly ChunkPlace[] }[];
}

/** Bytes at a Parquet file's end: the footer's length and `PAR1`. */
export const tailLength = 8;

/**
 * Where a Parquet file's footer begins.
 *
 * @param tail the file's last `tailLength` bytes
 * @param size of the file, bytes
 * @returns undefined if it is not a Parquet file's end
 */
export function footerStart(tail: Uint8Array, size: number): number | undefined {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  if (tail.length !== tailLength || String.fromCharCode(...tail.subarray(4)) !== "PAR1") return undefined;
  const start = size - tailLength - view.getUint32(0, true);
  return start < 4 ? undefined : start;
}

/**
 * Reads a Parquet file's footer (parquet-format, `FileMetaData`).
 *
 * @param bytes begin with the footer
 * @returns undefined if it is not one, or one of a file whose pages are elsewhere
 */
export function readFooter(bytes: Uint8Array): Footer | undefined {
  try {
    const { fields } = readStruct(bytes, 0);
    const columns = topLevel(fields.get(2)?.list ?? []);
    const groups = (fields.get(4)?.list ?? []).map((group) => ({
      rows: numberOf(group, 3),
      chunks: (group.fields?.get(1)?.list ?? []).map(placeOf),
    }));
    const leaves = columns?.reduce((sum, column) => sum + column.leaves, 0);
    if (columns === undefined || groups.some(({ chunks }) => chunks.length !== leaves)) return undefined;
    return { columns, groups };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** @throws RangeError if the pages are in another file, or no place is given */
function placeOf(chunk: ThriftValue): ChunkPlace {
  const meta = chunk.fields?.get(3);
  if (meta === undefined || chunk.fields!.has(1)) throw new RangeError("the pages are elsewhere");
  // Without a dictionary, writers omit its offset or set it to 0, where the file's magic number is.
  const dictionary = meta.fields?.get(11)?.number ?? 0;
  return [dictionary >= 4 ? dictionary : numberOf(meta, 9), numberOf(meta, 7)];
}

function numberOf(value: ThriftValue, id: number): number {
  const number = value.fields?.get(id)?.number;
  if (number === undefined || !Number.isSafeInteger(number) || number < 0) throw new RangeError("no number");
  return number;
}

/** The columns of a schema's tree, which is a list in depth-first order; undefined if it is not one. */
function topLevel(elements: readonly ThriftValue[]): Footer["columns"] | undefined {
  const columns: { name: string; leaves: number }[] = [];
  let at = 1;
  const leavesOf = (depth: number): number => {
    const element = elements[at++];
    if (element === undefined || depth > 64) throw new RangeError("no tree");
    const children = element.fields?.get(5)?.number ?? 0;
    if (children === 0) return 1;
    let leaves = 0;
    for (let child = 0; child < children; child++) leaves += leavesOf(depth + 1);
    return leaves;
  };
  while (at < elements.length) {
    const name = elements[at]!.fields?.get(4)?.bytes;
    if (name === undefined) return undefined;
    columns.push({ name: new TextDecoder().decode(name), leaves: leavesOf(0) });
  }
  return columns.length === elements[0]?.fields?.get(5)?.number ? columns : undefined;
}

/**
 * The end of a Parquet file that has only some of its row groups, with their pages where they were: the footer, its
 * length and `PAR1`.
 *
 * @param bytes begin with the footer
 * @param struct the footer, as `readStruct` reads it: that takes long if there are many row groups
 * @param from index of the first row group
 * @param to index after the last one
 */
export function endWithGroups(
  bytes: Uint8Array,
  { fields, end }: ThriftStruct,
  { from, to }: { readonly from: number; readonly to: number },
): Uint8Array {
  const [rows, groups] = [fields.get(3)!, fields.get(4)!];
  const kept = groups.list!.slice(from, to);
  const count = kept.reduce((sum, group) => sum + numberOf(group, 3), 0);
  // A list of structures: 15 elements or more are counted in bytes of their own.
  const head = kept.length < 15 ? [(kept.length << 4) | 12] : [0xfc, ...varint(kept.length)];
  const between = bytes.subarray(rows.end, groups.start);
  const footer = [
    bytes.subarray(0, rows.start),
    Uint8Array.from(varint(count * 2)),
    between,
    Uint8Array.from(head),
    ...kept.map((group) => bytes.subarray(group.start, group.end)),
    bytes.subarray(groups.end, end),
  ];
  const length = footer.reduce((sum, part) => sum + part.length, 0);
  const tail = new Uint8Array(tailLength);
  new DataView(tail.buffer).setUint32(0, length, true);
  tail.set(new TextEncoder().encode("PAR1"), 4);
  return Buffer.concat([...footer, tail]);
}

/** A number in Thrift's compact protocol, without a sign. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}
