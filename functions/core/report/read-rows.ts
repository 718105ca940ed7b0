import type { DuckDBConnection } from "@duckdb/node-api";
import { BroadsheetError, type Problem, type Warning } from "../errors.ts";
import type { ScratchSpace } from "../ports.ts";
import { checkColumnNames } from "./dataset/check-column-names.ts";
import { quoteName, quoteText } from "./dataset/database/quote-sql.ts";
import { checkDatasetLimit, type DatasetLimits } from "./dataset/dataset-limits.ts";
import { ask, readWritten, writeShaped } from "./dataset/recipe/write-shaped.ts";
import { longestRow, type StagedColumn, type StagedRows } from "./dataset/source/staged-rows.ts";
import { queryError } from "./query/query-error.ts";
import { openSession } from "./query/session/query-session.ts";

/** The rows of a source as a file. */
export interface ReadRows {
  /** Parquet. */
  readonly table: Uint8Array;
  /** SHA-256 of the schema and ordered rows, see `hashRows`. */
  readonly rowsHash: string;
  readonly rows: number;
  readonly warnings: readonly Warning[];
}

/** Memory of the database, MB; more spills to the scratch folder. */
const memoryMegabytes = 512;

/** How the values that no report can show are written. */
const infinite = "'NaN', 'Infinity', '-Infinity', 'infinity', '-infinity'";

/**
 * Types the rows that a source gave, exactly, and orders them: by the columns of the order, those that tie by all
 * others, missing values last. So the same rows are the same table, in whatever order they came. What is infinite is
 * missing.
 *
 * @throws BroadsheetError `invalid-dataset` for columns without names of their own (`duplicate-column`, …), an order by
 *   a column that is not there, and values that no column holds, with the first of them; `limit-exceeded`
 */
export async function readRows(
  { file, columns, order = [] }: StagedRows,
  scratch: ScratchSpace,
  limits: DatasetLimits,
): Promise<ReadRows> {
  checkDatasetLimit("columns", columns.length, limits);
  checkColumnNames(columns.map(({ name }) => name));
  refuseOrder(
    order,
    columns.map(({ name }) => name),
  );
  const output = `${scratch.folder}/rows.parquet`;
  const warnings: Warning[] = [];
  const session = await openSession(memoryMegabytes, scratch, 1, false, async ([connection]) => {
    await load(connection, file, columns);
    await connection.run(`SET allowed_paths = [${quoteText(output)}]`);
  }).catch((error: unknown) => {
    throw inWords(error);
  });
  try {
    const [connection] = session.connections;
    const rows = await makeTable(connection, columns, order, warnings);
    checkDatasetLimit("rows", rows, limits);
    const { rowsHash } = await writeShaped(connection, '"(typed)"', { limits, output });
    const table = await readWritten(scratch, output);
    checkDatasetLimit("bytes", table.length, limits);
    return { table, rowsHash, rows, warnings };
  } catch (error) {
    throw inWords(error);
  } finally {
    session.close();
  }
}

/** @throws BroadsheetError `invalid-dataset`, `unknown-column` for an order by a column that is not there */
export function refuseOrder(order: readonly string[], names: readonly string[]): void {
  const problems = order.flatMap((name, index): Problem[] =>
    names.includes(name)
      ? []
      : [
          {
            code: "unknown-column",
            message: `The rows have no column "${name}" to be ordered by`,
            where: { pointer: `/order/${index}` },
            seen: name,
            allowed: names.slice(0, 100),
          },
        ],
  );
  if (problems.length > 0) throw new BroadsheetError("invalid-dataset", problems);
}

/** Reads the texts; columns are named by their numbers, since two names may differ in case only. */
async function load(connection: DuckDBConnection, file: string, columns: readonly StagedColumn[]): Promise<void> {
  const list = ["begin", ...columns.map((_, index) => `c${index}`)].map((name) => `'${name}': 'VARCHAR'`).join(", ");
  await connection.run(
    `CREATE TABLE "(raw)" AS SELECT * FROM read_csv($file, columns = {${list}}, header = false, auto_detect = false,
      delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, null_padding = false,
      strict_mode = true, new_line = '\\n', encoding = 'utf-8', parallel = false, max_line_size = ${longestRow + 1024})`,
    { file },
  );
}

/** @returns how many rows there are */
async function makeTable(
  connection: DuckDBConnection,
  columns: readonly StagedColumn[],
  order: readonly string[],
  warnings: Warning[],
): Promise<number> {
  const cells: string[] = [];
  for (const [index, column] of columns.entries()) {
    const cell = await cellOf(connection, column, `c${index}`);
    await refuseUnfit(connection, column, `c${index}`, cell);
    const warning = await warnOfInfinite(connection, column, `c${index}`);
    if (warning !== undefined) warnings.push(warning);
    cells.push(`${cell} AS ${quoteName(column.name)}`);
  }
  const first = order.map((name) => columns.findIndex((column) => column.name === name));
  const rest = columns.map((_, index) => index).filter((index) => !first.includes(index));
  // By number: a name may be that of another column in another case.
  const by = [...first, ...rest].map((index) => `${index + 1} ASC NULLS LAST`);
  await connection.run(`CREATE TABLE "(typed)" AS SELECT ${cells.join(", ")} FROM "(raw)" ORDER BY ${by.join(", ")}`);
  const [counted = {}] = await ask(connection, 'SELECT count(*) AS n FROM "(typed)"');
  return Number(counted["n"]);
}

