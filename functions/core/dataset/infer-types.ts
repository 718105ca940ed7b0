import type { Warning } from "../errors.ts";
import type { ColumnType } from "../template/template.ts";
import type { DatasetColumn, Misfit } from "./dataset.ts";
import { quoteName } from "./dataset-select.ts";
import type { Database } from "./open-database.ts";

/** In the order of preference: the first one that every value is of is the column's type. */
const candidates = ["integer", "number", "boolean", "date", "timestamp"] as const;
type Candidate = (typeof candidates)[number];

const safeInteger = "9007199254740991";
const unsignedInteger = "(0|[1-9][0-9]*)";

/**
 * SQL conditions on a trimmed text `v`. They are stricter than DuckDB's casts, which take `0x1F`, `1_000` and round `0.5` to an
 * integer. Leading zeros mark a code, not a number. Integers beyond 2^53 - 1 (long identifiers) could not be printed exactly and stay text.
 */
const conditions: Readonly<Record<Candidate, string>> = {
  integer: `regexp_full_match(v, '[-+]?${unsignedInteger}') AND abs(TRY_CAST(v AS HUGEINT)) <= ${safeInteger}`,
  number:
    `regexp_full_match(v, '[-+]?(${unsignedInteger}(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?') AND isfinite(TRY_CAST(v AS DOUBLE))` +
    ` AND (NOT regexp_full_match(v, '[-+]?[0-9]+') OR abs(TRY_CAST(v AS HUGEINT)) <= ${safeInteger})`,
  boolean: "lower(v) IN ('true', 'false')",
  date: "regexp_full_match(v, '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}') AND TRY_CAST(v AS DATE) IS NOT NULL",
  timestamp:
    "regexp_full_match(v, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|[-+][0-9]{2}(:?[0-9]{2})?)?') AND TRY_CAST(v AS TIMESTAMPTZ) IS NOT NULL",
};

/** Columns looked at in one pass over the table. */
const batch = 25;
/** A text column is reported when no more than this share of its values keeps it from being another type. */
const nearMiss = 0.2;

/** What has to be known of a column before its values are looked at. */
export interface InferredColumn {
  readonly name: string;
  /** Types that are ruled out by the format (a JSON string is no number), with the first value that rules them out. */
  readonly ruledOut: Readonly<Partial<Record<ColumnType, Misfit>>>;
}

/**
 * Finds the type of every column of the table `raw` (all text, in stored row order) from all its values, not a sample. A
 * column without values is text. A column that is text because of a few values is reported with the first of them.
 */
export async function inferTypes(database: Database, columns: readonly InferredColumn[], rows: number): Promise<{ columns: DatasetColumn[]; warnings: Warning[] }> {
  const found: DatasetColumn[] = [];
  const warnings: Warning[] = [];
  for (let start = 0; start < columns.length; start += batch) {
    const part = columns.slice(start, start + batch);
    // oxlint-disable-next-line no-await-in-loop -- one connection, one pass at a time
    const [row = {}] = await database.rows(`SELECT ${part.map((_, index) => aggregates(index)).join(", ")} FROM (SELECT rowid + 1 AS r, ${part.map(({ name }, index) => `trim(nullif(${quoteName(name)}, '')) AS v${index}`).join(", ")} FROM raw)`);
    for (const [index, column] of part.entries()) {
      const present = Number(row[`n${index}`]);
      const misfits: Partial<Record<ColumnType, Misfit>> = { ...column.ruledOut };
      let type: ColumnType = "text";
      for (const candidate of candidates) {
        const misfit = row[`${candidate}_row${index}`];
        const ruledOut = misfits[candidate];
        if (misfit !== null && misfit !== undefined && (ruledOut === undefined || Number(misfit) < ruledOut.row)) {
          misfits[candidate] = { row: Number(misfit), value: String(row[`${candidate}_value${index}`]).slice(0, 80) };
        }
        if (type === "text" && present > 0 && misfits[candidate] === undefined) type = candidate;
      }
      found.push({ name: column.name, type, nulls: rows - present, ...(Object.keys(misfits).length === 0 ? {} : { misfits }) });
      if (type === "text") warnings.push(...nearMisses(column, present, misfits, (candidate) => Number(row[`${candidate}_count${index}`])));
    }
  }
  return { columns: found, warnings };
}

function aggregates(index: number): string {
  const value = `v${index}`;
  const parts = [`count(${value}) AS n${index}`];
  for (const candidate of candidates) {
    const misfits = `FILTER (WHERE ${value} IS NOT NULL AND NOT coalesce(${conditions[candidate].replaceAll(/\bv\b/g, value)}, false))`;
    parts.push(
      `count(*) ${misfits} AS ${candidate}_count${index}`,
      `min(r) ${misfits} AS ${candidate}_row${index}`,
      `arg_min(${value}, r) ${misfits} AS ${candidate}_value${index}`,
    );
  }
  return parts.join(", ");
}

function nearMisses(column: InferredColumn, present: number, misfits: Partial<Record<ColumnType, Misfit>>, count: (candidate: Candidate) => number): Warning[] {
  for (const candidate of candidates) {
    const misfit = misfits[candidate];
    const misfitting = count(candidate);
    if (misfit === undefined || column.ruledOut[candidate] !== undefined || misfitting === present || misfitting > present * nearMiss) continue;
    const others = misfitting === 1 ? "1 value is" : `${misfitting} of ${present} values are`;
    return [
      {
        code: "dataset-warning",
        message: `"${column.name}" is text: ${others} not of type ${candidate}, the first is "${misfit.value}" in row ${misfit.row}`,
        where: { name: column.name, row: misfit.row },
        seen: misfit.value,
      },
    ];
  }
  return [];
}
