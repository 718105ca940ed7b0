import { quoteName, quoteText } from "./quote-sql.ts";

/** Runs a statement and returns its rows as objects. */
type Run = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Columns judged in one statement: its cost grows with the square of their number. */
const judgedColumns = 50;

/**
 * Writes a table as Parquet, in its order, so that every value is read as it was, but for whole numbers of 128 bits,
 * which are decimals without a fraction there, and a column of nothing, which is one of texts.
 *
 * @param table a table's quoted name, or a SELECT in parentheses
 * @param columns its columns with their types in the database
 * @param path of the file that is written, without a temporary one
 * @param groupRows most rows of a row group @default the database's own
 */
export async function copyToParquet(
  run: Run,
  table: string,
  columns: readonly { readonly name: string; readonly type: string }[],
  path: string,
  groupRows?: number,
): Promise<void> {
  const groups = groupRows === undefined ? "" : `, ROW_GROUP_SIZE ${groupRows}`;
  await copyCells(run, table, columns, path, `USE_TMP_FILE false${groups}`);
}

/** How a table is divided: most rows of a row group, and how many of those a file has. */
export interface FileSizes {
  readonly groupRows: number;
  readonly groups: number;
}

/**
 * Writes a table as several Parquet files one after the other, as `copyToParquet` writes one.
 *
 * @param folder in which they are written
 * @param name what their names begin with
 * @returns their names, in the order of the rows
 */
export async function copyToFiles(
  run: Run,
  table: string,
  columns: readonly { readonly name: string; readonly type: string }[],
  { folder, name }: Readonly<Record<"folder" | "name", string>>,
  { groupRows, groups }: FileSizes,
): Promise<readonly string[]> {
  // The folder has other files, which stay.
  const options = `ROW_GROUP_SIZE ${groupRows}, ROW_GROUPS_PER_FILE ${groups}, FILENAME_PATTERN ${quoteText(`${name}-{i}`)}, OVERWRITE_OR_IGNORE true, RETURN_STATS true`;
  const written = await copyCells(run, table, columns, folder, options);
  return written.map((_, index) => `${name}-${index}.parquet`);
}

async function copyCells(
  run: Run,
  table: string,
  columns: readonly { readonly name: string; readonly type: string }[],
  path: string,
  options: string,
): ReturnType<Run> {
  const cells = columns.map(({ name, type }) => `${stored(name, type)} AS ${quoteName(name)}`);
  // A dictionary would take the two zeros of a floating number for one.
  const plain = (await hasNegativeZero(run, table, columns)) ? ", DICTIONARY_SIZE_LIMIT 1" : "";
  return await run(
    `COPY (SELECT ${cells.join(", ")} FROM ${table}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd, ${options}${plain})`,
  );
}

/** The expression that is stored: Parquet has no whole numbers of 128 bits, and no column of nothing. */
function stored(name: string, type: string): string {
  if (type === '"NULL"') return "CAST(NULL AS VARCHAR)";
  return /^U?HUGEINT$/.test(type) ? `CAST(${quoteName(name)} AS DECIMAL(38, 0))` : quoteName(name);
}

async function hasNegativeZero(
  run: Run,
  table: string,
  columns: readonly { readonly name: string; readonly type: string }[],
): Promise<boolean> {
  const floating = columns.filter(({ type }) => /DOUBLE|FLOAT/.test(type)).map(({ name }) => quoteName(name));
  for (let from = 0; from < floating.length; from += judgedColumns) {
    const some = floating.slice(from, from + judgedColumns);
    const [row = {}] = await run(
      `SELECT bool_or(${some.map((name) => `(${name} = 0 AND signbit(${name}))`).join(" OR ")}) AS found FROM ${table}`,
    );
    if (row["found"] === true) return true;
  }
  return false;
}
