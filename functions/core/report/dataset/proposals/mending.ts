import { quoteName, quoteText } from "../database/quote-sql.ts";
import type { DatasetColumn, NumbersColumn, WrittenDates } from "../dataset.ts";
import { parsed } from "../recipe/convert-text.ts";
import type { MendedTable } from "./find-totals.ts";
import { footnoteMark } from "./footnote-marks.ts";
import { longestValue, type OddColumn } from "./odd-values.ts";

/** How a column would be mended. */
export interface Mending {
  readonly column: OddColumn;
  readonly name: string;
  readonly markers: readonly string[];
  /** Rows that hold an odd text of the column and no data. */
  readonly rows: readonly number[];
  /** Whether some of its numbers have the mark of a footnote. */
  readonly footnotes: boolean;
  /** Values that no other row of the column may hold, or the marks tell them apart. */
  readonly apart: readonly string[];
  /** How its values are written, if they are dates in spellings of people. */
  readonly dates?: WrittenDates | undefined;
}

/** A mending that was tried, and the column as it is then. */
export interface Tried {
  readonly mending: Mending;
  readonly typed: DatasetColumn;
  /** How its numbers are read, if they could be read in two ways. */
  readonly numbers?: NumbersColumn;
}

/** SQL of a column's values without its marks of missing values and of footnotes. */
export function mendedCell({ name, markers, footnotes, dates }: Mending): string {
  const cell = quoteName(name);
  const bare = footnotes ? withoutMark(name) : dates === undefined ? cell : isoText(cell, dates);
  if (markers.length === 0) return bare;
  return `CASE WHEN trim(${cell}) IN (${markers.map(quoteText).join(", ")}) THEN NULL ELSE ${bare} END`;
}

/** SQL of a date or moment as programs write it; another text stays as it is. */
function isoText(cell: string, { type, spellings }: WrittenDates): string {
  const moment = parsed(
    `trim(${cell})`,
    spellings.map(({ format }) => format),
  );
  return `coalesce(strftime(${moment}, ${type === "date" ? "'%Y-%m-%d'" : "'%Y-%m-%dT%H:%M:%S'"}), ${cell})`;
}

/** The table with the mended columns in place of those of the file, and all rows, without the texts of no data. */
export function mendedBy(tried: readonly Tried[], columns: readonly DatasetColumn[]): MendedTable {
  const cells = tried.map(({ mending }) => {
    const cell = quoteName(mending.name);
    const gone = mending.column.odd.filter(({ first, rows }) => rows === 1 && mending.rows.includes(first));
    const list = gone.map(({ value }) => quoteText(value)).join(", ");
    const isGone = list === "" ? "false" : `left(trim(${cell}), ${longestValue}) IN (${list})`;
    return `CASE WHEN ${isGone} THEN NULL ELSE ${mendedCell(mending)} END AS ${cell}`;
  });
  return {
    columns: columns.map((column) => tried.find(({ mending }) => mending.name === column.name)?.typed ?? column),
    table: `SELECT *${cells.length === 0 ? "" : ` REPLACE (${cells.join(", ")})`} FROM raw`,
  };
}

/** SQL of a column's values without the marks of footnotes. */
export function withoutMark(name: string): string {
  return `regexp_replace(trim(${quoteName(name)}), ${quoteText(footnoteMark)}, '')`;
}
