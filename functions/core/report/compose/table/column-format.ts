import { Decimal, isNumeric, type Numeric } from "../../../decimal.ts";
import type { Table, TableColumn, Value } from "../../query/table.ts";
import { roundNumeric } from "../formats/print-number.ts";
import { noValue, type Formats } from "../formats/formats.ts";
import type { ColumnChoice } from "./parse-columns.ts";
import { applyFormat } from "../formats/value-format.ts";
import { isYearColumn } from "./year-column.ts";

/** Of a floating-point column; smaller values show as zero. */
const mostDecimals = 12;

export interface ColumnFormat {
  readonly align: "left" | "right" | "center" | "decimal";
  print(value: Value): string;
}

/**
 * How a table prints a column. Without a format, the type decides: numbers have the same decimals in every row, as many
 * as the values have (for floating-point numbers, as many as are meaningful); thousands are separated by the
 * language's rule, but never in years, nor
 * where all values could be years; dates are long dates.
 */
export function columnFormat(formats: Formats, table: Table, choice: ColumnChoice): ColumnFormat {
  const column = table.columns.find(({ name }) => name === choice.field);
  const type = column?.type ?? "text";
  const numeric = type === "integer" || type === "number";
  const align = choice.align ?? (numeric ? "decimal" : "left");
  const { format } = choice;
  if (format !== undefined) return { align, print: (value) => applyFormat(formats, format, value) ?? noValue };
  if (numeric) {
    const numbers = table.rows.map((row) => row[choice.field]).filter(isNumeric);
    const decimals = type === "integer" ? 0 : decimalsOf(numbers, column?.floating === true);
    const grouped =
      decimals > 0 ||
      !(
        isYearColumn(choice.field, numbers.map(Number)) ||
        numbers.every((value) => Number(value) >= 1500 && Number(value) <= 2200)
      );
    return { align, print: (value) => (grouped ? (formats.number(value, decimals) ?? noValue) : formats.plain(value)) };
  }
  if (type === "date") return { align, print: (value) => formats.date(value) ?? noValue };
  return { align, print: (value) => oneLine(formats.plain(value)) };
}

/**
 * A single value without a format and without grouping, since it may be a year. A floating-point number has as many
 * decimals as a column of it alone.
 */
export function printAlone(formats: Formats, column: TableColumn | undefined, value: Value): string {
  if (column?.floating !== true || !isNumeric(value)) return formats.plain(value);
  return formats.plain(roundNumeric(value, decimalsOf([value], true)));
}

/**
 * Decimals of a column without a format: all that its values have. The last decimals of floating-point numbers come
 * from computation, so such columns get two, or as many as show three digits of the largest.
 */
function decimalsOf(numbers: readonly Numeric[], floating: boolean): number {
  const needed = numbers.reduce((most: number, value) => Math.max(most, Decimal.from(value)?.scale ?? 0), 0);
  if (!floating) return needed;
  const largest = numbers.reduce((most: number, value) => Math.max(most, Math.abs(Number(value))), 0);
  const first = Number(largest.toExponential().split("e")[1]);
  return Math.min(needed, Math.max(2, largest === 0 ? 0 : 2 - first), mostDecimals);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim() || noValue;
}
