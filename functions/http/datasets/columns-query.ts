import type { DatasetProfile } from "../../core/report/dataset/dataset.ts";
import { quoteName } from "../../core/report/query/quote-name.ts";

/** Columns that are summarised; the others have only their type and gaps. */
export const mostSummarised = 60;

/** Rows from which distinct values, distributions and the middle of a column are read; of more, every nth. */
export const sampleRows = 200_000;

/** Most intervals of equal width between the lowest and the highest value. */
export const binCount = 24;

/** Most common values of a column of texts. */
const mostValues = 6;

/** Longest value shown, characters. */
const longestValue = 80;

/**
 * Most values that one query reads. Ten columns of 10,000,000 rows in one query take 1,056 MiB, since all of them are
 * loaded together; one at a time, half of it.
 */
const valuesAtOnce = 10_000_000;

/** Of how many rows one is in the sample. */
export function sampleStep(rows: number): number {
  return Math.max(1, Math.ceil(rows / sampleRows));
}

/**
 * The SELECTs over the table `data` that summarise its columns, each some of them, one row for each finding:
 *
 *     position  kind    label              low      high     times
 *     1         fact    distinct values    lowest   highest  rows with a value
 *     1         middle  median             mean     —        —
 *     1         bin     number, from 0     bins     —        rows of the sample
 *     1         value   a common value     —        —        rows of the sample
 *
 * Lowest, highest, mean and rows with a value are of all rows, everything else is of the sample, whose rows are the
 * same for each column.
 */
export function columnsQueries({ rows, columns }: Pick<DatasetProfile, "rows" | "columns">): string[] {
  const step = sampleStep(rows);
  const atOnce = Math.max(1, Math.floor(valuesAtOnce / Math.max(1, rows)));
  const parts = columns.slice(0, mostSummarised).map((column, index) => findings(column, index + 1));
  return Array.from({ length: Math.ceil(parts.length / atOnce) }, (_, part) => {
    const from = part * atOnce;
    const names = columns.slice(from, from + atOnce).map(({ name }) => quoteName(name));
    const sample =
      step === 1
        ? "FROM data"
        : `SELECT * FROM (SELECT ${names.join(", ")}, row_number() OVER () AS "row of the sample" FROM data) WHERE "row of the sample" % ${step} = 1`;
    return `WITH sampled AS (${sample}) ${parts
      .slice(from, from + atOnce)
      .flat()
      .join(" UNION ALL ")}`;
  });
}

/** The SELECTs of one column's findings. */
function findings({ name, type }: DatasetProfile["columns"][number], position: number): string[] {
  const column = quoteName(name);
  const texts = type === "text" || type === "boolean";
  const [low, high] = texts ? ["NULL", "NULL"] : [`min(${column})::VARCHAR`, `max(${column})::VARCHAR`];
  const fact = `SELECT ${position} AS position, 'fact' AS kind, (SELECT count(DISTINCT ${column}) FROM sampled)::VARCHAR AS label, ${low} AS low, ${high} AS high, count(${column}) AS times FROM data`;
  return [fact, ...(texts ? [commonValues(position, column)] : distribution(position, column, type))];
}

function commonValues(position: number, column: string): string {
  return `SELECT * FROM (SELECT ${position}, 'value', left(${column}::VARCHAR, ${longestValue}), NULL, NULL, count(*) FROM sampled WHERE ${column} IS NOT NULL GROUP BY ${column} ORDER BY count(*) DESC, ${column} LIMIT ${mostValues})`;
}

/** Whole numbers and days have bins of as many values each: bins between the values would be empty. */
function distribution(position: number, column: string, type: string): string[] {
  const isNumber = type === "integer" || type === "number";
  const unit = type === "integer" ? 1 : type === "date" ? 86_400 : undefined;
  const place = isNumber ? `${column}::DOUBLE` : `epoch(${column}::TIMESTAMP)`;
  const width =
    unit === undefined ? `(high - low) / ${binCount}` : `ceil(((high - low) / ${unit} + 1) / ${binCount}) * ${unit}`;
  const bins = unit === undefined ? String(binCount) : `ceil(((high - low) / ${unit} + 1) * ${unit} / width)`;
  const range = `(SELECT low, width, ${bins} AS bins FROM (SELECT low, high, ${width} AS width FROM (SELECT min(${place}) AS low, max(${place}) AS high FROM data)) WHERE high > low)`;
  const counted = `SELECT ${position}, 'bin', bin::INTEGER::VARCHAR, bins::INTEGER::VARCHAR, NULL, count(*) FROM (SELECT least(floor((${place} - low) / width), bins - 1) AS bin, bins FROM sampled, ${range} WHERE ${column} IS NOT NULL) GROUP BY bin, bins`;
  const middle = `SELECT ${position}, 'middle', (SELECT quantile_cont(${place}, 0.5) FROM sampled)::VARCHAR, avg(${place})::VARCHAR, NULL, NULL FROM data`;
  return isNumber ? [middle, counted] : [counted];
}
