import type { Delimiter } from "../../template/dataset-reading.ts";
import { delimiters } from "../delimiters.ts";
import { cellKind } from "./cell-kind.ts";
import type { SampledRecord } from "./sample-records.ts";

/** A file's first records as a table, assuming one delimiter. */
export interface Judgement {
  readonly delimiter: Delimiter;
  readonly records: readonly SampledRecord[];
  /** Fields per record. */
  readonly width: number;
  /** Index in `records` of the table's first record; those before it are titles and comments. */
  readonly first: number;
  /** How many of the records before `first` are comments; the others are titles. */
  readonly comments: number;
  /** Share of the table's records that have its number of fields. */
  readonly alike: number;
  /** Share of the cells that contain no other delimiter, except in a number or sentence. */
  readonly clean: number;
}

/** Most lines above a table that can be a title. */
const maximumTitles = 20;

/**
 * Looks for a table of two columns or more.
 *
 * Lines above the table count as titles only if they cannot be its header (their number of fields differs, or only one
 * of at least three cells is filled) and a header follows: names, none of them a number, over a column of numbers or
 * dates.
 *
 * @returns undefined if there is no such table
 */
export function judgeDelimiter(delimiter: Delimiter, records: readonly SampledRecord[]): Judgement | undefined {
  const firstOther = records.findIndex((record) => !isComment(record));
  const comments = Math.max(firstOther, 0);
  const body = records.slice(comments);
  const usual = usualWidth(body);
  const titles = countTitles(body, usual);
  const header = body[titles];
  if (header === undefined) return undefined;
  const width = titles > 0 ? usual : fits(header, usual) ? usual : header.cells.length;
  if (width < 2) return undefined;
  // `#CHROM POS`: the last comment is the header, unless the line after it is one.
  const last = records[comments - 1];
  const headed = looksLikeNames(header.cells) && holdsTypedColumn(body.slice(titles + 1), width);
  const named =
    titles === 0 && last !== undefined && last.cells.length === width && looksLikeNames(last.cells) && !headed;
  const first = named ? comments - 1 : comments + titles;
  const table = records.slice(first);
  const cells = table.flatMap((record) =>
    record.cells.map((cell, index) => record.quoted[index]! || isClean(cell, delimiter)),
  );
  return {
    delimiter,
    records,
    width,
    first,
    comments: named ? comments - 1 : comments,
    alike: table.filter((record) => fits(record, width)).length / table.length,
    clean: cells.filter(Boolean).length / cells.length,
  };
}

export function isComment({ cells, quoted }: SampledRecord): boolean {
  return !quoted[0]! && cells[0]!.startsWith("#");
}

/** Whether a record fits a table of `width` columns; extra fields must be empty. */
function fits({ cells }: SampledRecord, width: number): boolean {
  return cells.length === width || (cells.length > width && cells.slice(width).every((cell) => cell === ""));
}

/** The most common number of fields; in a tie the larger one. */
function usualWidth(records: readonly SampledRecord[]): number {
  let [width, times] = [1, 0];
  for (const [found, { length }] of Map.groupBy(records, ({ cells }) => cells.length)) {
    if (length > times || (length === times && found > width)) [width, times] = [found, length];
  }
  return width;
}

function countTitles(records: readonly SampledRecord[], width: number): number {
  if (width < 2) return 0;
  const isTitle = (record: SampledRecord): boolean =>
    !fits(record, width) || (width > 2 && record.cells.filter((cell) => cell.trim() !== "").length <= 1);
  const titles = records.findIndex((record) => !isTitle(record));
  const header = records[titles];
  if (titles <= 0 || titles > maximumTitles || header === undefined || !looksLikeNames(header.cells.slice(0, width)))
    return 0;
  if (records.slice(0, titles).some(({ cells }) => cells.length > width)) return 0;
  return holdsTypedColumn(records.slice(titles + 1), width) ? titles : 0;
}

/**
 * Whether cells look like column names: none is a number or a date (but years may stand among words), none occurs
 * twice, and at most one is empty.
 */
export function looksLikeNames(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim().toLowerCase()).filter((cell) => cell !== "");
  const kinds = filled.map((cell) => (/^(?:1[5-9]|20|21)\d\d$/.test(cell) ? "year" : cellKind(cell)));
  return (
    filled.length >= cells.length - 1 &&
    new Set(filled).size === filled.length &&
    kinds.includes("text") &&
    kinds.every((kind) => kind === "text" || kind === "year")
  );
}

/** Whether at least four fifths of some column's values are numbers or dates. */
function holdsTypedColumn(records: readonly SampledRecord[], width: number): boolean {
  for (let column = 0; column < width; column++) {
    const kinds = records.map(({ cells }) => cellKind(cells[column] ?? "")).filter((kind) => kind !== "empty");
    if (kinds.length > 0 && kinds.filter((kind) => kind !== "text").length >= kinds.length * 0.8) return true;
  }
  return false;
}

/** Whether a cell contains no other delimiter. A comma or semicolon before a space belongs to a sentence. */
function isClean(cell: string, delimiter: Delimiter): boolean {
  const kind = cellKind(cell);
  if (kind !== "text") return true;
  return delimiters.every(
    (other) =>
      other === delimiter ||
      !cell.includes(other) ||
      ((other === "," || other === ";") && !new RegExp(`${other}(?! )`).test(cell)),
  );
}
