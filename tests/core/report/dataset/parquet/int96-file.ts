/** Writes bytes in Thrift's compact protocol. */
type Bytes = readonly number[];
type Field = readonly [id: number, type: number, bytes: Bytes];

function varint(value: bigint): Bytes {
  return value < 128n ? [Number(value)] : [Number(value % 128n) + 128, ...varint(value / 128n)];
}

const zigzag = (value: number): Bytes => varint(value < 0 ? -2n * BigInt(value) - 1n : BigInt(value) * 2n);
const int32 = (id: number, value: number): Field => [id, 5, zigzag(value)];
const int64 = (id: number, value: number): Field => [id, 6, zigzag(value)];
const text = (id: number, value: string): Field => [id, 8, [value.length, ...Buffer.from(value)]];
const list = (id: number, type: number, items: readonly Bytes[]): Field => [
  id,
  9,
  [items.length * 16 + type, ...items.flat()],
];

function struct(...fields: readonly Field[]): Bytes {
  return [
    ...fields.flatMap(([id, type, bytes], index) => [(id - (fields[index - 1]?.[0] ?? 0)) * 16 + type, ...bytes]),
    0,
  ];
}

type Instants = readonly (readonly [day: number, nanoseconds: bigint])[];

/** What a file may state of its pages, if anything. */
interface Statements {
  /** The checksum of a group's page. @param group from 0 */
  readonly checksum?: (page: Uint8Array, group: number) => number;
  /** The offset of a dictionary. There is none. */
  readonly dictionary?: number;
}

/**
 * Writes a Parquet file with one required column `t` of type INT96, plain and uncompressed. DuckDB does not write this
 * type.
 *
 * @param groups of rows, each of one page: Julian day and nanoseconds of the day
 */
export function int96Groups(groups: readonly Instants[], { checksum, dictionary }: Statements = {}): Uint8Array {
  const rows = groups.flat().length;
  const parts: Uint8Array[] = [Buffer.from("PAR1")];
  let offset = 4;
  const written = groups.map((instants, index) => {
    const data = Buffer.concat(
      instants.map(([day, nanoseconds]) => {
        const value = Buffer.alloc(12);
        value.writeBigUInt64LE(nanoseconds, 0);
        value.writeUInt32LE(day, 8);
        return value;
      }),
    );
    const stated = checksum === undefined ? [] : [int32(4, checksum(data, index) | 0)];
    const header = struct(int32(1, 0), int32(2, data.length), int32(3, data.length), ...stated, [
      5,
      12,
      struct(int32(1, instants.length), int32(2, 0), int32(3, 3), int32(4, 3)),
    ]);
    const size = header.length + data.length;
    const places = [int64(9, offset), ...(dictionary === undefined ? [] : [int64(11, dictionary)])];
    const column = struct(
      int32(1, 3),
      list(2, 5, [zigzag(0)]),
      list(3, 8, [[1, 0x74]]),
      int32(4, 0),
      int64(5, instants.length),
      int64(6, size),
      int64(7, size),
      ...places,
    );
    const group = struct(
      list(1, 12, [struct(int64(2, offset), [3, 12, column])]),
      int64(2, size),
      int64(3, instants.length),
    );
    parts.push(Buffer.from(header), data);
    offset += size;
    return group;
  });
  const schema = [struct(text(4, "schema"), int32(5, 1)), struct(int32(1, 3), int32(3, 0), text(4, "t"))];
  const footer = struct(int32(1, 1), list(2, 12, schema), int64(3, rows), list(4, 12, written));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([...parts, Buffer.from(footer), length, Buffer.from("PAR1")]);
}

/** Writes such a file of one group. */
export function int96File(instants: Instants): Uint8Array {
  return int96Groups([instants]);
}
