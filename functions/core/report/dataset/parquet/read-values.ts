import { BroadsheetError } from "../../../errors.ts";
import { parquetValue } from "../database/dataset-select.ts";
import type { HeldType } from "../database/dataset-select.ts";
import type { Database } from "../database/database.ts";
import { isInvalidated } from "../database/open-database.ts";
import { quoteName } from "../database/quote-sql.ts";
import { stepwise } from "../database/stepwise.ts";
import { unreadable } from "../database/unreadable.ts";
import { orderedTypes } from "./ordered-types.ts";

/** A column of a Parquet file whose values are read. */
export interface ReadColumn {
  /** As the database names it. */
  readonly field: string;
  readonly name: string;
  /** The file's type, as the database names it. */
  readonly type: string;
  /** How reports will hold it. */
  readonly held: HeldType;
  /** See `TopLevelColumn`. */
  readonly leaf: number | undefined;
}

/** A Parquet file on disk, and the rows of its row groups as the footer states them. */
export interface GroupedFile {
  readonly file: string;
  readonly groups: readonly number[];
}

/** Columns read in one statement: its cost grows with the square of their number. */
const readColumns = 50;

/**
 * Reads every value of a file once, as reports will read it, and compares what was read with what the footer states of
 * each row group: its missing values, the least and the greatest. By these, queries leave row groups out.
 *
 * @returns the rows, and the values of each column
 * @throws BroadsheetError `invalid-dataset`: `unreadable`, `false-statistics`, with the column and its row group
 */
export async function readValues(
  database: Database,
  from: GroupedFile,
  columns: readonly ReadColumn[],
): Promise<{ readonly rows: number; readonly filled: readonly number[] }> {
  await database.rows(
    `CREATE TEMP TABLE stated AS SELECT row_group_id AS g, column_id AS leaf, stats_null_count AS missing, stats_min_value AS low, stats_max_value AS high,
      NOT (type = 'INT96' OR contains(stats_min_value || stats_max_value, '\\')) AS plain FROM parquet_metadata($file)`,
    { file: from.file },
  );
  let rows = 0;
  const filled: number[] = [];
  for (let at = 0; at < columns.length; at += readColumns) {
    const some = columns.slice(at, at + readColumns);
    await look(database, from, some);
    await compareStated(database, some);
    const sums = some.map((_, index) => `, coalesce(sum(n${index}), 0) AS n${index}`).join("");
    const [row = {}] = await database.rows(`SELECT coalesce(sum(n), 0) AS n${sums} FROM seen`);
    rows = Number(row["n"]);
    filled.push(...some.map((_, index) => Number(row[`n${index}`])));
  }
  return { rows, filled };
}

/** Fills the table `seen` with what the columns hold in each row group. */
async function look(database: Database, from: GroupedFile, columns: readonly ReadColumn[]): Promise<void> {
  const cells = columns.flatMap((column, index) => [
    `${quoteName(column.field)} AS f${index}`,
    `${parquetValue(quoteName(column.field), column.held)} AS v${index}`,
  ]);
  const asked = columns.map(
    ({ type }, index) =>
      `, count(f${index}) AS n${index}, bit_xor(hash(v${index})) AS x${index}${orderedTypes.test(type) ? `, min(f${index}) AS l${index}, max(f${index}) AS h${index}` : ""}`,
  );
  const names = new Set(columns.map(({ field }) => field.toLowerCase()));
  const numbered = names.has("file_row_number") ? "" : ", file_row_number = true";
  const number = numbered === "" ? "row_number() OVER () - 1" : "file_row_number";
  await database
    .rows(
      `CREATE OR REPLACE TEMP TABLE seen AS SELECT g, count(*) AS n${asked.join("")} FROM
        (SELECT ${groupOf(from.groups)} AS g, * EXCLUDE (r) FROM
          (SELECT ${number} AS r, ${cells.join(", ")} FROM read_parquet($file${numbered}))) GROUP BY g`,
      { file: from.file },
    )
    .catch(async (error: unknown) => {
      throw (await findUnreadable(database, from, columns, error)) ?? error;
    });
}

