import type { DuckDBListValue } from "@duckdb/node-api";
import { columnValue } from "../database/dataset-select.ts";
import type { Database } from "../database/database.ts";
import { quoteName, quoteText } from "../database/quote-sql.ts";
import type { DatasetColumn, NoteRow, TotalRow } from "../dataset.ts";
import { comparable, counterBeside, isSum, lastNamed, type MendedTable, tellNotes } from "./find-totals.ts";
import type { TableEnds } from "./rows-without-data.ts";
import { maySum, sumWithoutSpaces } from "./total-words.ts";

/** Rows of the largest table, sums, columns of numbers and of names, and rows that may be sums by their names. */
const most = { rows: 1_000_000, sums: 200, columns: 50, names: 8, named: 2_000 };

/** A row that may be the sum of those above it, by the text of a column. */
interface Sum {
  readonly row: number;
  readonly column: string;
  readonly value: string;
}

/** What a sum adds up: the rows since the sum before it, or the sums of one level above it. */
interface Group {
  /** The first stretch of rows that it has. */
  readonly from: number;
  /** One above that of its parts; rows have none. */
  readonly level: number;
  /** How many sums it adds up; none for one of rows. */
  readonly parts: number;
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
 * groups; behind the sums of some groups perhaps theirs, as of the regions of a country; and behind the last of them
 * perhaps the sum of all. At least one column of numbers must prove each of them, and no row may stand below the last
 * but notes.
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
  const placed = placeSums(columns, last, without);
  const names = columns.flatMap(({ name, type }) => (type === "text" ? name : [])).slice(0, most.names);
  // The sums of countries and of their regions may be named in columns of their own. In others members may be called so.
  for (const texts of names.length > 1 ? [[last.column], names] : [[last.column]]) {
    const sums = await findNamed(database, placed, texts);
    if (sums.length < 2 || sums.length > most.sums) continue;
    const rows = await addUp(database, placed, sums, { numbers, columns, mended: mended.table });
    const stretches = numbers.map((_, index) => stretchesOf(rows, index, sums.length));
    const groups = groupsOf(stretches[0]!.map((stretch) => stretch.rows));
    const summed = numbers.flatMap(({ name }, index) =>
      groups !== undefined && areSums(stretches[index]!, groups) ? name : [],
    );
    if (groups !== undefined && summed.length > 0)
      return tellSums(sums, groups, { summed, rows: stretches[0]!.map((stretch) => stretch.rows), notes: last.notes });
  }
  return [];
}

function tellSums(
  sums: readonly Sum[],
  groups: readonly Group[],
  {
    summed,
    rows,
    notes,
  }: { readonly summed: readonly string[]; readonly rows: readonly number[]; readonly notes: readonly NoteRow[] },
): readonly TotalRow[] {
  const named = summed.slice(0, 3).map((name) => `"${name}"`);
  const which = `${named.join(", ")}${summed.length > named.length ? ` and ${summed.length - named.length} more` : ""}`;
  return sums.map(({ row, column, value }, index): TotalRow => {
    const isLast = index === sums.length - 1;
    const below = isLast ? notes : [];
    const { from, parts } = groups[index]!;
    const of =
      parts === 0
        ? `the ${rows[index]!} rows above it`
        : isLast && from === 0
          ? "all other rows"
          : parts === 1
            ? "the sum above it"
            : `the ${parts} sums above it`;
    return {
      row,
      column,
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
  /** SQL that is true of rows that hold data. */
  readonly kept: string;
}

function placeSums(
  columns: readonly DatasetColumn[],
  { notes }: { readonly notes: readonly NoteRow[] },
  without: readonly number[],
): Placed {
  const counter = counterBeside(columns);
  const gone = [...without, ...notes.map(({ row }) => row)];
  const kept = gone.length === 0 ? "true" : `${counter} NOT IN (${gone.join(", ")})`;
  return { counter, kept };
}

/** The rows that may be sums by their names in one of the columns. */
async function findNamed(
  database: Database,
  { counter, kept }: Placed,
  columns: readonly string[],
): Promise<readonly Sum[]> {
  const texts = columns.map((column) => `trim(${quoteName(column)})`);
  const bare = texts.map((text) => `regexp_replace(lower(${text}), '\\s', '', 'g')`);
  const says = bare.map((text) => `coalesce(regexp_matches(${text}, ${quoteText(sumWithoutSpaces)}), false)`);
  const cells = texts.map((text) => `coalesce(${text}, '')`);
  const found = await database.rows(
    `SELECT ${counter} AS row, [${cells.join(", ")}] AS cells FROM (SELECT *, row_number() OVER () AS ${counter} FROM raw) WHERE (${says.join(" OR ")}) AND ${kept} ORDER BY ${counter} LIMIT ${most.named}`,
  );
  // Among so many there may be more.
  if (found.length === most.named) return [];
  return found.flatMap(({ row, cells: values }) => {
    const own = (values as DuckDBListValue).items.map(String);
    const at = own.findIndex(maySum);
    return at === -1 ? [] : [{ row: Number(row), column: columns[at]!, value: own[at]! }];
  });
}

/** The sums of each stretch of rows, and of the row that ends it. */
async function addUp(
  database: Database,
  { counter, kept }: Placed,
  sums: readonly Pick<Sum, "row">[],
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

/**
 * What each sum adds up, by where they stand: the rows above it, or if there are none, the sums of the level of the one
 * above it.
 *
 * @param rows of each stretch, and those behind the last sum
 * @returns undefined if there are rows behind the last, or nothing above the first
 */
function groupsOf(rows: readonly number[]): readonly Group[] | undefined {
  if (rows.at(-1)! > 0) return undefined;
  const groups: Group[] = [];
  const open: Group[] = [];
  for (const [index, count] of rows.slice(0, -1).entries()) {
    let group: Group = { from: index, level: 1, parts: 0 };
    if (count === 0) {
      const level = open.at(-1)?.level;
      if (level === undefined) return undefined;
      let [from, parts] = [index, 0];
      for (; open.at(-1)?.level === level; parts += 1) from = open.pop()!.from;
      group = { from, level: level + 1, parts };
    }
    open.push(group);
    groups.push(group);
  }
  return groups;
}

/** Whether the numbers of a column are sums in each of the rows that say so. */
function areSums(stretches: readonly Stretch[], groups: readonly Group[]): boolean {
  const places = Math.max(...stretches.map((stretch) => stretch.places));
  const proofs = groups.filter(({ from, parts }, index) => {
    // A sum of one number is that number, which proves nothing, unless it is the sum of all.
    const isWhole = index === groups.length - 1 && from === 0;
    return parts === 0 ? stretches[index]!.filled > 1 : parts > 1 || isWhole;
  });
  return (
    proofs.length > 1 &&
    groups.every(({ from, parts }, index) => {
      const own = stretches.slice(from, index + 1);
      const { said } = stretches[index]!;
      const sum = own.reduce((all, part) => all + part.sum, 0);
      const filled = own.reduce((all, part) => all + part.filled, 0);
      return (
        said !== undefined && isSum(sum, said, { filled, places: parts === 0 ? stretches[index]!.places : places })
      );
    })
  );
}
