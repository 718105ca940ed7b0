import { columnValue } from "../database/dataset-select.ts";
import type { Database } from "../database/database.ts";
import { quoteName, quoteText } from "../database/quote-sql.ts";
import type { DatasetColumn, NoteRow, TotalRow } from "../dataset.ts";
import { comparable, counterBeside, isSum, lastNamed, type MendedTable, tellNotes } from "./find-totals.ts";
import type { TableEnds } from "./rows-without-data.ts";
import { maySum, sumWithoutSpaces } from "./total-words.ts";

/** Rows of the largest table that is looked at, sums, columns of numbers, and rows that may be sums by their names. */
const most = { rows: 1_000_000, sums: 200, columns: 50, named: 2_000 };

/** A row that may be the sum of those above it. */
interface Sum {
  readonly row: number;
  readonly value: string;
}

/** Numbers of a column in one stretch of rows, and in the sum that ends it. */
interface Stretch {
  readonly rows: number;
  readonly sum: number;
  /** Numbers that are not zero. */
  readonly filled: number;
  readonly said: number | undefined;
  /** Digits behind the decimal mark. */
  readonly places: number;
}

/**
 * Finds rows that are the sums of the rows above them, each of those since the one before it, as spreadsheets write
 * groups; and behind the last of them perhaps the sum of all. At least one column of numbers must prove each of them,
 * and no row may stand below the last but notes.
 *
 * @param columns of the file
 * @param mended see `findTotals`
 * @param without rows that hold no data, from 1
 * @returns all of them, in their order; none if one is not proven
 */
export async function findSubtotals(
  database: Database,
  columns: readonly DatasetColumn[],
  mended: MendedTable,
  ends: TableEnds,
  without: readonly number[],
): Promise<readonly TotalRow[]> {
  const last = lastNamed(columns, ends, without, maySum);
  const numbers = mended.columns.filter(({ type }) => type === "integer" || type === "number").slice(0, most.columns);
  if (last === undefined || numbers.length === 0 || ends.rows > most.rows) return [];
  const table = placeSums(columns, last, without);
  const sums = await findNamed(database, table);
  if (sums.length < 2 || sums.length > most.sums) return [];
  const rows = await addUp(database, table, sums, { numbers, columns, mended: mended.table });
  const stretches = numbers.map((_, index) => stretchesOf(rows, index, sums.length));
  const summed = numbers.flatMap(({ name }, index) => (areSums(stretches[index]!) ? name : []));
  if (summed.length === 0) return [];
  const isWhole = stretches[0]!.at(-2)?.rows === 0;
  const named = summed.slice(0, 3).map((name) => `"${name}"`);
  const which = `${named.join(", ")}${summed.length > named.length ? ` and ${summed.length - named.length} more` : ""}`;
  return sums.map(({ row, value }, index): TotalRow => {
    const isLast = index === sums.length - 1;
    const below = isLast ? last.notes : [];
    const of = isWhole && isLast ? "all other rows" : `the ${stretches[0]![index]!.rows} rows above it`;
    return {
      row,
      column: last.column,
      value,
      sums: summed,
      ...(below.length > 0 && { notes: below }),
      message: `row ${row} says "${value}", and its ${which} ${summed.length === 1 ? "is the sum" : "are the sums"} of ${of}${tellNotes(below)}`,
    };
  });
}

/** How rows are counted and told apart in SQL. */
interface Placed {
  /** A name for the number of a row, with which no column begins. */
  readonly counter: string;
  /** SQL of the text that may name a sum. */
  readonly text: string;
  /** SQL that is true of rows that hold data. */
  readonly kept: string;
}

function placeSums(
  columns: readonly DatasetColumn[],
  { column, notes }: { readonly column: string; readonly notes: readonly NoteRow[] },
  without: readonly number[],
): Placed {
  const counter = counterBeside(columns);
  const gone = [...without, ...notes.map(({ row }) => row)];
  const kept = gone.length === 0 ? "true" : `${counter} NOT IN (${gone.join(", ")})`;
  return { counter, text: `trim(${quoteName(column)})`, kept };
}

