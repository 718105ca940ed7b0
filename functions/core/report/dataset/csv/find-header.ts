import { BroadsheetError, type Warning } from "../../../errors.ts";
import type { MendedRuleName } from "../mended-rules.ts";
import { type CellKind, cellKind } from "./cell-kind.ts";

/** Whether the first record is a header, and what is to be said about it. */
export interface FoundHeader {
  readonly header: boolean;
  readonly warnings: readonly Warning[];
  readonly mended: readonly MendedRuleName[];
}

/**
 * Whether the first record of a table names its columns or is data.
 *
 * Names that are all numbers suggest data, unless they are consecutive years or count from 0 as pandas does. A decimal
 * or a date above a column of its kind also means data. Any other number or date above its kind may be a name or a
 * value, so it gives a warning; but a year beside a column of words is a name, unless there are years below it, and
 * so are several numbers beside a word above numbers.
 *
 * @param sample the first records, as cells
 * @throws BroadsheetError `invalid-dataset`, `unclear-header`, if it may be either
 */
export function findHeader(sample: readonly (readonly string[])[], line: number): FoundHeader {
  const names = (sample[0] ?? []).map((name) => name.trim());
  const rows = sample.slice(1);
  const record: FirstRecord = { names, rows, where: { line } };
  const filled = names.filter((name) => name !== "");
  if (filled.length > 0 && filled.every((name) => cellKind(name) === "number")) return judgeNumbers(record, filled);
  const suspects = names.flatMap((name, column) => {
    const kind = cellKind(name);
    return (kind === "number" || kind === "date") && isAbove(rows, [kind], column) ? column : [];
  });
  const [suspect] = suspects;
  if (suspect === undefined) return certain;
  if (isDecisive(record)) return withoutHeader(record);
  // Years are common column names beside a column of words.
  const isYearName = (column: number): boolean =>
    year.test(names[column]!) && !rows.every((cells) => year.test(cells[column]?.trim() ?? ""));
  if (suspects.every(isYearName)) return certain;
  const named = names.some(
    (name, column) => cellKind(name) === "text" && !missing.test(name) && isAbove(rows, ["number", "date"], column),
  );
  // If no name is a whole number but years, or three are, a word above numbers shows that all are names. The first
  // reader was silent without one, too.
  const wasSilent =
    names.every((name) => !/^\d+$/.test(name) || year.test(name)) ||
    names.filter((name) => /^\d+$/.test(name)).length > 2;
  if (wasSilent && named) return certain;
  const what = cellKind(names[suspect]!) === "date" ? "a date above dates" : "a number above numbers";
  return {
    header: true,
    mended: wasSilent ? ["header-in-doubt"] : [],
    warnings: [doubt(record, `The column name "${names[suspect]}" is ${what}: the first row may be data`)],
  };
}

/** The first record of a table, and those below it. */
interface FirstRecord {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly where: { readonly line: number };
}

/** A header without doubt. */
const certain: FoundHeader = { header: true, warnings: [], mended: [] };

const hint = "say whether there is a header when you send the file (`header`)";

function doubt({ names, where }: FirstRecord, message: string): Warning {
  return { code: "dataset-warning", message, where, seen: names.slice(0, 5), hint };
}

function withoutHeader(record: FirstRecord): FoundHeader {
  const message = `The file has no header: its first row is data, and the columns are named column_1 to column_${record.names.length}`;
  return { header: false, mended: [], warnings: [doubt(record, message)] };
}

/** A first record of numbers: years in a row and 0, 1, 2 … are names. @param filled those that are not empty */
function judgeNumbers(record: FirstRecord, filled: readonly string[]): FoundHeader {
  const whole = filled.map((name) => (/^\d{1,15}$/.test(name) ? Number(name) : Number.NaN));
  const inARow = whole.every((value, index) => index === 0 || value === whole[index - 1]! + 1);
  const first = whole[0]!;
  const years = inARow && first >= 1500 && first <= 2200;
  if (inARow && whole.length > 1 && (first === 0 || years)) {
    const message = "Every column name is a number: the first row was taken for the header";
    return { header: true, mended: [], warnings: [doubt(record, message)] };
  }
  if ((inARow && whole.length > 1 && first === 1) || (years && record.rows.length > 0)) {
    throw new BroadsheetError("invalid-dataset", {
      code: "unclear-header",
      message: "The first row holds numbers, which may be names or data",
      where: record.where,
      seen: record.names.slice(0, 5),
      hint,
    });
  }
  return withoutHeader(record);
}

/** Whether a decimal or a date stands above a column of nothing else. */
function isDecisive({ names, rows }: FirstRecord): boolean {
  return names.some(
    (name, column) =>
      !/^\d+$/.test(name) &&
      ["number", "date"].includes(cellKind(name)) &&
      rows.length > 0 &&
      rows.every((cells) => ["empty", cellKind(name)].includes(cellKind(cells[column] ?? ""))),
  );
}

/** Whether most cells of a column are of these kinds. */
function isAbove(rows: FirstRecord["rows"], kinds: readonly CellKind[], column: number): boolean {
  const below = rows.map((cells) => cellKind(cells[column] ?? "")).filter((kind) => kind !== "empty");
  return below.length > 0 && below.filter((kind) => kinds.includes(kind)).length >= below.length * 0.8;
}

/** What stands for a missing value in a column of numbers. */
const missing = /^(?:n\/?a|nan|null|none|nil|unknown|-+|[.]+|[?])$/i;
const year = /^(?:1[5-9]|20|21)\d\d$/;