/** The expression of a column's typed values; NULL for what does not fit. */
async function cellOf(connection: DuckDBConnection, column: StagedColumn, raw: string): Promise<string> {
  const { type } = column;
  if (type === "VARCHAR") return raw;
  const finite = `CASE WHEN ${raw} NOT IN (${infinite}) THEN ${raw} END`;
  if (type === "BOOLEAN") return `CASE ${raw} WHEN 't' THEN true WHEN 'f' THEN false END`;
  // Adding zero takes the sign of a zero away.
  if (type === "REAL") return `TRY_CAST(${finite} AS DOUBLE) + 0.0::DOUBLE`;
  if (type === "INSTANT") return `CAST(TRY_CAST(${finite} AS TIMESTAMPTZ) AS TIMESTAMP)`;
  if (type === "NUMERIC") return `TRY_CAST(${finite} AS ${await digitsOf(connection, column, raw)})`;
  return `TRY_CAST(${finite} AS ${type})`;
}

/** The decimal type that holds all values of a column, without the zeros at their ends. */
async function digitsOf(connection: DuckDBConnection, { name }: StagedColumn, raw: string): Promise<string> {
  const [found = {}] = await ask(
    connection,
    `SELECT max(length(ltrim(split_part(ltrim(${raw}, '-'), '.', 1), '0'))) AS whole,
      max(length(rtrim(split_part(${raw}, '.', 2), '0'))) AS fraction
      FROM "(raw)" WHERE ${raw} NOT IN (${infinite})`,
  );
  const [whole, fraction] = [Number(found["whole"] ?? 0), Number(found["fraction"] ?? 0)];
  const digits = whole + fraction;
  if (digits <= 38) return `DECIMAL(${digits <= 18 ? 18 : 38}, ${fraction})`;
  throw new BroadsheetError("invalid-dataset", {
    code: "numeric-too-wide",
    message: `Column "${name}" has numbers with ${whole} digits before the point and ${fraction} after it; 38 can be held exactly`,
    where: { name },
    seen: digits,
    allowed: 38,
    hint: "round it in the query, or cast it: CAST(… AS numeric(38, 10))",
  });
}

/** @throws BroadsheetError `invalid-dataset` for the first value that its column cannot hold */
async function refuseUnfit(
  connection: DuckDBConnection,
  { name, type }: StagedColumn,
  raw: string,
  cell: string,
): Promise<void> {
  if (type === "VARCHAR") return;
  const isTime = type === "DATE" || type === "TIMESTAMP" || type === "INSTANT";
  // A date that is read otherwise than it is written, such as one before Christ, does not fit either.
  const other = type === "INSTANT" ? "seen LIKE '% BC'" : "CAST(cell AS VARCHAR) <> seen";
  const [found] = await ask(
    connection,
    `SELECT seen FROM (SELECT ${raw} AS seen, ${cell} AS cell FROM "(raw)")
      WHERE seen IS NOT NULL AND seen NOT IN (${infinite}) AND
        (cell IS NULL${isTime ? ` OR year(cell) NOT BETWEEN 1 AND 9999 OR ${other}` : ""}) LIMIT 1`,
  );
  if (found === undefined) return;
  const seen = String(found["seen"]).slice(0, 80);
  throw new BroadsheetError("invalid-dataset", {
    code: isTime ? "date-out-of-range" : "unfit-value",
    message: `Column "${name}" holds ${seen}, which ${isTime ? "no report can show" : `is no ${type}`}`,
    where: { name },
    seen,
    ...(isTime && { allowed: "dates from 0001-01-01 to 9999-12-31" }),
    hint: "cast it in the query: column::text",
  });
}

async function warnOfInfinite(
  connection: DuckDBConnection,
  { name, type }: StagedColumn,
  raw: string,
): Promise<Warning | undefined> {
  if (type === "VARCHAR" || type === "BOOLEAN") return undefined;
  const [counted = {}] = await ask(connection, `SELECT count(*) AS n FROM "(raw)" WHERE ${raw} IN (${infinite})`);
  const times = Number(counted["n"] ?? 0);
  if (times === 0) return undefined;
  return {
    code: "not-finite",
    message: `"${name}" has ${times} infinite or undefined ${times === 1 ? "value" : "values"}, stored as missing`,
    seen: name,
  };
}

function inWords(error: unknown): BroadsheetError {
  return error instanceof BroadsheetError ? error : queryError(error, { file: "", text: "" }, "rows");
}
