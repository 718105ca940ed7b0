import { BroadsheetError } from "../../../errors.ts";
import type { Bytes } from "../../../ports.ts";
import type { Database } from "../database/database.ts";
import { quoteName } from "../database/quote-sql.ts";
import { footerStart, tailLength } from "./read-footer.ts";
import { readStruct, type ThriftStruct, type ThriftValue } from "./read-struct.ts";

/** Deepest nesting in which times of day are looked for. */
const deepest = 32;

/** A time of day in the database, with a time zone or without: that with one cannot be out of a day. */
const ofDay = /\bTIME(?:_NS)?\b(?! WITH| ZONE)/;

/** A column as the database describes it. */
interface TimedColumn {
  readonly field: string;
  readonly name: string;
  readonly type: string;
}

/**
 * Refuses times of day that no day has, also those in lists and structures, and those that the footer states. The
 * database does not check them when it reads them, and writing one as text ends it, or the whole process. So this comes
 * before anything that writes one: `parquet_metadata` does.
 *
 * @throws BroadsheetError `invalid-dataset`, `time-out-of-range`, with the row; `unreadable`
 */
export async function checkTimes(
  database: Database,
  body: Bytes,
  file: string,
  columns: readonly TimedColumn[],
): Promise<void> {
  const timed = columns.filter(({ type }) => ofDay.test(type));
  if (timed.length === 0) return;
  const stated = findStated(body);
  if (stated !== undefined) throw outOfRange(`The footer states for "${stated}" a time of day`, { name: stated });
  for (const { field, name, type } of timed) {
    const rows = `(SELECT row_number() OVER () AS "(row)", ${quoteName(field)} AS v FROM read_parquet($file))`;
    const row = await findTime(database, file, rows, type);
    if (row !== undefined) throw outOfRange(`"${name}" holds a time of day in row ${row}`, { name, row });
  }
}

function outOfRange(what: string, where: { readonly name: string; readonly row?: number }): BroadsheetError {
  return new BroadsheetError("invalid-dataset", {
    code: "time-out-of-range",
    message: `${what} that no day has`,
    where,
    allowed: "00:00:00 to 24:00:00",
    hint: "Write the file again: it may have been damaged on the way",
  });
}

/**
 * The first row of a column `v` that holds a time of day out of range.
 *
 * @param from a SELECT of its rows in parentheses, with their numbers `(row)`
 */
async function findTime(
  database: Database,
  file: string,
  from: string,
  type: string,
  depth = 0,
): Promise<number | undefined> {
  if (!ofDay.test(type)) return undefined;
  if (type === "TIME" || type === "TIME_NS") {
    const [{ n = null } = {}] = await database.rows(
      `SELECT min("(row)") AS n FROM ${from} WHERE v < '00:00:00'::${type} OR v > '24:00:00'::${type}`,
      { file },
    );
    return n === null ? undefined : Number(n);
  }
  const unnested = type.endsWith("]")
    ? "unnest(v) AS v"
    : type.startsWith("MAP(")
      ? "unnest(map_entries(v)) AS v"
      : type.startsWith("STRUCT(")
        ? "unnest(v)"
        : undefined;
  // A name or a word of another type.
  if (unnested === undefined) return undefined;
  if (depth === deepest) throw new RangeError(`${type} is nested too deep`);
  const inside = `(SELECT "(row)", ${unnested} FROM ${from})`;
  const members = await database.rows(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * EXCLUDE ("(row)") FROM ${inside})`,
    { file },
  );
  for (const { column_name, column_type } of members) {
    const member = `(SELECT "(row)", ${quoteName(String(column_name))} AS v FROM ${inside})`;
    const row = await findTime(database, file, member, String(column_type), depth + 1);
    if (row !== undefined) return row;
  }
  return undefined;
}

/** Units of a day, by the field of `TimeUnit`. */
const unitsOfDay = new Map([
  [1, 86_400_000n],
  [2, 86_400_000_000n],
  [3, 86_400_000_000_000n],
]);

/** `statedTime` of a file. */
function findStated(body: Bytes): string | undefined {
  const start = footerStart(body.subarray(body.length - tailLength, body.length), body.length);
  return start === undefined ? undefined : statedTime(readStruct(body.subarray(start, body.length), 0));
}

/**
 * The column of which a footer states a least or greatest time that no day has (parquet-format, `Statistics`): the
 * database ends when it shows that.
 */
export function statedTime({ fields }: ThriftStruct): string | undefined {
  const leaves = (fields.get(2)?.list ?? []).slice(1).filter(({ fields: own }) => (own?.get(5)?.number ?? 0) === 0);
  const days = leaves.map(dayOf);
  for (const group of fields.get(4)?.list ?? [])
    for (const [index, chunk] of (group.fields?.get(1)?.list ?? []).entries()) {
      const day = days[index];
      const statistics = chunk.fields?.get(3)?.fields?.get(12)?.fields;
      if (day === undefined || statistics === undefined) continue;
      for (const id of [1, 2, 5, 6]) {
        const value = valueOf(statistics.get(id)?.bytes);
        if (value !== undefined && (value < 0n || value > day))
          return new TextDecoder().decode(leaves[index]!.fields!.get(4)?.bytes);
      }
    }
  return undefined;
}

/** The units of a day if a schema's element is a time of day: `LogicalType.TIME`, `TIME_MILLIS`, `TIME_MICROS`. */
function dayOf({ fields }: ThriftValue): bigint | undefined {
  const unit = fields?.get(10)?.fields?.get(7)?.fields?.get(2)?.fields;
  const [logical] = unit?.keys() ?? [];
  const converted = fields?.get(6)?.number;
  return unitsOfDay.get(logical ?? (converted === 7 ? 1 : converted === 8 ? 2 : 0));
}

function valueOf(bytes: Uint8Array | undefined): bigint | undefined {
  if (bytes?.length !== 4 && bytes?.length !== 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return bytes.length === 4 ? BigInt(view.getInt32(0, true)) : view.getBigInt64(0, true);
}
