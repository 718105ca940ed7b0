/** Writes bytes in Thrift's compact protocol. */
type Bytes = readonly number[];
type Field = readonly [id: number, type: number, bytes: Bytes];

function varint(value: bigint): Bytes {
  return value < 128n ? [Number(value)] : [Number(value % 128n) + 128, ...varint(value / 128n)];
}

const zigzag = (value: number): Bytes => varint(BigInt(value) * 2n);
const int32 = (id: number, value: number): Field => [id, 5, zigzag(value)];
const int64 = (id: number, value: number): Field => [id, 6, zigzag(value)];
const text = (id: number, value: string): Field => [id, 8, [value.length, ...Buffer.from(value)]];
const list = (id: number, type: number, items: readonly Bytes[]): Field => [id, 9, [items.length * 16 + type, ...items.flat()]];

function struct(...fields: readonly Field[]): Bytes {
  return [...fields.flatMap(([id, type, bytes], index) => [(id - (fields[index - 1]?.[0] ?? 0)) * 16 + type, ...bytes]), 0];
}

/**
 * Writes a Parquet file with one required column `t` of type INT96, plain and uncompressed. DuckDB does not write this
 * type.
 *
 * @param instants Julian day and nanoseconds of the day
 */
export function int96File(instants: readonly (readonly [day: number, nanoseconds: bigint])[]): Uint8Array {
  const rows = instants.length;
  const data = Buffer.concat(instants.map(([day, nanoseconds]) => {
    const value = Buffer.alloc(12);
    value.writeBigUInt64LE(nanoseconds, 0);
    value.writeUInt32LE(day, 8);
    return value;
  }));
  const header = struct(int32(1, 0), int32(2, data.length), int32(3, data.length), [5, 12, struct(int32(1, rows), int32(2, 0), int32(3, 3), int32(4, 3))]);
  const size = header.length + data.length;
  const column = struct(int32(1, 3), list(2, 5, [zigzag(0)]), list(3, 8, [[1, 0x74]]), int32(4, 0), int64(5, rows), int64(6, size), int64(7, size), int64(9, 4));
  const group = struct(list(1, 12, [struct(int64(2, 4), [3, 12, column])]), int64(2, size), int64(3, rows));
  const schema = [struct(text(4, "schema"), int32(5, 1)), struct(int32(1, 3), int32(3, 0), text(4, "t"))];
  const footer = struct(int32(1, 1), list(2, 12, schema), int64(3, rows), list(4, 12, [group]));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([Buffer.from("PAR1"), Buffer.from(header), data, Buffer.from(footer), length, Buffer.from("PAR1")]);
}