/** The rows that may be sums by their names. */
async function findNamed(database: Database, { counter, text, kept }: Placed): Promise<readonly Sum[]> {
  const bare = `regexp_replace(lower(${text}), '\\s', '', 'g')`;
  const found = await database.rows(
    `SELECT ${counter} AS row, ${text} AS value FROM (SELECT *, row_number() OVER () AS ${counter} FROM raw) WHERE regexp_matches(${bare}, ${quoteText(sumWithoutSpaces)}) AND ${kept} ORDER BY ${counter} LIMIT ${most.named}`,
  );
  // Among so many there may be more.
  if (found.length === most.named) return [];
  return found.flatMap(({ row, value }) => (maySum(String(value)) ? [{ row: Number(row), value: String(value) }] : []));
}

/** The sums of each stretch of rows, and of the row that ends it. */
async function addUp(
  database: Database,
  { counter, kept }: Placed,
  sums: readonly Sum[],
  of: {
    readonly numbers: readonly DatasetColumn[];
    readonly columns: readonly DatasetColumn[];
    readonly mended: string;
  },
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const filled = `concat_ws('', ${of.columns.map(({ name }) => `trim(${quoteName(name)})`).join(", ")}) <> ''`;
  const asked = of.numbers.flatMap((number, index) => {
    const [cell, name] = [columnValue(number), quoteName(number.name)];
    return [
      `sum(${comparable(cell)})::DOUBLE AS s${index}`,
      `count(*) FILTER ((${cell}) <> 0) AS n${index}`,
      `max(length(regexp_extract(${name}, '[.,](\\d+)\\D*$', 1))) AS p${index}`,
    ];
  });
  const [isSumRow, said, stretch] = [
    `${counter} IN (${sums.map(({ row }) => row).join(", ")})`,
    `${counter}_is`,
    `${counter}_of`,
  ];
  return await database.rows(
    `SELECT ${stretch} AS stretch, ${said} AS said, count(*) FILTER (${filled}) AS rows, ${asked.join(", ")} FROM (
        SELECT *, sum(${said}::INTEGER) OVER (ORDER BY ${counter}) - ${said}::INTEGER AS ${stretch} FROM (
          SELECT *, ${isSumRow} AS ${said} FROM (SELECT *, row_number() OVER () AS ${counter} FROM (${of.mended})) WHERE ${kept}
        )
      ) GROUP BY ALL`,
  );
}

/** One stretch for each sum, and the rows behind the last. */
function stretchesOf(
  rows: readonly Readonly<Record<string, unknown>>[],
  index: number,
  sums: number,
): readonly Stretch[] {
  return Array.from({ length: sums + 1 }, (_, at): Stretch => {
    const of = (said: boolean): Readonly<Record<string, unknown>> | undefined =>
      rows.find((row) => Number(row["stretch"]) === at && row["said"] === said);
    const [data, sum] = [of(false), of(true)];
    const said = sum?.[`s${index}`];
    return {
      rows: Number(data?.["rows"] ?? 0),
      sum: Number(data?.[`s${index}`] ?? 0),
      filled: Number(data?.[`n${index}`] ?? 0),
      said: said === null || said === undefined ? undefined : Number(said),
      places: Math.max(Number(data?.[`p${index}`] ?? 0), Number(sum?.[`p${index}`] ?? 0)),
    };
  });
}

/** Whether the numbers of a column are sums in each of the rows that say so. */
function areSums(stretches: readonly Stretch[]): boolean {
  const [behind, ...reversed] = stretches.toReversed();
  const isWhole = reversed[0]?.rows === 0;
  const parts = reversed.slice(isWhole ? 1 : 0);
  if (behind!.rows > 0 || parts.some(({ rows }) => rows === 0)) return false;
  const whole = {
    sum: parts.reduce((sum, part) => sum + part.sum, 0),
    filled: parts.reduce((sum, part) => sum + part.filled, 0),
    said: reversed[0]?.said,
    places: Math.max(...stretches.map(({ places }) => places)),
  };
  // A sum of one number is that number, which proves nothing.
  const proofs = parts.filter(({ filled }) => filled > 1).length + (isWhole ? 1 : 0);
  return (
    proofs > 1 &&
    [...parts, ...(isWhole ? [whole] : [])].every(({ sum, filled, said, places }) =>
      said === undefined ? false : isSum(sum, said, { filled, places }),
    )
  );
}
