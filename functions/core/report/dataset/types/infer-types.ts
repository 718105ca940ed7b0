import type { Warning } from "../../../errors.ts";
import type { ColumnType } from "../../template/template.ts";
import type { DatasetColumn, Misfit } from "../dataset.ts";
import { type CellColumn, type CellTable, cellsSelect, rawTable } from "../database/cells-select.ts";
import type { Database } from "../database/database.ts";
import { type Digits, judgeNumbers, type NumberKind } from "./judge-numbers.ts";

/** In order of preference: a column gets the first type that fits every value. */
const candidates = ["integer", "number", "boolean", "date", "timestamp"] as const;
type Candidate = (typeof candidates)[number];

/** The kind of a single value; for numbers, how they are written. */
type Kind = Exclude<Candidate, "number"> | "plus" | "decimal" | "power" | "scientific" | "text";

const numberKinds: ReadonlySet<Kind> = new Set(["integer", "plus", "decimal", "power", "scientific"]);

const unsignedInteger = "(0|[1-9][0-9]*)";

/**
 * The kind of a trimmed text `v`, in SQL. It is stricter than DuckDB's casts, which accept `0x1F` and `1_000` and round
 * `0.5` to an integer. Leading zeros mark a code, not a number. `plus` is a whole number of seven or more digits with a
 * plus sign, `power` one like `1E5`; both may be codes.
 */
export const kindOfValue = `CASE
  WHEN regexp_full_match(v, '[-+]?${unsignedInteger}') THEN CASE WHEN v[1] = '+' AND length(v) > 7 THEN 'plus' ELSE 'integer' END
  WHEN regexp_full_match(v, '[-+]?(${unsignedInteger}\\.[0-9]*|\\.[0-9]+)') THEN 'decimal'
  WHEN regexp_full_match(v, '[-+]?(${unsignedInteger}(\\.[0-9]*)?|\\.[0-9]+)[eE][-+]?[0-9]+') AND isfinite(TRY_CAST(v AS DOUBLE)) THEN CASE WHEN regexp_full_match(v, '[0-9]+[eE][0-9]+') THEN 'power' ELSE 'scientific' END
  WHEN lower(v) IN ('true', 'false') THEN 'boolean'
  WHEN regexp_full_match(v, '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}') AND TRY_CAST(v AS DATE) >= DATE '0001-01-01' THEN 'date'
  WHEN regexp_full_match(v, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|[-+][0-9]{2}(:?[0-9]{2})?)?') AND TRY_CAST(v AS TIMESTAMPTZ) >= TIMESTAMPTZ '0001-01-01 00:00:00+00' THEN 'timestamp'
  ELSE 'text' END`;

/**
 * The same in less time, for many values: what is most frequent is known without a pattern. A text that the database
 * writes as it was read is in the form that the pattern has; one that begins with none of these characters fits none.
 */
export const kindQuickly = `CASE
  WHEN ascii(v) NOT BETWEEN 43 AND 57 AND ascii(v) NOT IN (70, 84, 102, 116) THEN 'text'
  WHEN CAST(TRY_CAST(v AS BIGINT) AS VARCHAR) = v THEN 'integer'
  WHEN v IN ('true', 'false') THEN 'boolean'
  WHEN strlen(v) = 10 AND CAST(TRY_CAST(v AS DATE) AS VARCHAR) = v AND TRY_CAST(v AS DATE) >= DATE '0001-01-01' THEN 'date'
  WHEN strlen(v) = 19 AND CAST(TRY_CAST(v AS TIMESTAMP) AS VARCHAR) = v AND TRY_CAST(v AS TIMESTAMP) >= TIMESTAMP '0001-01-01' THEN 'timestamp'
  ELSE ${kindOfValue} END`;

/** A text column is reported if at most this share of its values keeps it from being another type. */
const nearMiss = 0.2;