/** The expression of the row group of row `r`, from 0. */
function groupOf(groups: readonly number[]): string {
  const ends: number[] = [];
  for (const rows of groups) ends.push((ends.at(-1) ?? 0) + rows);
  return stepwise("r", ends, [...groups.keys()].map(String));
}

/** @throws BroadsheetError `invalid-dataset`, `false-statistics` for the first row group that holds something else */
async function compareStated(database: Database, columns: readonly ReadColumn[]): Promise<void> {
  const compared = columns.flatMap(({ type, leaf }, index) => {
    if (leaf === undefined) return [];
    const [low, high] = ["low", "high"].map((end) => `TRY_CAST(m.${end} AS ${type})`);
    const ends = orderedTypes.test(type) ? [`l${index}`, `h${index}`] : ["NULL", "NULL"];
    const isOutside = orderedTypes.test(type)
      ? ` OR (m.plain AND m.low IS NOT NULL AND m.high IS NOT NULL AND (s.l${index} < ${low} OR s.h${index} > ${high}))`
      : "";
    return [
      `SELECT ${index} AS i, s.g, s.n - s.n${index} AS missing, m.missing AS stated, m.low, m.high, left(${ends[0]}::VARCHAR, 80) AS least, left(${ends[1]}::VARCHAR, 80) AS most
        FROM seen AS s JOIN stated AS m ON m.g = s.g AND m.leaf = ${leaf} WHERE m.missing <> s.n - s.n${index}${isOutside}`,
    ];
  });
  if (compared.length === 0) return;
  const [found] = await database.rows(`${compared.join(" UNION ALL ")} ORDER BY g, i LIMIT 1`);
  if (found === undefined) return;
  const { i, g, missing, stated, low, high, least, most } = found;
  const { name } = columns[Number(i)]!;
  const isMissing = stated !== null && Number(stated) !== Number(missing);
  const [says, holds] = isMissing
    ? [`${Number(stated)} missing values`, `${Number(missing)}`]
    : [`values from ${short(low)} to ${short(high)}`, `values from ${short(least)} to ${short(most)}`];
  throw new BroadsheetError("invalid-dataset", {
    code: "false-statistics",
    message: `The file says that "${name}" has ${says} in row group ${Number(g) + 1}, but it has ${holds}`,
    where: { name },
    seen: holds,
    allowed: says,
    hint: "Write the file again: it may have been damaged on the way",
  });
}

function short(value: unknown): string {
  const text = String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/**
 * The first column of which some value cannot be read, and in which row group.
 *
 * @returns undefined if each alone can be read
 */
async function findUnreadable(
  database: Database,
  { file, groups }: GroupedFile,
  columns: readonly ReadColumn[],
  error: unknown,
): Promise<BroadsheetError | undefined> {
  if (error instanceof BroadsheetError || isInvalidated(error)) return undefined;
  for (const { field, name, held } of columns) {
    const value = parquetValue(quoteName(field), held);
    const faultWithin = async (rows: number): Promise<unknown> =>
      await database
        .rows(`SELECT bit_xor(hash(${value})) AS x FROM (SELECT * FROM read_parquet($file) LIMIT ${rows})`, { file })
        .then(
          () => undefined,
          (fault: unknown) => fault ?? error,
        );
    const ends = groups.map((_, index) => groups.slice(0, index + 1).reduce((sum, rows) => sum + rows, 0));
    let [from, to] = [0, ends.length - 1];
    let fault = await faultWithin(ends.at(-1) ?? 0);
    if (fault === undefined) continue;
    while (from < to) {
      const middle = (from + to) >> 1;
      const earlier = await faultWithin(ends[middle]!);
      if (earlier === undefined) from = middle + 1;
      else [to, fault] = [middle, earlier];
    }
    if (fault instanceof BroadsheetError || isInvalidated(fault)) return undefined;
    return unreadable(fault, file, `"${name}" in row group ${from + 1} of the Parquet file`, { name });
  }
  return undefined;
}