/** The values of one kind in a column. */
interface Found extends NumberKind {
  readonly kind: Kind;
  readonly count: number;
  /** Meaningless for other values than numbers. */
  readonly digits: Digits;
}

/** Facts about a column before its values are read. */
export interface InferredColumn extends CellColumn {
  /** Types ruled out by the format (a JSON string is not a number), with the first value that rules them out. */
  readonly ruledOut: Readonly<Partial<Record<ColumnType, Misfit>>>;
  /** Of formats with types of their own: how many values are strings, and what is ruled out without them. */
  readonly strings?: { readonly count: number; readonly otherwise: InferredColumn["ruledOut"] };
  /** Whether the format or the notation distinguishes numbers from texts, so that no number can be a code. */
  readonly typed?: boolean;
}

/**
 * Infers the type of every column of the table `raw` (all text, in stored row order) from all its values, not a sample.
 * A column without values is text. A column that is text only because of a few values is reported with the first of
 * them.
 *
 * @param from the table. One that has the numbers of its rows may be long, and is read by as many threads as there are
 */
export async function inferTypes(
  database: Database,
  columns: readonly InferredColumn[],
  rows: number,
  from: CellTable = rawTable,
): Promise<{ columns: DatasetColumn[]; warnings: Warning[] }> {
  const kinds: Found[][] = columns.map(() => []);
  // A long table's columns are read one after another: a list of cells for each row takes more time than reading it.
  const groups = from.row === undefined ? [columns] : columns.map((column) => [column]);
  for (const [group, some] of groups.entries()) {
    for (const row of await database.rows(kindsSelect(some, from))) {
      const { i, kind, n, first, value } = row;
      kinds[group + Number(i)]!.push({
        kind: kind as Kind,
        count: Number(n),
        row: Number(first),
        value: String(value).slice(0, 80),
        digits: digitsOf(row),
      });
    }
  }
  const inferred = columns.map((column, index) => inferColumn(column, kinds[index]!, rows));
  return { columns: inferred.map(({ column }) => column), warnings: inferred.flatMap(({ warnings }) => warnings) };
}

/** Of each column and kind: how many values there are, the first of them, and their digits. */
function kindsSelect(columns: readonly CellColumn[], from: CellTable): string {
  const isLong = from.row !== undefined;
  const cells = `SELECT r, i, v, ${isLong ? kindQuickly : kindOfValue} AS kind FROM (${cellsSelect(columns, undefined, from)}) WHERE v IS NOT NULL`;
  // The values of other kinds have no digits that count.
  const measured = `SELECT *, ${isLong ? `CASE WHEN ${isNumber} THEN v END` : "v"} AS d FROM (${cells})`;
  return `SELECT i, kind, count(*) AS n, min(r) AS first, arg_min(v, r) AS value, ${digitMeasures} FROM (SELECT *, ${digitMarks} FROM (${measured})) GROUP BY i, kind`;
}

const isNumber = `kind IN (${[...numberKinds].map((kind) => `'${kind}'`).join(", ")})`;

/** Of a number `d` without an exponent: the position of the decimal mark, if any, and the number of leading zeros. */
const digitMarks = `CASE WHEN ${isNumber} THEN length(d) END AS l, strpos(d, '.') AS p, length(ltrim(d, '+-')) AS u, length(ltrim(d, '+-0.')) AS z, NOT (contains(d, 'e') OR contains(d, 'E')) AS plain`;

/** SQL of `Digits`, for values of one kind that are numbers. */
const digitMeasures = (() => {
  const behind = "CASE WHEN p = 0 THEN 0 ELSE l - p END";
  const mark = "CASE WHEN p = 0 THEN 0 ELSE 1 END";
  return `max(u - ${mark} - ${behind}) FILTER (plain) AS whole, max(${behind}) FILTER (plain) AS scale, max(z - CASE WHEN z > l - p THEN ${mark} ELSE 0 END) FILTER (plain) AS significant,
    min(l) AS shortest, max(l) AS longest, count_if(starts_with(d, '-')) AS negative, count_if(suffix(d, '00')) AS round`;
})();

function digitsOf(row: Readonly<Record<string, unknown>>): Digits {
  const of = (measure: keyof Digits): number => Number(row[measure] ?? 0);
  return {
    whole: of("whole"),
    scale: of("scale"),
    significant: of("significant"),
    shortest: of("shortest"),
    longest: of("longest"),
    negative: of("negative"),
    round: of("round"),
    count: Number(row["n"]),
  };
}

/** The digits of all values of a column; undefined if some are not numbers. */
function sumDigits(kinds: readonly Found[]): Digits | undefined {
  if (kinds.length === 0 || !kinds.every(({ kind }) => numberKinds.has(kind))) return undefined;
  const most = (measure: keyof Digits): number => Math.max(...kinds.map(({ digits }) => digits[measure]));
  const sum = (measure: keyof Digits): number => kinds.reduce((total, { digits }) => total + digits[measure], 0);
  return {
    whole: most("whole"),
    scale: most("scale"),
    significant: most("significant"),
    shortest: Math.min(...kinds.map(({ digits }) => digits.shortest)),
    longest: most("longest"),
    negative: sum("negative"),
    round: sum("round"),
    count: sum("count"),
  };
}

function inferColumn(
  { name, ruledOut, typed = false }: InferredColumn,
  kinds: readonly Found[],
  rows: number,
): { column: DatasetColumn; warnings: Warning[] } {
  const present = kinds.reduce((sum, { count }) => sum + count, 0);
  const misfits: Partial<Record<ColumnType, Misfit>> = { ...ruledOut };
  for (const candidate of candidates) {
    for (const { row, value } of kinds.filter(({ kind }) => !isOf(kind, candidate))) {
      if (row < (misfits[candidate]?.row ?? Infinity)) misfits[candidate] = { row, value };
    }
  }
  const type: ColumnType = candidates.find((candidate) => present > 0 && misfits[candidate] === undefined) ?? "text";
  const column = { name, type, nulls: rows - present, ...(Object.keys(misfits).length > 0 && { misfits }) };
  const digits = sumDigits(kinds);
  if (digits === undefined || (type !== "integer" && type !== "number"))
    return { column, warnings: type === "text" ? nearMisses(name, ruledOut, kinds, present, misfits) : [] };
  const { warning, ...judged } = judgeNumbers(name, kinds, digits, typed);
  return {
    column: { ...column, ...judged },
    warnings:
      warning === undefined
        ? []
        : [
            {
              code: "dataset-warning",
              message: warning.message,
              where: { name, row: warning.row },
              seen: warning.seen,
            },
          ],
  };
}

function isOf(kind: Kind, candidate: Candidate): boolean {
  if (candidate === "number") return numberKinds.has(kind);
  return kind === candidate || (kind === "plus" && candidate === "integer");
}

function nearMisses(
  name: string,
  ruledOut: InferredColumn["ruledOut"],
  kinds: readonly Found[],
  present: number,
  misfits: Partial<Record<ColumnType, Misfit>>,
): Warning[] {
  for (const candidate of candidates) {
    const misfit = misfits[candidate];
    const misfitting = kinds.reduce((sum, { kind, count }) => sum + (isOf(kind, candidate) ? 0 : count), 0);
    if (
      misfit === undefined ||
      ruledOut[candidate] !== undefined ||
      misfitting === present ||
      misfitting > present * nearMiss
    )
      continue;
    const others = misfitting === 1 ? "1 value is" : `${misfitting} of ${present} values are`;
    return [
      {
        code: "dataset-warning",
        message: `"${name}" is text: ${others} not of type ${candidate}, the first is "${misfit.value}" in row ${misfit.row}`,
        where: { name, row: misfit.row },
        seen: misfit.value,
      },
    ];
  }
  return [];
}
